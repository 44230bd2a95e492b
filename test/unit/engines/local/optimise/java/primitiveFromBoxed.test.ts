import { primitiveFromBoxed } from '../../../../../../src/engines/local/optimise/java/primitiveFromBoxed';
import { testTypedRule } from '../typed/running';

const fn = (body: string, start = 'Long n = 0L;', end = 'return n;', result = 'long'): string =>
  `${result} f(int[] xs) {\n    ${start}\n    for (int x : xs) {\n        ${body}\n    }\n    ${end}\n}\n`;

testTypedRule({
  language: 'java',
  rule: primitiveFromBoxed,
  rewrites: [
    [fn('n += x;'), fn('n += x;', 'long n = 0L;')],
    [
      fn('n++;', 'Integer n = 1;', 'System.out.println(n);', 'void'),
      fn('n++;', 'int n = 1;', 'System.out.println(n);', 'void'),
    ],
    [
      fn('if (n < 9) n *= x;', 'Double n = 1.5;', 'return n / 2;', 'double'),
      fn('if (n < 9) n *= x;', 'double n = 1.5;', 'return n / 2;', 'double'),
    ],
  ],
  leaves: [
    fn('n += x;', 'Long n = 0L;', 'return n;', 'Object'),
    fn('n += x; use(n);'),
    fn('n += x; n.toString();'),
    fn('n += x; n = null;'),
    fn('if (n == m) n += x;'),
    fn('n += x;', 'Long n = 0L;', 'return a ? n : m;'),
    fn('n += x;', 'Long n = null;'),
    fn('n += x;', 'Long n = start();'),
    fn('use(x);', 'Long n = 0L;'),
    'void f() {\n    for (Integer i = 0; i < 3; i++) {\n        use(i);\n    }\n}\n',
    'long f(int x) {\n    Long n = 0L;\n    n += x;\n    return n;\n}\n',
  ],
});
