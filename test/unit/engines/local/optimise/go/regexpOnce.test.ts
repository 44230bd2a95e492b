import { regexpOnce } from '../../../../../../src/engines/local/optimise/go/regexpOnce';
import { testTypedRule } from '../typed/running';

const assumed = 'no other file of the package declares `validPattern`';
const fn = (body: string, head = 'func valid(s string) bool {'): string => `${head}\n\t${body}\n}\n`;

testTypedRule({
  language: 'go',
  rule: regexpOnce,
  rewrites: [
    [
      `// valid says so.\n${fn('return regexp.MustCompile(`^\\d+$`).MatchString(s)')}`,
      `var validPattern = regexp.MustCompile(\`^\\d+$\`)\n\n// valid says so.\n${fn('return validPattern.MatchString(s)')}`,
      assumed,
    ],
    [
      fn('re := regexp.MustCompile("[a-z]+")\n\treturn re.MatchString(s)'),
      `var validPattern = regexp.MustCompile("[a-z]+")\n\n${fn('return validPattern.MatchString(s)')}`,
      assumed,
    ],
    [
      'for _, x := range xs {\n\tre := regexp.MustCompile("a+")\n\tre.FindString(x)\n}\n',
      're := regexp.MustCompile("a+")\nfor _, x := range xs {\n\tre.FindString(x)\n}\n',
    ],
    [
      fn('for {\n\t\tregexp.MustCompile("a+").FindString(x)\n\t}', 'func main() {'),
      fn('pattern := regexp.MustCompile("a+")\n\tfor {\n\t\tpattern.FindString(x)\n\t}', 'func main() {'),
    ],
  ],
  leaves: [
    fn('return regexp.MustCompile("(").MatchString(s)'),
    fn('return regexp.MustCompile(p).MatchString(s)'),
    fn('return use(regexp.MustCompile("a"))'),
    fn('re := regexp.MustCompile("a")\n\tre.Longest()\n\treturn re.MatchString(s)'),
    fn('re := regexp.MustCompile("a")\n\treturn use(re)'),
    fn('regexp.MustCompile("a").MatchString("a")', 'func main() {'),
    fn('return regexp.MustCompile("a").MatchString(s)', 'func valid(regexp R) bool {'),
    'var re = regexp.MustCompile("a")\n',
  ],
});
