import assert from 'node:assert/strict';
import { continuedLines } from '../../../src/diff/continuedLines';

describe('continuedLines', () => {
  const table: [what: string, languageId: string, lines: readonly string[], continued: number[]][] = [
    ['what follows a backslash', 'c', ['#define A \\', 'b'], [1]],
    ['the other selectors of a style', 'scss', ['.a,', '.b,', '.c {', '  d: e,', '  f;', '}'], [1, 2, 4]],
    ['no line of a style behind a comment', 'css', ['/* a,', '.b {'], []],
    ['no line of a list in other languages', 'typescript', ['a,', 'b,'], []],
    ['the name of a function below its type', 'c', ['static int', 'main(void)', '{', 'a();', '}'], [1]],
    ['the same with its class', 'cpp', ['std::vector<int> &', 'A::~b(c)', '{', '}'], [1]],
    ['no call below a word of its own', 'c', ['else', 'a();'], []],
    ['no call below a call', 'c', ['a();', 'b();'], []],
    ['no line that stands deeper, which goes on anyway', 'c', ['int', '  main(void)'], []],
    [
      'statements of SQL',
      'sql',
      ['-- a', 'CREATE TABLE b (', '  c', ');', 'SELECT 1', '', 'FROM d; -- e', 'f;'],
      [2, 3, 6],
    ],
    [
      'what ends a statement of SQL in its tools',
      'sql',
      [
        'SELECT 1',
        '/',
        'SELECT 2',
        'GO',
        '\\d all',
        'SELECT 3 \\ 4',
        'FROM d;',
        'SELECT 4; -- a',
        'SELECT 5;',
      ],
      [1, 3, 6],
    ],
    [
      'items no deeper than their key',
      'yaml',
      ['a:', '- b: 1', '  c:', '  - d', '# e', '- f', 'g:', '  - h'],
      [1, 3, 5],
    ],
    ['no items of a list at the top', 'yaml', ['- a:', '- b'], []],
  ];
  for (const [what, languageId, lines, continued] of table) {
    it(`knows ${what}`, () => assert.deepEqual([...continuedLines(lines, languageId)], continued));
  }
});
