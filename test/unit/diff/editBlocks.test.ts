import assert from 'node:assert/strict';
import { EditBlocks, type EditBlockEvent } from '../../../src/diff/editBlocks';

const known = ['src/a.ts', 'src/b.ts', 'notes'];

/** An event as one line: `?` search lines, `+` new lines, `.` the end, `!` an end that was cut short. */
function shown(event: EditBlockEvent): string {
  if (event.kind === 'search') return `${event.block}? ${event.path}: ${event.search.join('|')}`;
  if (event.kind === 'lines') return `${event.block}+ ${event.lines.join('|')}`;
  return `${event.block}${event.complete ? '.' : '!'}`;
}

/** What an answer says, and the words outside of its blocks. */
function read(answer: string): { events: string[]; words: string } {
  const blocks = new EditBlocks(known);
  const events = [...blocks.push(answer), ...blocks.end()].map(shown);
  return { events, words: blocks.words };
}

const open = '<<<<<<< SEARCH';
const divider = '=======';
const close = '>>>>>>> REPLACE';
const lines = (...all: readonly string[]): string => all.join('\n');

describe('EditBlocks', () => {
  it('says what a block says, step by step, each line once it is whole', () => {
    const blocks = new EditBlocks();
    const steps: [piece: string, events: EditBlockEvent[], count: number][] = [
      ['a.ts\n<<<<<<< SEA', [], 0],
      ['RCH\nold', [], 1],
      [' one\nold two\n', [], 1],
      [
        '=======\n',
        [{ kind: 'search', block: 0, path: 'a.ts', search: ['old one', 'old two'], divider: '=======' }],
        1,
      ],
      ['new', [], 1],
      [' one\r\nnew two\n', [{ kind: 'lines', block: 0, lines: ['new one', 'new two'] }], 1],
      ['>>>>>>> REPLACE\n', [{ kind: 'end', block: 0, complete: true }], 1],
      ['That is all.', [], 1],
    ];
    for (const [piece, events, count] of steps) {
      assert.deepEqual(blocks.push(piece), events, piece);
      assert.equal(blocks.count, count);
    }
    assert.deepEqual(blocks.end(), []);
    assert.equal(blocks.words, 'That is all.');
  });

  const whole = ['0? src/a.ts: x', '0+ y', '0.'];
  const table: [what: string, answer: string, events: readonly string[], words?: string][] = [
    ['a block', lines('src/a.ts', open, 'x', divider, 'y', close, ''), whole],
    ['one whose end is the end of the answer', lines('src/a.ts', open, 'x', divider, 'y', close), whole],
    [
      'line breaks of Windows',
      lines('src/a.ts', open, 'x', divider, 'y', close, '').replaceAll('\n', '\r\n'),
      whole,
    ],
    [
      'them without the last one',
      lines('src/a.ts', open, 'x', divider, 'y', `${close}\r`).replaceAll('\n', '\r\n'),
      whole,
    ],
    [
      'blanks behind the markers',
      lines('src/a.ts', `${open}  `, 'x', `${divider}  `, 'y', `${close}  `),
      whole,
    ],
    [
      'no blank in front of the words',
      lines('src/a.ts', '<<<<<<<SEARCH', 'x', divider, 'y', '>>>>>>>REPLACE'),
      whole,
    ],
    ['an indented end', lines('src/a.ts', open, 'x', divider, 'y', `  ${close}`), whole],
    ['five signs', lines('src/a.ts', '<<<<< SEARCH', 'x', '=====', 'y', '>>>>> REPLACE'), whole],
    ['no block of four', lines('<<<< SEARCH', 'x'), [], '<<<< SEARCH\nx'],
    ['no block within a line', lines('It has <<<<<<< SEARCH', 'x'), [], 'It has <<<<<<< SEARCH\nx'],
    ['no block of another word', lines('<<<<<<< SEARCHING', 'x'), [], '<<<<<<< SEARCHING\nx'],
    ['no block where words follow', lines('<<<<<<< SEARCH for it', 'x'), [], '<<<<<<< SEARCH for it\nx'],
    ['the file behind the marker', lines(`${open} src/a.ts`, 'x', divider, 'y', close), whole],
    ['the file behind a colon', lines(`${open}: \`src/a.ts\``, 'x', divider, 'y', close), whole],
    ['an end of nine signs', lines('src/a.ts', open, 'x', divider, 'y', '>>>>>>>>> REPLACE'), whole],
    [
      'no end of ten',
      lines('src/a.ts', open, 'x', divider, '>>>>>>>>>> REPLACE', close),
      ['0? src/a.ts: x', '0+ >>>>>>>>>> REPLACE', '0.'],
    ],
    [
      'no end with words behind it',
      lines('src/a.ts', open, 'x', divider, `${close} it`, close),
      ['0? src/a.ts: x', `0+ ${close} it`, '0.'],
    ],
    [
      'no end with a fence and words',
      lines('src/a.ts', open, 'x', divider, `${close}\`\`\`a`, close),
      ['0? src/a.ts: x', `0+ ${close}\`\`\`a`, '0.'],
    ],
    [
      'no end behind words',
      lines('src/a.ts', open, 'x', divider, `a ${close}`, close),
      ['0? src/a.ts: x', `0+ a ${close}`, '0.'],
    ],
    [
      'no shorter end in a block with long markers',
      lines('src/a.ts', '<<<<<<<<< SEARCH', 'x', '=========', close, '>>>>>>>>> REPLACE'),
      ['0? src/a.ts: x', `0+ ${close}`, '0.'],
    ],
    [
      'the beginning of a shorter block as a line of a longer one',
      lines('src/a.ts', '<<<<<<<<< SEARCH', open, '=========', 'y', '>>>>>>>>> REPLACE'),
      [`0? src/a.ts: ${open}`, '0+ y', '0.'],
    ],
    ['nothing to put in place', lines('src/a.ts', open, 'x', divider, close), ['0? src/a.ts: x', '0.']],
    ['a divider of another length', lines('src/a.ts', open, 'x', '=====', 'y', close), whole],
    [
      'the same with nothing to put in place',
      lines('src/a.ts', open, 'x', '=====', close),
      ['0? src/a.ts: x', '0.'],
    ],
    [
      'two of them, which say nothing',
      lines('src/a.ts', open, 'x', '=====', 'y', '=====', close),
      ['0? src/a.ts: x|=====|y|=====', '0!'],
    ],
    [
      'a line that holds a divider',
      lines('src/a.ts', open, 'x', 'a =====', '===== b', '=====c', close),
      ['0? src/a.ts: x|a =====|===== b|=====c', '0!'],
    ],
    [
      'no divider in a line that only begins like one',
      lines('src/a.ts', open, 'x', '===== b', 'y', close),
      ['0? src/a.ts: x|===== b|y', '0!'],
    ],
    [
      'no word in the last line of an answer that was cut short, though it names a file',
      lines('src/a.ts', open, 'x', divider, 'y', '// src/b.ts', ''),
      ['0? src/a.ts: x', '0+ y|// src/b.ts', '0!'],
    ],
    [
      'no file in the last line of one without a divider',
      lines('src/a.ts', open, 'x', '// src/b.ts', close, open, 'v', divider, 'w', close),
      ['0? src/a.ts: x|// src/b.ts', '0!', '1? src/a.ts: v', '1+ w', '1.'],
    ],
    ['no divider', lines('src/a.ts', open, 'x', close), ['0? src/a.ts: x', '0!']],
    ['no end', lines('src/a.ts', open, 'x', divider, 'y'), ['0? src/a.ts: x', '0+ y', '0!']],
    ['no more than its beginning', lines('src/a.ts', open), ['0? src/a.ts: ', '0!']],
    [
      'a second block of the same file',
      lines('src/a.ts', open, 'x', divider, 'y', close, '', open, 'v', divider, 'w', close),
      [...whole, '1? src/a.ts: v', '1+ w', '1.'],
    ],
    [
      'a second block of another file, with words between',
      lines('src/a.ts', open, 'x', divider, 'y', close, 'And:', 'src/b.ts', open, 'v', divider, 'w', close),
      [...whole, '1? src/b.ts: v', '1+ w', '1.'],
      'And:',
    ],
    [
      'the file of the next block in one without an end',
      lines('src/a.ts', open, 'x', divider, 'y', 'src/b.ts', open, 'v', divider, 'w', close),
      ['0? src/a.ts: x', '0+ y|src/b.ts', '0!', '1? src/b.ts: v', '1+ w', '1.'],
    ],
    [
      'the same above a fence and a blank line',
      lines(
        'src/a.ts',
        open,
        'x',
        divider,
        'y',
        '```',
        '  `src/b.ts`  ',
        ' ',
        '```',
        open,
        'v',
        divider,
        'w',
        close,
      ),
      ['0? src/a.ts: x', '0+ y|```|  `src/b.ts`  | |```', '0!', '1? src/b.ts: v', '1+ w', '1.'],
    ],
    [
      'the same in one without a divider',
      lines('src/a.ts', open, 'x', '', 'src/b.ts', open, 'v', divider, 'w', close),
      ['0? src/a.ts: x||src/b.ts', '0!', '1? src/b.ts: v', '1+ w', '1.'],
    ],
    [
      'no file in the last line of one without an end, where it is code',
      lines('src/a.ts', open, 'x', divider, 'y(z)', open, 'v', divider, 'w', close),
      ['0? src/a.ts: x', '0+ y(z)', '0!', '1? src/a.ts: v', '1+ w', '1.'],
    ],
    [
      'no file far above the end of one without an end',
      lines('src/a.ts', open, 'x', divider, 'src/b.ts', ...'12345678', open, 'v', divider, 'w', close),
      ['0? src/a.ts: x', '0+ src/b.ts|1|2|3|4|5|6|7|8', '0!', '1? src/a.ts: v', '1+ w', '1.'],
    ],
    [
      'the file of the next block some blank lines above it, in one without an end',
      lines(
        'src/a.ts',
        open,
        'x',
        divider,
        'src/b.ts',
        ...Array<string>(7).fill(''),
        open,
        'v',
        divider,
        'w',
        close,
      ),
      ['0? src/a.ts: x', '0+ src/b.ts|||||||', '0!', '1? src/b.ts: v', '1+ w', '1.'],
    ],
    [
      'no file that many blank lines above it',
      lines(
        'src/a.ts',
        open,
        'x',
        divider,
        'src/b.ts',
        ...Array<string>(8).fill(''),
        open,
        'v',
        divider,
        'w',
        close,
      ),
      ['0? src/a.ts: x', '0+ src/b.ts||||||||', '0!', '1? src/a.ts: v', '1+ w', '1.'],
    ],
    [
      'words that name no file, above a block of the same one',
      lines('src/a.ts', open, 'x', divider, 'y', close, 'And then:', open, 'v', divider, 'w', close),
      [...whole, '1? src/a.ts: v', '1+ w', '1.'],
      'And then:',
    ],
    [
      'a file some blank lines above, which are no words',
      lines('So:', 'src/a.ts', '  ', '', open, 'x', divider, 'y', close),
      whole,
      'So:',
    ],
    [
      'fences that are words, behind a block without any',
      lines('src/a.ts', open, 'x', divider, 'y', close, '```', 'run', '```'),
      whole,
      '```\nrun\n```',
    ],
    ['an answer that ends within a word, with a carriage return in it', 'One\rtwo', [], 'One\rtwo'],
    [
      'a block right behind one that is words',
      lines('Run:', '```sh', 'run', '```', open, 'x', divider, 'y', close, '```', 'more', '```'),
      ['0? : x', '0+ y', '0.'],
      'Run:\n```sh\nrun\n```\n```\nmore\n```',
    ],
    [
      'fences around blocks, and others that are words',
      lines('```ts', 'src/a.ts', open, 'x', divider, 'y', close, '```', 'So:', '```', 'run', '```'),
      whole,
      'So:\n```\nrun\n```',
    ],
    [
      'a fence around two blocks',
      lines(
        'src/a.ts',
        '```',
        open,
        'x',
        divider,
        'y',
        close,
        '',
        open,
        'v',
        divider,
        'w',
        close,
        '```',
        'So.',
      ),
      [...whole, '1? src/a.ts: v', '1+ w', '1.'],
      'So.',
    ],
    [
      'words that stand between the file and the block',
      lines('  notes  ', '', 'They say more:', '', open, 'x', divider, 'y', close),
      ['0? notes: x', '0+ y', '0.'],
      'notes  \n\nThey say more:',
    ],
    [
      'words with wide gaps',
      lines('', 'One.', '', '', '', '', 'Two.', '', 'Three.', ''),
      [],
      'One.\n\nTwo.\n\nThree.',
    ],
    ['words that end in a sentence', 'One.\r', [], 'One.'],
  ];
  for (const [what, answer, events, words = ''] of table) {
    it(`reads ${what}`, () => assert.deepEqual(read(answer), { events, words }));
  }

  it('knows a divider with blanks behind it as soon as it comes, and none with blanks in front', () => {
    const blocks = new EditBlocks();
    assert.deepEqual(blocks.push(lines('a.ts', open, 'x', `  ${divider}`, '')), []);
    assert.deepEqual(blocks.push(`${divider}  \n`).map(shown), [`0? a.ts: x|  ${divider}`]);
  });

  it('knows the file named some lines above, and none far above', () => {
    const below = (count: number): string =>
      lines('src/b.ts', ...Array<string>(count).fill('Words.'), open, 'x', divider, close);
    assert.equal(read(below(49)).events[0], '0? src/b.ts: x');
    assert.equal(read(below(50)).events[0], '0? : x');
  });

  it('takes no more than five thousand lines for search lines, and loses none', () => {
    const many = Array<string>(5_002).fill('x');
    const [search, more] = read(lines('src/a.ts', open, ...many, divider, 'y', close)).events;
    assert.equal(search?.split('|').length, 5_000);
    assert.equal(more, `0+ x|x|${divider}|y`);
  });
});
