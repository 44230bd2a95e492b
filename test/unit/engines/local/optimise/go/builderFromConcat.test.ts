import { builderFromConcat } from '../../../../../../src/engines/local/optimise/go/builderFromConcat';
import { testTypedRule } from '../typed/running';

const fn = (body: string, start = 's := ""', end = 'return s'): string =>
  `func f(xs []string) string {\n\t${start}\n\tfor _, x := range xs {\n\t\t${body}\n\t}\n\t${end}\n}\n`;
const after = (body: string): string =>
  `func f(xs []string) string {\n\tvar builder strings.Builder\n\tfor _, x := range xs {\n\t\t${body}\n\t}\n\ts := builder.String()\n\treturn s\n}\n`;

testTypedRule({
  language: 'go',
  rule: builderFromConcat,
  rewrites: [
    [fn('s += x + ","'), after('builder.WriteString(x + ",")'), '`strings` is imported'],
    [
      fn('if x != "" {\n\t\t\ts += x\n\t\t}', 'var s string'),
      after('if x != "" {\n\t\t\tbuilder.WriteString(x)\n\t\t}'),
      '`strings` is imported',
    ],
    [
      `package a\n\nimport (\n\t"fmt"\n\t"time"\n)\n\n${fn('s += x')}`,
      `package a\n\nimport (\n\t"fmt"\n\t"strings"\n\t"time"\n)\n\n${after('builder.WriteString(x)')}`,
    ],
    [
      `package a\n\nimport "fmt"\n\n${fn('s += x')}`,
      `package a\n\nimport "fmt"\nimport "strings"\n\n${after('builder.WriteString(x)')}`,
    ],
    [`package a\n\n${fn('s += x')}`, `package a\n\nimport "strings"\n\n${after('builder.WriteString(x)')}`],
    [`import "strings"\n\n${fn('s += x')}`, `import "strings"\n\n${after('builder.WriteString(x)')}`],
  ],
  leaves: [
    fn('s += x + s'),
    fn('s = x + s'),
    fn('s += x\n\t\tprint(s)'),
    fn('s += x', 's := "["'),
    fn('s += x', 'n := 0'),
    fn('s += x', 's := ""', 'return ""'),
    fn('defer func() { s += x }()'),
    fn('s := x\n\t\ts += x'),
    fn('s += x', 's := ""', 's := 1'),
    fn('s += x\n\t\tgoto done'),
    `import "example.com/strings"\n\n${fn('s += x')}`,
    `import strings "example.com/text"\n\n${fn('s += x')}`,
    fn('s += x').replace('xs []string', 'xs, strings []string'),
    fn('s += x').replace('\tfor', 'again:\n\tfor'),
  ],
});
