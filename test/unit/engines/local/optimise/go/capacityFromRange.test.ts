import { capacityFromRange } from '../../../../../../src/engines/local/optimise/go/capacityFromRange';
import { testTypedRule } from '../typed/running';

const fn = (start: string, body: string, parameters = 'xs []int'): string =>
  `func f(${parameters}) []int {\n\t${start}\n\tfor _, x := range xs {\n\t\t${body}\n\t}\n\treturn out\n}\n`;
const assumed = 'nothing asks for the capacity of `out`';

testTypedRule({
  language: 'go',
  rule: capacityFromRange,
  rewrites: [
    [
      fn('out := []int{}', 'out = append(out, x*2)'),
      fn('out := make([]int, 0, len(xs))', 'out = append(out, x*2)'),
      assumed,
    ],
    [
      fn('out := make([]int, 0)', 'y := x\n\t\tout = append(out, y)'),
      fn('out := make([]int, 0, len(xs))', 'y := x\n\t\tout = append(out, y)'),
      assumed,
    ],
  ],
  leaves: [
    fn('var out []int', 'out = append(out, x)'),
    fn('out := []int{1}', 'out = append(out, x)'),
    fn('out := make([]int, 2)', 'out = append(out, x)'),
    fn('out := []int{}', 'if x > 1 {\n\t\t\tout = append(out, x)\n\t\t}'),
    fn('out := []int{}', 'out = append(out, x, x)'),
    fn('out := []int{}', 'out = append(out, x)\n\t\tuse(out)'),
    fn('out := []int{}', 'out = append(out, x)\n\t\tbreak'),
    fn('out := []int{}', 'out = append(out, x)', 'xs chan int'),
    fn('out := []int{}', 'out = append(out, x)', 'xs int'),
  ],
});
