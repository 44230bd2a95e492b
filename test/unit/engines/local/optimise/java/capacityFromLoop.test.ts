import { capacityFromLoop } from '../../../../../../src/engines/local/optimise/java/capacityFromLoop';
import { testTypedRule } from '../typed/running';

const fn = (body: string, size = '', parameter = 'List<Integer> xs', made = 'ArrayList<>'): string =>
  `List<Integer> f(${parameter}) {\n    List<Integer> out = new ${made}(${size});\n    for (int x : xs) {\n        ${body}\n    }\n    return out;\n}\n`;

testTypedRule({
  language: 'java',
  rule: capacityFromLoop,
  rewrites: [
    [fn('out.add(x * 2);'), fn('out.add(x * 2);', 'xs.size()')],
    [fn('out.add(x);', '', 'int[] xs'), fn('out.add(x);', 'xs.length', 'int[] xs')],
  ],
  leaves: [
    fn('if (x > 1) out.add(x);'),
    fn('out.add(x); out.add(x);'),
    fn('out.add(x); use(out);'),
    fn('out.add(x); if (x > 1) break;'),
    fn('out.add(x);', '9'),
    fn('out.add(x);', '', 'Iterable<Integer> xs'),
    fn('out.add(x);', '', 'List<Integer> xs', 'LinkedList<>'),
  ],
});
