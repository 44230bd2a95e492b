import { setFromLoop } from '../../../../../../src/engines/local/optimise/go/setFromLoop';
import { testTypedRule } from '../typed/running';

const search = (test: string, then: string, parameters = 'a, b []string'): string =>
  `func f(${parameters}) {\n\tfor _, x := range a {\n\t\tfor _, y := range b {\n\t\t\tif ${test} {\n\t\t\t\t${then}\n\t\t\t}\n\t\t}\n\t}\n}\n`;
const made =
  '\tbSet := make(map[string]bool, len(b))\n\tfor _, item := range b {\n\t\tbSet[item] = true\n\t}\n';

testTypedRule({
  language: 'go',
  rule: setFromLoop,
  rewrites: [
    [
      search('x == y', 'n++\n\t\t\t\tbreak'),
      `func f(a, b []string) {\n${made}\tfor _, x := range a {\n\t\tif bSet[x] {\n\t\t\tn++\n\t\t}\n\t}\n}\n`,
    ],
    [
      search('y == x', 'found(x)\n\t\t\t\treturn'),
      `func f(a, b []string) {\n${made}\tfor _, x := range a {\n\t\tif bSet[x] {\n\t\t\tfound(x)\n\t\t\treturn\n\t\t}\n\t}\n}\n`,
      'nothing in the loop changes `b`',
    ],
  ],
  leaves: [
    search('x == y', 'n++'),
    search('x == y', 'n++\n\t\t\t\tcontinue'),
    search('x == y', 'use(y)\n\t\t\t\tbreak'),
    search('x != y', 'n++\n\t\t\t\tbreak'),
    search('x == y', 'break'),
    search('x == y', 'n++\n\t\t\t\tbreak', 'a, b []float64'),
    search('x == y', 'n++\n\t\t\t\tbreak', 'a, b []any'),
    search('x == y', 'n++\n\t\t\t\tbreak', 'a, b []thing'),
    search('x == y', 'n++\n\t\t\t\tbreak', 'a []any, b []string'),
    search('x == y', 'b = append(b, x)\n\t\t\t\tbreak'),
    search('x == y', 'if n > 1 {\n\t\t\t\t\tbreak\n\t\t\t\t}\n\t\t\t\treturn'),
    search('x == y', 'n++ // counted\n\t\t\t\tbreak'),
    'func f(x string, b []string) bool {\n\tfor _, y := range b {\n\t\tif x == y {\n\t\t\treturn true\n\t\t}\n\t}\n\treturn false\n}\n',
  ],
});
