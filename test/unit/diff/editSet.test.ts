import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EditBlocks } from '../../../src/diff/editBlocks';
import { EditSet } from '../../../src/diff/editSet';
import { applyEdits } from '../../../src/diff/textEdit';

interface Read {
  /** The files after all edits that fit. */
  readonly files: Record<string, string>;
  /** Why others do not, with their new text. */
  readonly unplaced: readonly string[];
  readonly words: string;
}

/** What an answer, in pieces, makes of files. */
function read(files: Readonly<Record<string, string>>, pieces: readonly string[]): Read {
  const blocks = new EditBlocks();
  const set = new EditSet(new Map(Object.entries(files)));
  for (const piece of pieces) set.take(blocks.push(piece));
  set.take(blocks.end());
  const edited = Object.entries(files).map(([path, text]) => {
    const edits = set.placed
      .filter(edit => edit.path === path)
      .map(({ start, end, text }) => ({ offset: start, length: end - start, text }))
      .sort((a, b) => a.offset - b.offset);
    return [path, applyEdits(text, edits)] as const;
  });
  return {
    files: Object.fromEntries(edited),
    unplaced: set.unplaced.map(({ why, text }) => `${why}: ${text}`),
    words: blocks.words,
  };
}

function block(path: string, search: string, replace: string, size = 7): string {
  const [open, middle, close] = ['<', '=', '>'].map(sign => sign.repeat(size));
  return `${path}\n${open} SEARCH\n${search}${middle}\n${replace}${close} REPLACE\n`;
}

const files = { 'src/a.ts': 'one\ntwo\nthree\n', 'src/b.ts': 'alpha\n  beta\ngamma' };

describe('EditBlocks and EditSet', () => {
  const table: [
    name: string,
    answer: string,
    changed: Readonly<Record<string, string>>,
    unplaced?: readonly string[],
    words?: string,
  ][] = [
    ['an edit', block('src/a.ts', 'two\n', 'TWO\n'), { 'src/a.ts': 'one\nTWO\nthree\n' }],
    [
      'edits in two files with words around them',
      `Sure:\n\n${block('src/a.ts', 'one\n', '1\n')}\n${block('src/b.ts', 'alpha\n', 'a\nA\n')}\n- faster\n`,
      { 'src/a.ts': '1\ntwo\nthree\n', 'src/b.ts': 'a\nA\n  beta\ngamma' },
      [],
      'Sure:\n\n- faster',
    ],
    [
      'a block without a path belongs to the file before',
      block('src/a.ts', 'one\n', '1\n') + block('', 'three\n', '3\n'),
      { 'src/a.ts': '1\ntwo\n3\n' },
    ],
    [
      'a fence around a block',
      `\`src/a.ts\`\n\`\`\`ts\n${block('', 'one\n', '1\n')}\`\`\`\n`,
      { 'src/a.ts': '1\ntwo\nthree\n' },
    ],
    ['a removal', block('src/a.ts', 'two\n', ''), { 'src/a.ts': 'one\nthree\n' }],
    [
      'the last line keeps having no line break',
      block('src/b.ts', 'gamma\n', 'delta\n'),
      { 'src/b.ts': 'alpha\n  beta\ndelta' },
    ],
    [
      'indentation that the search lacks',
      block('src/b.ts', 'beta\n', 'BETA\n'),
      { 'src/b.ts': 'alpha\n  BETA\ngamma' },
    ],
    [
      'white space at the end of lines',
      block('src/a.ts', 'two  \n', 'TWO\n'),
      { 'src/a.ts': 'one\nTWO\nthree\n' },
    ],
    [
      'an edit that does not fit, and one that does',
      block('src/a.ts', 'nine\n', '9\n') + block('src/a.ts', 'two\n', '2\n'),
      { 'src/a.ts': 'one\n2\nthree\n' },
      ['missing: 9'],
    ],
    ['a file that was not sent', block('src/c.ts', 'one\n', '1\n'), {}, ['no file: 1']],
    [
      'two edits of the same lines',
      block('src/a.ts', 'one\ntwo\n', '1\n') + block('src/a.ts', 'two\n', '2\n'),
      { 'src/a.ts': '1\nthree\n' },
      ['overlaps: 2'],
    ],
    [
      'an answer that was cut short',
      `${block('src/a.ts', 'one\n', '1\n')}${block('', 'two\n', 'TW').slice(0, -16)}`,
      { 'src/a.ts': '1\ntwo\nthree\n' },
      ['cut short: TW'],
    ],
    ['words instead of blocks', 'I would not change it.', {}, [], 'I would not change it.'],
  ];
  for (const [name, answer, changed, unplaced = [], words = ''] of table) {
    it(name, () =>
      assert.deepEqual(read(files, [answer]), { files: { ...files, ...changed }, unplaced, words }),
    );
  }

  it('is not sure where lines belong that occur twice', () => {
    const answer = block('a', 'x\n', 'y\n');
    assert.deepEqual(read({ a: 'x\nz\nx\n' }, [answer]).unplaced, ['ambiguous: y']);
  });

  it('keeps the line breaks of the file', () => {
    assert.equal(read({ a: 'x\r\ny\r\n' }, [block('a', 'x\n', '1\n2\n')]).files['a'], '1\r\n2\r\ny\r\n');
  });

  it('takes longer markers for code that holds shorter ones', () => {
    const answer = block('a', '=======\n', '>>>>>>> REPLACE\n', 9);
    assert.equal(read({ a: 'x\n=======\n' }, [answer]).files['a'], 'x\n>>>>>>> REPLACE\n');
  });

  it('knows a path by its end, and the only file by any', () => {
    assert.equal(
      read({ 'work/src/a.ts': 'x\n' }, [block('./src/a.ts', 'x\n', 'y\n')]).files['work/src/a.ts'],
      'y\n',
    );
    assert.equal(read({ 'a.ts': 'x\n' }, [block('', 'x\n', 'y\n')]).files['a.ts'], 'y\n');
  });

  it('says the same however the answer is cut', () => {
    const answers = table.map(([, answer]) => answer).join('\n');
    fc.assert(
      fc.property(fc.array(fc.nat(answers.length), { maxLength: 12 }), cuts => {
        const places = [0, ...cuts.sort((a, b) => a - b), answers.length];
        const pieces = places.slice(1).map((to, at) => answers.slice(places[at], to));
        assert.deepEqual(read(files, pieces), read(files, [answers]));
      }),
      { numRuns: 500 },
    );
  });
});
