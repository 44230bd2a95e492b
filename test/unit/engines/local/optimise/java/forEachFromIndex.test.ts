import { forEachFromIndex } from '../../../../../../src/engines/local/optimise/java/forEachFromIndex';
import { testTypedRule } from '../typed/running';

const fn = (body: string, parameter = 'List<String> xs', head = 'int i = 0; i < xs.size(); i++'): string =>
  `void f(${parameter}) {\n    for (${head}) {\n        ${body}\n    }\n}\n`;
const array = 'int i = 0; i < xs.length; ++i';
const after = (body: string, parameter: string, head: string): string =>
  `void f(${parameter}) {\n    for (${head}) {\n        ${body}\n    }\n}\n`;
const assumed = 'nothing in the loop changes `xs`';

testTypedRule({
  language: 'java',
  rule: forEachFromIndex,
  rewrites: [
    [
      fn('n += xs.get(i).length();'),
      after('n += item.length();', 'List<String> xs', 'String item : xs'),
      assumed,
    ],
    [fn('n += xs[i];', 'int[] xs', array), after('n += item;', 'int[] xs', 'int item : xs')],
    [
      fn('use(xs[i], xs.length);', 'String[][] xs', array),
      after('use(item, xs.length);', 'String[][] xs', 'String[] item : xs'),
      assumed,
    ],
    [
      fn('int x = xs.get(i);\n        use(x);', 'ArrayList<Integer> xs'),
      after('use(x);', 'ArrayList<Integer> xs', 'int x : xs'),
      assumed,
    ],
  ],
  leaves: [
    fn('use(i, xs.get(i));'),
    fn('xs.get(i);'),
    fn('use(xs.get(/* here */ i));'),
    fn('use(xs.get(i + 1));'),
    fn('xs.remove(xs.get(i));'),
    fn('xs.set(i, "");'),
    fn('xs[i] = 1;', 'int[] xs', array),
    fn('xs[i]++;', 'int[] xs', array),
    fn('(xs[i]) += 1;', 'int[] xs', array),
    fn('use(xs.get(i));', 'List<? extends A> xs'),
    fn('use(xs.get(i));', 'List xs'),
    fn('use(xs.get(i));', 'Table<A> xs'),
    fn('use(xs.get(i));', 'List<A> ys'),
    fn('use(() -> xs.get(i));'),
    fn('use(xs.get(i));', 'List<A> xs', 'int i = 1; i < xs.size(); i++'),
    fn('use(xs.get(i));', 'List<A> xs', 'int i = 0; i <= xs.size(); i++'),
    fn('use(xs.get(i));', 'List<A> xs', 'int i = 0; i < xs.size(); i += 2'),
    fn('use(xs.get(i));', 'List<A> xs', 'long i = 0; i < xs.size(); i++'),
    fn('use(xs.get(i)); xs = other();'),
    `import io.vavr.collection.List;\nclass A {\n${fn('use(xs.get(i));')}}\n`,
    `class A {\n${fn('use(xs.get(i));')}class List<T> {}\n}\n`,
    'class A {\n    List<String> xs;\n    void f() {\n        for (int i = 0; i < xs.size(); i++) use(xs.get(i));\n    }\n}\n',
  ],
});
