import { entrySetFromKeys } from '../../../../../../src/engines/local/optimise/java/entrySetFromKeys';
import { testTypedRule } from '../typed/running';

const fn = (body: string, parameter = 'Map<String, Integer> m', key = 'String k'): string =>
  `void f(${parameter}) {\n    for (${key} : m.keySet()) {\n        ${body}\n    }\n}\n`;
const assumed = 'nothing in the loop changes `m`';

testTypedRule({
  language: 'java',
  rule: entrySetFromKeys,
  rewrites: [
    [
      fn('use(k, m.get(k));'),
      'void f(Map<String, Integer> m) {\n    for (java.util.Map.Entry<String, Integer> entry : m.entrySet()) {\n        use(entry.getKey(), entry.getValue());\n    }\n}\n',
      assumed,
    ],
    [
      `import java.util.*;\nclass A {\n${fn('n += m.get(k);', 'HashMap<String, Integer> m', 'var k')}}\n`,
      'import java.util.*;\nclass A {\nvoid f(HashMap<String, Integer> m) {\n    for (Map.Entry<String, Integer> entry : m.entrySet()) {\n        n += entry.getValue();\n    }\n}\n}\n',
      assumed,
    ],
  ],
  leaves: [
    fn('use(k);'),
    fn('use(m.get(/* here */ k));'),
    fn('use(m.get("a"));'),
    fn('m.put(k, m.get(k) + 1);'),
    fn('k = "a"; use(m.get(k));'),
    fn('use(() -> m.get(k));'),
    fn('use(m.get(k));', 'Map<String, ? extends A> m'),
    fn('use(m.get(k));', 'Map m'),
    fn('use(m.get(k));', 'Table<String, Integer> m'),
    fn('use(m.get(k));', 'Map<Integer, Integer> m', 'int k'),
  ],
});
