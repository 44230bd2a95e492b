import { builderFromConcat } from '../../../../../../src/engines/local/optimise/java/builderFromConcat';
import { testTypedRule } from '../typed/running';

const fn = (body: string, start = 'String s = "";', end = 'return s;', parameter = 'String[] xs'): string =>
  `String f(${parameter}) {\n    ${start}\n    for (var x : xs) {\n        ${body}\n    }\n    ${end}\n}\n`;
const after = (body: string, type = 'String'): string =>
  `String f(String[] xs) {\n    StringBuilder builder = new StringBuilder();\n    for (var x : xs) {\n        ${body}\n    }\n    ${type} s = builder.toString();\n    return s;\n}\n`;

testTypedRule({
  language: 'java',
  rule: builderFromConcat,
  rewrites: [
    [fn('s += x + ",";'), after('builder.append(x + ",");')],
    [fn("s += ',';", 'var s = "";'), after("builder.append(',');", 'var')],
    [fn('s += x;'), after('builder.append(x);'), '`x` is no `char[]`'],
    [
      fn('s += x.trim();\n        s += next(x);'),
      after('builder.append(x.trim());\n        builder.append(next(x));'),
      '`next(x)` is no `char[]`',
    ],
  ],
  leaves: [
    fn('s += x + s;'),
    fn('s = s + x;'),
    fn('s += x; use(s);'),
    fn('s += null;'),
    fn('s += c;', 'String s = "";', 'return s;', 'char[] c, String[] xs'),
    fn('use(s += x);'),
    fn('s += x;', 'String s = "[";'),
    fn('s += x;', 'String s = null;'),
    fn('s += x;', 'String s = "";', 'return "";'),
    fn('s += (Object) x;'),
    `class A {\n${fn('s += x + ",";')}class StringBuilder {}\n}\n`,
  ],
});
