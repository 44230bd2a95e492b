import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EditBlocks } from '../../../src/diff/editBlocks';
import { EditSet } from '../../../src/diff/editSet';
import { PlacedEdits, type PlacedEdit } from '../../../src/diff/placedEdits';
import { splitLines } from '../../../src/diff/lines';
import type { LineOp } from '../../../src/diff/streamingDiff';
import { applyEdits } from '../../../src/diff/textEdit';
import { applyOps } from '../../support/diff/lineOps';

const text = Array.from({ length: 30 }, (_, n) => `line ${n}\n`).join('');
const at = (line: number): number => text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0);

/** Edits of the same lines are the same one, unless told. */
function edit(from: number, to: number, put: string, complete = true, block = from * 100 + to): PlacedEdit {
  return { block, start: at(from), end: at(to), lines: splitLines(put), complete };
}

/** Hands in what there is after each event, starting over when told to; resolves to the text and how often it did. */
function followed(states: readonly (readonly PlacedEdit[])[]): { result: string; restarts: number } {
  let edits = new PlacedEdits(text);
  let ops: LineOp[] = [];
  let restarts = 0;
  for (const state of states) {
    const more = edits.push(state);
    if (more) {
      for (const { lines } of more) assert.notEqual(lines.length, 0, 'nothing is said of no lines');
      ops.push(...more);
      continue;
    }
    restarts++;
    edits = new PlacedEdits(text);
    ops = edits.push(state) ?? assert.fail('a new one takes everything');
  }
  return { result: applyOps(text, ops), restarts };
}

