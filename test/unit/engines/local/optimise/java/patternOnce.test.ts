import { patternOnce } from '../../../../../../src/engines/local/optimise/java/patternOnce';
import { testTypedRule } from '../typed/running';

const owner = (body: string, member = '', method = 'isValid'): string =>
  `class A {\n${member}    boolean ${method}(String s) {\n        ${body}\n    }\n}\n`;

testTypedRule({
  language: 'java',
  rule: patternOnce,
  rewrites: [
    [
      owner('return Pattern.compile("^\\\\d+$").matcher(s).matches();'),
      owner(
        'return IS_VALID_PATTERN.matcher(s).matches();',
        '    private static final Pattern IS_VALID_PATTERN = Pattern.compile("^\\\\d+$");\n\n',
      ),
    ],
    [
      'for (String s : xs) {\n    Pattern.compile("[a-z]+", Pattern.CASE_INSENSITIVE).matcher(s).find();\n}\n',
      'Pattern pattern = Pattern.compile("[a-z]+", Pattern.CASE_INSENSITIVE);\nfor (String s : xs) {\n    pattern.matcher(s).find();\n}\n',
    ],
  ],
  leaves: [
    owner('return Pattern.compile("(").matcher(s).matches();'),
    owner('return Pattern.compile(s).matcher(s).matches();'),
    owner('return Pattern.compile("a", Pattern.LITERAL).matcher(s).matches();'),
    owner('return Pattern.compile("\\u0061").matcher(s).matches();'),
    owner('return Pattern.compile("a").matcher(s).matches();', '', 'main'),
    'class A {\n    static final Pattern P = Pattern.compile("a");\n}\n',
    'boolean f(String s) {\n    return Pattern.compile("a").matcher(s).matches();\n}\n',
    `import other.Pattern;\n${owner('return Pattern.compile("a").matcher(s).matches();')}`,
  ],
});
