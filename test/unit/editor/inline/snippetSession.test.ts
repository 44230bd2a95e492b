import assert from 'node:assert/strict';
import { SnippetSession, type MovedBy } from '../../../../src/editor/inline/snippetSession';

/** A step: text inserted at an offset, or where the cursors are put and by what. */
type Step =
  | { readonly insert: string; readonly at: number; readonly removes?: number; readonly now?: number }
  | {
      readonly cursors: readonly (readonly [start: number, end: number])[];
      readonly by?: MovedBy;
      readonly typed?: true;
    };

function after(...steps: readonly Step[]): SnippetSession['state'] {
  const session = new SnippetSession();
  let now = 0;
  for (const step of steps) {
    if ('insert' in step) {
      const { insert: text, at: offset, removes: removed = 0 } = step;
      session.changed([{ offset, removed, text }], step.now ?? (now += 100));
    } else {
      const ranges = step.cursors.map(([start, end]) => ({ start, end }));
      session.selected(ranges, step.by ?? 'other', step.typed ?? false);
    }
  }
  return session.state;
}

const call: Step = { insert: 'call(first, second);', at: 10 };
const atEnd: Step = { cursors: [[30, 30]] };
const first: Step = { cursors: [[15, 20]] };

describe('SnippetSession', () => {
  const table: readonly (readonly [what: string, state: SnippetSession['state'], steps: readonly Step[]])[] =
    [
      ['nothing has happened', 'none', []],
      ['text with the cursor behind it', 'none', [call, atEnd]],
      ['a placeholder is selected', 'hidden', [call, atEnd, first]],
      [
        'the same name in two places',
        'hidden',
        [
          call,
          {
            cursors: [
              [15, 15],
              [22, 22],
            ],
          },
        ],
      ],
      ['the cursor stands inside', 'doubtful', [{ insert: 'log()', at: 10 }, { cursors: [[14, 14]] }]],
      ['all of it is selected, as after it was dropped', 'none', [call, { cursors: [[10, 30]] }]],
      ['a pair of brackets', 'none', [{ insert: '()', at: 10 }, { cursors: [[11, 11]] }]],
      ['a line break between brackets', 'none', [{ insert: '\n    \n', at: 10 }, { cursors: [[15, 15]] }]],
      ['a key moved the cursor inside', 'none', [call, { cursors: [[15, 15]], by: 'key' }]],
      ['one letter', 'none', [{ insert: 'a', at: 10 }, { cursors: [[10, 10]] }]],
      [
        'it is typed into',
        'hidden',
        [call, first, { insert: 'a', at: 15, removes: 5 }, { cursors: [[16, 16]], typed: true, by: 'key' }],
      ],
      ['the next placeholder', 'hidden', [call, first, { cursors: [[22, 28]] }]],
      ['an empty tab stop further on', 'doubtful', [call, first, { cursors: [[22, 22]] }]],
      ['the end of it', 'none', [call, first, atEnd]],
      ['somewhere else', 'none', [call, first, { cursors: [[3, 3]], by: 'mouse' }]],
      ['an arrow key', 'doubtful', [call, first, { cursors: [[15, 15]], by: 'key' }]],
      ['a change before it', 'hidden', [call, first, { insert: 'import', at: 0 }, { cursors: [[21, 26]] }]],
      ['a change behind it', 'none', [call, first, { insert: 'x', at: 40 }]],
      ['a key after a rest', 'doubtful', [call, first, { insert: 'a', at: 15, removes: 5, now: 5_000 }]],
    ];
  for (const [what, state, steps] of table) {
    it(`${what}: ${state}`, () => assert.equal(after(...steps), state));
  }

  it('believes what was found', () => {
    const session = new SnippetSession();
    session.changed([{ offset: 0, removed: 0, text: 'log()' }], 0);
    session.selected([{ start: 4, end: 4 }], 'other', false);
    session.found(true);
    assert.equal(session.state, 'hidden');
    session.found(false);
    assert.equal(session.state, 'none');
  });
});
