import assert from 'node:assert/strict';
import { joinCells, type Cell } from '../../../../src/completion/text/joinedCells';

/** A cell as `language: text`; Markdown is a note. */
function cell(written: string): Cell {
  const [, languageId = '', text = ''] = /^(\w+): ([\s\S]*)$/.exec(written) ?? [];
  const lines = text.split('\n');
  return {
    kind: languageId === 'markdown' ? 'markup' : 'code',
    languageId,
    lines: { count: lines.length, text: line => lines[line] ?? '' },
  };
}

describe('joinCells', () => {
  const table: [name: string, cells: string[], at: number, joined: string, start: number][] = [
    ['one cell', ['python: a = 1\nb = 2'], 0, 'a = 1\nb = 2', 0],
    ['cells before and behind', ['python: a = 1', 'python: b\nc', 'python: d'], 1, 'a = 1\n\nb\nc\n\nd', 2],
    [
      'notes before become comments',
      ['markdown: # Load\n\nall files', 'python: a'],
      1,
      '# # Load\n#\n# all files\n\na',
      4,
    ],
    ['in the comments of the language', ['markdown: Load', 'javascript: a'], 1, '// Load\n\na', 2],
    ['notes behind are left out', ['python: a', 'markdown: later', 'python: b'], 0, 'a\n\nb', 0],
    ['other languages are left out', ['python: a', 'sql: select', 'python: b'], 2, 'a\n\nb', 2],
    ['a note itself', ['python: a', 'markdown: Hello', 'python: b'], 1, 'Hello', 0],
    ['a note among notes', ['markdown: One', 'markdown: Two'], 1, 'Two', 0],
    ['no comments, no notes', ['markdown: Note', 'html: <p>'], 1, '<p>', 0],
    ['an empty cell', ['python: a', 'python: '], 1, 'a\n\n', 2],
  ];
  for (const [name, cells, at, joined, start] of table) {
    it(name, () => {
      const result = joinCells(cells.map(cell), at);
      const text = Array.from({ length: result.lines.count }, (_, line) => result.lines.text(line));
      assert.equal(text.join('\n'), joined);
      assert.equal(result.start, start);
    });
  }
});
