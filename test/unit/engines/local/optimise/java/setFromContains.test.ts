import { setFromContains } from '../../../../../../src/engines/local/optimise/java/setFromContains';
import { testTypedRule } from '../typed/running';

const fn = (body: string, parameters = 'List<String> a, List<String> b'): string =>
  `int f(${parameters}) {\n    int n = 0;\n    for (var x : a) {\n        ${body}\n    }\n    return n;\n}\n`;
const after = (body: string, parameters: string, type: string): string =>
  `int f(${parameters}) {\n    int n = 0;\n    java.util.Set<${type}> bSet = new java.util.HashSet<>(b);\n    for (var x : a) {\n        ${body}\n    }\n    return n;\n}\n`;

testTypedRule({
  language: 'java',
  rule: setFromContains,
  rewrites: [
    [
      fn('if (b.contains(x)) n++;'),
      after('if (bSet.contains(x)) n++;', 'List<String> a, List<String> b', 'String'),
      '`b` is not null',
    ],
    [
      fn('if (b.contains(x)) use(x);', 'List<A> a, List<A> b'),
      after('if (bSet.contains(x)) use(x);', 'List<A> a, List<A> b', 'A'),
      '`b` is not null, and `equals` and `hashCode` of `A` agree, and nothing in the loop changes `b`',
    ],
  ],
  leaves: [
    fn('if (b.contains(x)) b.add(x);'),
    fn('if (b.contains(x)) n++;').replace('    for', '    if (n == 0)\n    for'),
    fn('if (b.contains(x)) use(b);'),
    fn('use(() -> b.contains(x));'),
    fn('if (b.contains(x)) n++;', 'List<A> a, Set<A> b'),
    fn('if (b.contains(x)) n++;', 'List<A> a, String b'),
    fn('if (b.contains(x)) n++;', 'List<A> a, List<? extends A> b'),
    fn('if (b.contains(x)) n++;', 'List<A> a, List b'),
    fn('List<A> b = x.all(); if (b.contains(x)) n++;', 'List<A> a'),
    'boolean f(List<A> a) {\n    return a.contains(1);\n}\n',
    'void f(List<A> a) {\n    List<A> b = new ArrayList<>();\n    for (A x : a) {\n        if (b.contains(x)) run();\n    }\n}\n',
  ],
});
