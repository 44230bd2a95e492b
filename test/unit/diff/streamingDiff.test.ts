import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitLines } from '../../../src/diff/lines';
import { finish } from '../../../src/diff/review/finish';
import { paint } from '../../../src/diff/review/paint';
import { shownText, startReview } from '../../../src/diff/review/review';
import { StreamingDiff } from '../../../src/diff/streamingDiff';
import { applyEdits } from '../../../src/diff/textEdit';
import { rewrites } from '../../support/diff/codeTexts';
import { rejectedText } from '../../support/diff/rejectedText';

/** Streams a rewrite line by line. Each screen: the new lines so far, `█` for the frontier, the old lines left. */
function screens(
  original: readonly string[],
  rewritten: readonly string[],
): { shown: string[]; written: number } {
  const text = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');
  const diff = new StreamingDiff(splitLines(text(original)));
  let review = startReview(0, text(original));
  let document = text(original);
  let written = 0;
  const shown: string[] = [];
  for (const line of [...rewritten, undefined]) {
    const ops = line === undefined ? diff.end() : diff.push([`${line}\n`]);
    for (const { kind, lines } of ops) if (kind !== 'keep') written += lines.length;
    const step = paint(review, ops);
    review = step.review;
    document = applyEdits(document, step.edits);
    assert.equal(document, shownText(review));
    const painted = shownText({ ...review, pending: '' });
    shown.push(`${painted}█${review.pending}`.trim().replaceAll('\n', ' | '));
  }
  assert.equal(document, text(rewritten));
  assert.equal(rejectedText(finish(review)), text(original));
  return { shown, written };
}

describe('StreamingDiff', () => {
  const table: [
    name: string,
    old: readonly string[],
    rewrite: readonly string[],
    shown: readonly string[],
  ][] = [
    [
      'keeps what is the same',
      ['one()', 'two()'],
      ['one()', 'two()'],
      ['one() | █two()', 'one() | two() | █', 'one() | two() | █'],
    ],
    [
      'replaces a changed line in its place',
      ['one()', 'total = a + b', 'three()'],
      ['one()', 'total = a + c', 'three()'],
      [
        'one() | █total = a + b | three()',
        'one() | total = a + c | █three()',
        'one() | total = a + c | three() | █',
        'one() | total = a + c | three() | █',
      ],
    ],
    [
      'takes a changed indentation for a changed line',
      ['if (x)', '\ty()'],
      ['if (x)', '  y()'],
      ['if (x) | █\ty()', 'if (x) |   y() | █', 'if (x) |   y() | █'],
    ],
    [
      'inserts a function without touching the next one, whose bracket looks the same',
      ['later() {', '  go()', '}'],
      ['first() {', '}', 'later() {', '  go()', '}'],
      [
        'first() { | █later() { |   go() | }',
        'first() { | } | █later() { |   go() | }',
        'first() { | } | later() { | █  go() | }',
        'first() { | } | later() { |   go() | █}',
        'first() { | } | later() { |   go() | } | █',
        'first() { | } | later() { |   go() | } | █',
      ],
    ],
    [
      'removes lines once the next known one has come',
      ['one()', 'two()', 'three()', 'four()'],
      ['one()', 'four()'],
      ['one() | █two() | three() | four()', 'one() | four() | █', 'one() | four() | █'],
    ],
    [
      'removes at the end what has not come again',
      ['one()', 'two()'],
      ['one()'],
      ['one() | █two()', 'one() | █'],
    ],
    [
      'is in step again after a line that is like no other: no bracket stands open twice',
      ['rows = []', 'for (a of b) {', '  total += a.amount', '}'],
      ['let sum = 9', 'for (const a of b) {', '  sum += a.amount', '}'],
      [
        'let sum = 9 | █rows = [] | for (a of b) { |   total += a.amount | }',
        'let sum = 9 | for (const a of b) { | █  total += a.amount | }',
        'let sum = 9 | for (const a of b) { |   sum += a.amount | █}',
        'let sum = 9 | for (const a of b) { |   sum += a.amount | } | █',
        'let sum = 9 | for (const a of b) { |   sum += a.amount | } | █',
      ],
    ],
    [
      'skips nothing for a bracket, once a changed line has brought it in step again',
      ['rows = []', 'for (a of b) {', '  keep()', '}', '}'],
      ['let sum = 9', 'for (const a of b) {', '}', '  keep()'],
      [
        'let sum = 9 | █rows = [] | for (a of b) { |   keep() | } | }',
        'let sum = 9 | for (const a of b) { | █  keep() | } | }',
        'let sum = 9 | for (const a of b) { | } | █  keep() | } | }',
        'let sum = 9 | for (const a of b) { | } |   keep() | █} | }',
        'let sum = 9 | for (const a of b) { | } |   keep() | █',
      ],
    ],
    ['removes everything', ['one()'], [], ['█']],
  ];
  for (const [name, old, rewrite, expected] of table) {
    it(name, () => assert.deepEqual(screens(old, rewrite).shown, expected));
  }

  /** Forty lines that occur once. */
  const lines = (word: string): string[] => Array.from({ length: 40 }, (_, at) => `${word}(${at});`);

  it('writes a block that moved up twice, and nothing between', () => {
    const [first, second, third] = [lines('first'), lines('second').slice(0, 20), lines('third')];
    const { written } = screens([...first, ...second, ...third], [...second, ...first, ...third]);
    assert.equal(written, 2 * second.length);
  });

  it('does not take a line that moved up for a change of the one in its place', () => {
    const rows = lines('row');
    const moved = rows.slice(30, 31);
    assert.equal(screens(rows, [...moved, ...rows.filter(row => !moved.includes(row))]).written, 2);
  });

  it('leaps over a dozen lines, and takes no bracket among them for one that moved', () => {
    const rows = [...lines('row').with(1, '}'), '}'];
    const shown = (place: number): string =>
      screens(rows, ['}', ...rows.slice(place, place + 1)]).shown[1] ?? '';
    assert.match(shown(13), /█row\(14\);/);
    assert.match(shown(14), /█row\(0\);/);
  });

  it('writes little more than the block when one moved down', () => {
    const [first, second, third] = [lines('first').slice(0, 8), lines('second'), lines('third')];
    const { written } = screens([...first, ...second, ...third], [...second, ...first, ...third]);
    assert.equal(written, 2 * first.length);
  });

  it('stands, after each line, on the new lines so far and old lines that are left', () => {
    fc.assert(
      fc.property(rewrites, ({ original, rewritten }) => {
        const diff = new StreamingDiff(splitLines(original));
        let review = startReview(0, original);
        let sofar = '';
        for (const line of splitLines(rewritten)) {
          sofar += line;
          review = paint(review, diff.push([line])).review;
          assert.equal(shownText(review), sofar + diff.rest.join(''));
          assert.ok(original.endsWith(diff.rest.join('')));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
