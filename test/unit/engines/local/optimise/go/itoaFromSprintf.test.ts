import { itoaFromSprintf } from '../../../../../../src/engines/local/optimise/go/itoaFromSprintf';
import { testTypedRule } from '../typed/running';

const fn = (value: string, type = 'int'): string => `func f(n ${type}) {\n\tfmt.Println(${value})\n}\n`;

testTypedRule({
  language: 'go',
  rule: itoaFromSprintf,
  rewrites: [
    [fn('fmt.Sprintf("%d", n)'), fn('strconv.Itoa(n)'), '`strconv` is imported'],
    [`import "strconv"\n\n${fn('fmt.Sprint(n)')}`, `import "strconv"\n\n${fn('strconv.Itoa(n)')}`],
  ],
  leaves: [
    fn('fmt.Sprintf("%d", n)', 'int64'),
    fn('fmt.Sprintf("%x", n)'),
    fn('fmt.Sprintf("%d", n+1)'),
    fn('fmt.Sprintf("%d", m)'),
    'func f(n int) string {\n\treturn fmt.Sprintf("%d", n)\n}\n',
  ],
});