describe('PlacedEdits', () => {
  it('streams edits in the order of the text', () => {
    const first = edit(2, 4, 'new\n');
    const states = [[], [edit(2, 4, '', false)], [edit(2, 4, 'new\n', false)], [first]];
    const { result, restarts } = followed([...states, [first, edit(9, 10, 'a\nb\n')]]);
    assert.equal(result, text.replace('line 2\nline 3\n', 'new\n').replace('line 9\n', 'a\nb\n'));
    assert.equal(restarts, 0);
  });

  it('says what stays, what goes and what comes, and waits for the end of a line', () => {
    const edits = new PlacedEdits(text);
    const kept = { kind: 'keep' as const, lines: ['line 0\n', 'line 1\n'] };
    assert.deepEqual(edits.push([edit(2, 3, 'a\n', false)]), [kept]);
    assert.deepEqual(edits.push([edit(2, 3, 'a\nb\n', false)]), [{ kind: 'insert', lines: ['a\n'] }]);
    assert.deepEqual(edits.push([edit(2, 3, 'a\nb\n')]), [
      { kind: 'insert', lines: ['b\n'] },
      { kind: 'delete', lines: ['line 2\n'] },
    ]);
    assert.deepEqual(edits.push([edit(2, 3, 'a\nb\n')]), []);
  });

  it('starts over when an edit that was done turns out to be none', () => {
    const { result, restarts } = followed([
      [edit(2, 3, 'a\n'), edit(5, 6, 'b\n', false)],
      [edit(5, 6, 'b\n')],
    ]);
    assert.equal(result, text.replace('line 5', 'b'));
    assert.equal(restarts, 1);
  });

  const exchanged: [what: string, instead: PlacedEdit, restarts: number, expected: string][] = [
    ['another one further down', edit(12, 13, 'c\n'), 0, text.replace('line 12', 'c')],
    [
      'one that begins there and is longer',
      edit(9, 12, 'c\n'),
      0,
      text.replace(/line 9\nline 10\nline 11/, 'c'),
    ],
    ['one that ends there and is shorter', edit(10, 11, 'c\n'), 0, text.replace('line 10', 'c')],
    ['one further up', edit(2, 3, 'c\n'), 1, text.replace('line 2\n', 'c\n')],
  ];
  for (const [what, instead, restarts, expected] of exchanged) {
    it(`takes ${what} for one that had not begun`, () => {
      const [open, done] = [edit(5, 6, 'b\n', false), edit(5, 6, 'b\n')];
      const found = followed([[open], [open, edit(9, 11, 'x\n')], [open, instead], [done, instead]]);
      assert.deepEqual(found, { result: expected.replace('line 5', 'b'), restarts });
    });
  }

  it('starts over when another edit of the same lines takes the place of one that was cut short', () => {
    const { result, restarts } = followed([
      [edit(2, 3, 'a\nb\nc\n', false)],
      [edit(2, 3, 'x\ny\nz\n', false, 7)],
      [edit(2, 3, 'x\ny\nz\n', true, 7)],
    ]);
    assert.equal(result, text.replace('line 2\n', 'x\ny\nz\n'));
    assert.equal(restarts, 1);
  });

  it('starts over for an edit further up', () => {
    const states = [[edit(9, 10, 'late\n')], [edit(9, 10, 'late\n'), edit(2, 3, 'early\n')]];
    const { result, restarts } = followed(states);
    assert.equal(result, text.replace('line 9', 'late').replace('line 2\n', 'early\n'));
    assert.equal(restarts, 1);
  });

  it('takes back an edit that was cut short', () => {
    const { result, restarts } = followed([[edit(2, 9, 'a\nb\nc\n', false)], []]);
    assert.equal(result, text);
    assert.equal(restarts, 1);
  });

  it('goes on when an edit that had not begun turns out to be none', () => {
    const done = edit(2, 3, 'a\n');
    const states = [
      [done],
      [done, edit(5, 6, 'b\n', false)],
      [done, edit(5, 6, 'b\n', false), edit(9, 10, 'c\n', false)],
      [done, edit(5, 6, 'b\n', false)],
      [done, edit(5, 6, 'b\n'), edit(12, 13, 'd\n')],
    ];
    const { result, restarts } = followed(states);
    assert.equal(
      result,
      text.replace('line 2\n', 'a\n').replace('line 5\n', 'b\n').replace('line 12\n', 'd\n'),
    );
    assert.equal(restarts, 0);
  });

  it('follows an answer that begins a block anew, however it is cut', () => {
    const broken = '<<<<<<< SEARCH\nline 4\nline 5\n=======\na\nb\nc\n';
    const whole = '<<<<<<< SEARCH\nline 4\nline 5\n=======\nx\ny\n>>>>>>> REPLACE\n';
    const next = '<<<<<<< SEARCH\nline 9\n=======\nz\n>>>>>>> REPLACE\n';
    const answer = `the.ts\n${next.replace('9', '2')}${broken}${whole}${next}`;
    const expected = text
      .replace('line 2\n', 'z\n')
      .replace('line 4\nline 5\n', 'x\ny\n')
      .replace('line 9\n', 'z\n');
    fc.assert(
      fc.property(fc.array(fc.nat(answer.length), { maxLength: 12 }), cuts => {
        const places = [0, ...cuts.sort((a, b) => a - b), answer.length];
        const blocks = new EditBlocks();
        const set = new EditSet(new Map([['the.ts', text]]));
        const states = places.slice(1).map((to, at) => {
          set.take(blocks.push(answer.slice(places[at], to)));
          return set.placed.map(({ block, start, end, lines, complete }): PlacedEdit => {
            return { block, start, end, lines: [...lines], complete };
          });
        });
        assert.equal(followed(states).result, expected);
      }),
    );
  });

  it('comes to what the edits say, in whatever order and pieces they arrive', () => {
    const some = fc
      .uniqueArray(fc.nat(14), { maxLength: 6 })
      .chain(places =>
        fc.tuple(
          ...places.map(place => fc.tuple(fc.constant(place), fc.array(fc.nat(60), { maxLength: 5 }))),
        ),
      );
    fc.assert(
      fc.property(some, parts => {
        const done = parts.map(([place, lines]) =>
          edit(place * 2, place * 2 + 2, lines.map(line => `line ${line}\n`).join('')),
        );
        const states: PlacedEdit[][] = [];
        done.forEach((each, index) => {
          const before = done.slice(0, index);
          for (let end = 0; end <= each.lines.length; end++) {
            states.push([...before, { ...each, lines: each.lines.slice(0, end), complete: false }]);
          }
          states.push([...before, each]);
        });
        const edits = done
          .map(({ start, end, lines }) => ({ offset: start, length: end - start, text: lines.join('') }))
          .sort((a, b) => a.offset - b.offset);
        assert.equal(followed(states).result, applyEdits(text, edits));
      }),
      { numRuns: 500 },
    );
  });
});
