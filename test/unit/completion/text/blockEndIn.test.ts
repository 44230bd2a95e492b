import assert from 'node:assert/strict';
import { blockEndIn } from '../../../../src/completion/text/blockEndIn';
import { lexisOf } from '../../../../src/common/code/lexis';

/** The text with `|` where the block ends that its first line begins; as it is where that is not in sight. */
function ended(prefix: string, text: string, languageId: string): string {
  const end = blockEndIn(text, prefix, lexisOf(languageId));
  return end === undefined ? text : `${text.slice(0, end)}|${text.slice(end)}`;
}

describe('blockEndIn', () => {
  const table: [languageId: string, prefix: string, text: string][] = [
    ['typescript', 'f() {', '\n  a();\n}|\n\ng() {\n}'],
    ['typescript', '', 'f() {\n  a();\n}|\nb();'],
    ['typescript', 'x();\n', '\n\n  \nf() {\n  a();\n}|\nb();'],
    ['typescript', 'a();\n', 'b();\nc();'],
    ['typescript', 'a();', '\nf() {\n}\nb();'],
    ['typescript', '', '\n \n'],
    ['typescript', 'f() {', '\n  a();\n'],
    // Where the statement goes on behind its brackets.
    ['typescript', 'if (a) {', '\n  b();\n} else {\n  c();\n}|\nd();'],
    ['typescript', 'x = f(', '\n  a,\n)\n\n  .map(b)\n  .filter(c);|\nd();'],
    ['typescript', 'x = [', '\n  1,\n] +\n[2];|\ny();'],
    ['typescript', 'f = (', '\n  a,\n) =>\n  g(a);|\ny();'],
    ['typescript', 'f = (', '\n  a,\n) => \n  g(a);|\ny();'],
    ['typescript', 'f = (', '\n  a,\n)=>x;|\ny(b);'],
    ['typescript', 'x = (', '\n  a\n) \\\n  && (b);|\ny();'],
    ['typescript', 'x = (', '\n  a\n) b;|\ny();'],
    // Brackets in strings and comments are none.
    ['typescript', 'f(', '\n  "}",\n  // )\n  `\n)`,\n);|\na();'],
    ['typescript', 'f(() => {', '\n  a();\n}, `b\nc`, 1) + `d\ne`;|\ny();'],
    ['typescript', 'x = `', '\n{\n}\n`;\ny();'],
    ['typescript', 'x = `a', '` + f(\n  b\n);|\nc();'],
    ['typescript', '/*\n', 'f() {\n}\n*/\ny();'],
    ['typescript', '/*\n', '*/ f() {\n  a();\n}|\ny();'],
    // By indentation.
    ['python', 'def f():', '\n    a()\n\n    b()|\n\nc()'],
    ['python', '    if a:', '\n        b()|\n    c()'],
    ['python', 'if a:  # why', '\n    b()|\nc()'],
    ['python', 'if a:', '\n    b()\nelse:\n    c()|\nd()'],
    ['python', 'def f():', '\n    a("""\nb\n""")\n    c(\n1,\n)|\nd()'],
    ['python', 'def f():', '\n    a()\n'],
    ['python', 'def f():', '\na()'],
    ['python', 'a = {b: c', '}\nd()'],
    ['python', 'def f(', '\n    a,\n):\n    b()|\nc()'],
    ['python', 'x = f(', '\n    a,\n)|\ny = 1'],
    ['python', 'x = a[b:', '\n    c]|\ny = 1'],
    ['python', 'x = """a:', '\n    b\nc"""\nd()'],
    ['yaml', 'a: 1', '\n  b: 2\nc: 3'],
    ['python', 'a()', '\nif b:\n    c()\nd()'],
    ['yaml', 'a:', '\n  b: 1\n  c:\n    - d|\ne: 2'],
    ['typescript', 'case a:', '\n  b();\nc();'],
  ];
  for (const [languageId, prefix, parts] of table) {
    const text = parts.replace('|', '');
    it(`${languageId}: ${JSON.stringify(prefix)} + ${JSON.stringify(parts)}`, () =>
      assert.equal(ended(prefix, text, languageId), parts));
  }
});
