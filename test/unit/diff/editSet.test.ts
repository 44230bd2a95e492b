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
  const blocks = new EditBlocks(Object.keys(files));
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
      'an edit that is begun anew before it is complete',
      `${block('src/a.ts', 'one\ntwo\n', 'ONE\n').slice(0, -16)}${block('', 'two\n', '2\n')}`,
      { 'src/a.ts': 'one\n2\nthree\n' },
      ['cut short: ONE\n'],
    ],
    [
      'an answer that was cut short',
      `${block('src/a.ts', 'one\n', '1\n')}${block('', 'two\n', 'TW').slice(0, -16)}`,
      { 'src/a.ts': '1\ntwo\nthree\n' },
      ['cut short: TW'],
    ],
    [
      'indentation that the search lacks, and no blanks in blank lines',
      block('src/b.ts', 'beta\n', 'B\n\nC\n'),
      { 'src/b.ts': 'alpha\n  B\n\n  C\ngamma' },
    ],
    [
      'a removal of the last line, which has no line break',
      block('src/b.ts', 'gamma\n', ''),
      { 'src/b.ts': 'alpha\n  beta\n' },
    ],
    [
      'an edit that does not fit, and was cut short',
      block('src/a.ts', 'nine\n', '9\n').replace(/>+ REPLACE\n/, ''),
      {},
      ['missing: 9'],
    ],
    ['several lines that do not fit', block('src/a.ts', 'nine\n', '9\n10\n'), {}, ['missing: 9\n10']],
    ['a path with other slashes', block('src\\a.ts', 'two\n', 'TWO\n'), { 'src/a.ts': 'one\nTWO\nthree\n' }],
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

  const inFile = (text: string, answer: string): string =>
    read({ 'a.md': text }, [answer]).files['a.md'] ?? '';
  const halves = (search: string, replace: string): string => block('a.md', search, replace);

  it('parts a block with dividers in its text where the file says so', () => {
    const text = 'Title\n=======\n\nold words\n\nNext\n';
    assert.equal(
      inFile(text, halves('Title\n=======\n\nold words\n', 'Title\n=======\n\nnew words\n')),
      text.replace('old', 'new'),
    );
    assert.equal(
      inFile(text, halves('old words\n', 'Sub\n=======\nnew\n')),
      text.replace('old words', 'Sub\n=======\nnew'),
    );
    assert.equal(
      inFile('Title\n\nwords\n', halves('Title\n', 'Title\n=======\n')),
      'Title\n=======\n\nwords\n',
    );
    const conflict = 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\nd\n';
    assert.equal(inFile(conflict, halves(conflict.slice(2, -2), 'c\n')), 'a\nc\nd\n');
  });

  it('gives back what any two texts with dividers ask for, or leaves it out', () => {
    const line = fc.constantFrom('=======', 'one', 'two', '', '<<<<<<< HEAD', '>>>>>>> main', '----');
    const some = fc.array(line, { minLength: 1, maxLength: 6 });
    const textOf = (lines: readonly string[]): string => lines.map(each => `${each}\n`).join('');
    fc.assert(
      fc.property(some, some, some, some, (above, search, replace, below) => {
        // The lines to replace occur once, whatever is around them.
        const [old, now] = [textOf(['start', ...search, 'stop']), textOf(['start', ...replace, 'done'])];
        const text = textOf(above) + old + textOf(below);
        const { files: after, unplaced } = read({ 'a.md': text }, [halves(old, now)]);
        const isDone = after['a.md'] === textOf(above) + now + textOf(below);
        assert.ok(isDone || (after['a.md'] === text && unplaced.length === 1), after['a.md']);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not fill up a block without an end with the next one', () => {
    const noEnd = block('src/a.ts', 'one\n', '1\n').replace(/>+ REPLACE\n/, '');
    const noDivider = block('src/a.ts', 'two\n', '')
      .replace(/=+\n/, '')
      .replace(/>+ REPLACE\n/, '');
    for (const broken of [noEnd, noDivider]) {
      const { files: after, unplaced } = read(files, [broken + block('src/b.ts', 'alpha\n', 'a\n')]);
      assert.deepEqual(after, { ...files, 'src/b.ts': 'a\n  beta\ngamma' });
      assert.match(unplaced.join(), /^(?:cut short|missing): [^;]*$/);
    }
  });

  const spelled: [name: string, from: RegExp, to: string][] = [
    ['a shorter end', />{7}/, '>>>>>>'],
    ['a longer end', />{7}/, '>>>>>>>>'],
    ['small letters', /SEARCH([^]*)REPLACE/, 'search$1replace'],
    ['a fence in the line of the end', /REPLACE/, 'REPLACE```'],
    ['a colon', /SEARCH/, 'SEARCH:'],
    ['a divider of another length', /={7}/, '======'],
  ];
  for (const [name, from, to] of spelled) {
    it(`reads ${name}`, () => {
      const answer =
        block('src/a.ts', 'two\n', '2\n').replace(from, to) + block('src/b.ts', 'alpha\n', 'a\n');
      assert.deepEqual(read(files, [answer]).files, {
        'src/a.ts': 'one\n2\nthree\n',
        'src/b.ts': 'a\n  beta\ngamma',
      });
    });
  }

  it('finds the part of a file that holds the lines', () => {
    const parts = { 'src/a.ts#L1-L2': 'one\ntwo\n', 'src/a.ts#L9-L9': 'nine\n' };
    const answer = block('src/a.ts', 'nine\n', '9\n') + block('src/a.ts#L1-L2', 'two\n', '2\n');
    assert.deepEqual(read(parts, [answer]).files, { 'src/a.ts#L1-L2': 'one\n2\n', 'src/a.ts#L9-L9': '9\n' });
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

  const partTable: [
    what: string,
    files: Readonly<Record<string, string>>,
    path: string,
    changed: string | undefined,
    why: string,
  ][] = [
    [
      'the file of that path, and not one that ends so',
      { 'a.ts': 'x\n', 'src/a.ts': 'x\n' },
      'a.ts',
      'a.ts',
      '',
    ],
    ['no file where two end so', { 'x/a.ts': 'x\n', 'y/a.ts': 'x\n' }, 'a.ts', undefined, 'no file'],
    [
      'no file that ends with a part of its name',
      { 'ba.ts': 'x\n', 'c.ts': '\n' },
      'a.ts',
      undefined,
      'no file',
    ],
    [
      'no file whose name is the same but for signs in it',
      { 'xa.ts': 'x\n', 'c.ts': '\n' },
      'x./a.ts',
      undefined,
      'no file',
    ],
    ['the only part of a file', { 'a.ts#L10-L12': 'x\n', 'b.ts#L1-L20': 'y\n' }, 'a.ts', 'a.ts#L10-L12', ''],
    [
      'the only part, also where it does not hold the lines',
      { 'a.ts#L10-L12': 'y\n', 'b.ts#L1-L2': 'x\n' },
      'a.ts',
      undefined,
      'missing',
    ],
    [
      'the part that holds the lines',
      { 'a.ts#L10-L12': 'x\n', 'a.ts#L21-L22': 'y\n' },
      'a.ts',
      'a.ts#L10-L12',
      '',
    ],
    [
      'no part where two hold the lines',
      { 'a.ts#L1-L2': 'x\n', 'a.ts#L8-L9': 'x\n' },
      'a.ts',
      undefined,
      'no file',
    ],
    [
      'no part where none of two does',
      { 'a.ts#L1-L2': 'y\n', 'a.ts#L8-L9': 'z\n' },
      'a.ts',
      undefined,
      'no file',
    ],
    ['no part of two files', { 'v/a.ts#L1-L2': 'x\n', 'w/a.ts#L8-L9': 'y\n' }, 'a.ts', undefined, 'no file'],
  ];
  for (const [what, some, path, changed, why] of partTable) {
    it(`knows ${what}`, () => {
      const { files: after, unplaced } = read(some, [block(path, 'x\n', 'new\n')]);
      assert.deepEqual(after, changed === undefined ? some : { ...some, [changed]: 'new\n' });
      assert.deepEqual(unplaced, why === '' ? [] : [`${why}: new`]);
    });
  }

  it('fills an empty file, whose last line has a break then', () => {
    assert.equal(read({ a: '' }, [block('a', '', 'x\n')]).files['a'], 'x\n');
  });

  /** What is placed so far, as the lines of each edit and whether it is complete. */
  const placedIn = (set: EditSet): [lines: readonly string[], complete: boolean][] =>
    set.placed.map(({ lines, complete }) => [[...lines], complete]);

  it('has a place for an edit before its new lines come, and follows them', () => {
    const blocks = new EditBlocks();
    const set = new EditSet(new Map([['a.md', 'one\ntwo']]));
    const steps: [piece: string, placed: [lines: string[], complete: boolean][]][] = [
      ['a.md\n<<<<<<< SEARCH\ntwo\n', []],
      ['=======\n', [[[], false]]],
      ['2\n', [[['2\n'], false]]],
      ['\n', [[['2\n', '\n'], false]]],
      // The file goes on ending without a break: of a blank line nothing is left.
      ['>>>>>>> REPLACE\n', [[['2\n'], true]]],
    ];
    for (const [piece, placed] of steps) {
      set.take(blocks.push(piece));
      assert.deepEqual(placedIn(set), placed, piece);
    }
  });

  it('waits for the end of a block where the file holds lines like its divider', () => {
    const blocks = new EditBlocks();
    const set = new EditSet(new Map([['a.md', 'Title\n=======\nold\n']]));
    for (const piece of ['a.md\n<<<<<<< SEARCH\nold\n', '=======\n', 'new\n']) {
      set.take(blocks.push(piece));
      assert.deepEqual(placedIn(set), []);
    }
    set.take(blocks.push('>>>>>>> REPLACE\n'));
    assert.deepEqual(placedIn(set), [[['new\n'], true]]);
  });

  it('parts a block at a divider with blanks behind it', () => {
    const text = 'Title\n=======\n\nold words\n';
    const answer = halves('Title\n=======\n\nold words\n', 'new\n').replace(/=\nnew/, '=  \nnew');
    assert.equal(inFile(text, answer), 'new\n');
  });

  it('tells what was searched for where it is not there', () => {
    const blocks = new EditBlocks();
    const set = new EditSet(new Map([['a', 'x\n']]));
    set.take(blocks.push(block('a', 'nine\nten\n', '9\n')));
    assert.deepEqual(set.unplaced, [{ path: 'a', search: 'nine\nten', text: '9', why: 'missing' }]);
  });
});
