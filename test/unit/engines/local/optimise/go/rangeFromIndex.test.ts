import { rangeFromIndex } from '../../../../../../src/engines/local/optimise/go/rangeFromIndex';
import { testTypedRule } from '../typed/running';

const loop = (body: string, parameters = 'xs []string', head = 'i := 0; i < len(xs); i++'): string =>
  `func f(${parameters}) {\n\tfor ${head} {\n\t\t${body}\n\t}\n}\n`;

testTypedRule({
  language: 'go',
  rule: rangeFromIndex,
  rewrites: [
    [
      loop('n += len(xs[i])'),
      'func f(xs []string) {\n\tfor _, item := range xs {\n\t\tn += len(item)\n\t}\n}\n',
    ],
    [
      loop('print(i, xs[i].name)', 'xs []thing'),
      'func f(xs []thing) {\n\tfor i, item := range xs {\n\t\tprint(i, item.name)\n\t}\n}\n',
      'nothing in the loop changes `xs`',
    ],
    [
      loop('x := xs[i]\n\t\tprint(x)', 'xs ...string'),
      'func f(xs ...string) {\n\tfor _, x := range xs {\n\t\tprint(x)\n\t}\n}\n',
      'nothing in the loop changes `xs`',
    ],
    [
      loop('xs[i].run()', 'xs []*thing'),
      'func f(xs []*thing) {\n\tfor _, item := range xs {\n\t\titem.run()\n\t}\n}\n',
      'nothing in the loop changes `xs`',
    ],
    [
      loop('x := xs[i]\n\t\tx.run()', 'xs []thing'),
      'func f(xs []thing) {\n\tfor _, item := range xs {\n\t\tx := item\n\t\tx.run()\n\t}\n}\n',
      'nothing in the loop changes `xs`',
    ],
    [
      `func f(xs []int) {\n\tout := []int{}\n\tout = xs[:0]\n\tfor i := 0; i < len(xs); i++ {\n\t\tout = append(out, xs[i])\n\t}\n}\n`,
      `func f(xs []int) {\n\tout := []int{}\n\tout = xs[:0]\n\tfor _, item := range xs {\n\t\tout = append(out, item)\n\t}\n}\n`,
      'nothing in the loop changes `xs`',
    ],
  ],
  leaves: [
    loop('print(xs[i])', 'xs string'),
    loop('print(xs[i])', 'xs map[int]string'),
    loop('print(xs[i])', 'ys []string'),
    loop('print(xs[i+1])'),
    loop('xs[i] = "a"'),
    loop('xs[i] += "a"'),
    loop('xs[i].n++', 'xs []thing'),
    loop('use(&xs[i])'),
    loop('use(&xs[i].n)', 'xs []thing'),
    loop('xs[i].run()', 'xs []thing'),
    loop('use(xs[i][:])', 'xs [][3]int'),
    loop('use(xs[i][1:2])', 'xs [][3]int'),
    loop('xs = append(xs, xs[i])'),
    loop('i++\n\t\tprint(xs[i])'),
    loop('use(&i, xs[i])'),
    loop('go func() { print(xs[i]) }()'),
    loop('xs := other()\n\t\tprint(xs[i])'),
    loop('print(xs[i])', 'xs []string', 'i := 1; i < len(xs); i++'),
    loop('print(xs[i])', 'xs []string', 'i := 0; i <= len(xs); i++'),
    loop('print(xs[i])', 'xs []string', 'i := 0; i < len(xs); i += 2'),
    loop('print(xs[i])', 'xs []string', 'i := 0; i < len(ys); i++'),
    loop('print(i)'),
    loop('print(xs[/* here */ i])'),
    loop('use(T{i: xs[i]})'),
  ],
});
