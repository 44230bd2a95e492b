import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type TextEdit } from '../../../../src/diff/textEdit';
import { reversalFilter } from '../../../../src/nextEdit/predict/reversal';
import { Desk } from '../../../support/nextEdit/desk';

/** Sessions that are played; the issue of a reversal is one too many. */
const sessions = 20_000;

const words = ['foo', 'bar', 'baz', 'fooBar', 'x', 'run'];
const line = fc
  .record({
    call: fc.constantFrom(...words),
    first: fc.constantFrom(...words),
    second: fc.constantFrom(...words),
  })
  .map(({ call, first, second }) => `${call}(${first}, ${second});`);

/** What somebody does next: how, and at a place that is taken from the document as it is then. */
const act = fc.record({
  kind: fc.constantFrom(
    'replace',
    'replace',
    'replace',
    'insert',
    'remove',
    'line',
    'undo',
    'letters',
    'accept',
  ),
  at: fc.nat(1_000),
  word: fc.constantFrom(...words),
  pause: fc.constantFrom(100, 2_000, 40_000),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function editOf({ kind, at, word }: Act, text: string, undo: TextEdit | undefined): TextEdit | undefined {
  if (kind === 'undo') return undo;
  const found = [...text.matchAll(/\w+\b(?!:)/g)];
  const place = found[at % Math.max(1, found.length)];
  if (!place) return undefined;
  const [{ length }, offset] = [place[0], place.index];
  if (kind === 'replace') return { offset, length, text: word };
  if (kind === 'insert') return { offset: offset + length, length: 0, text: `, ${word}` };
  if (kind === 'letters') return { offset: offset + (at % length), length: 0, text: word.slice(0, 2) };
  if (kind === 'remove') return { offset, length, text: '' };
  return {
    offset: text.lastIndexOf('\n', offset) + 1,
    length: 0,
    text: `${text.length}${kind}: ${word}();\n`,
  };
}

/** Whether a text leads from one back to a former one: by its words as well as by its letters it is nearer to it. */
function leadsBack(now: string, after: string, former: string): boolean {
  return [/\w+|[^\s\w]/g, /./g].every(parts => distance(after, former, parts) < distance(now, former, parts));
}

/** How many parts have to go and come between two texts, line by line: each line begins with a name of its own. */
function distance(a: string, b: string, parts: RegExp): number {
  const [old, now] = [linesOf(a, parts), linesOf(b, parts)];
  return [...new Set([...old.keys(), ...now.keys()])].reduce(
    (sum, name) => sum + distanceOfLines(old.get(name) ?? [], now.get(name) ?? []),
    0,
  );
}

function linesOf(text: string, parts: RegExp): Map<string, string[]> {
  return new Map(text.split('\n').map(each => [each.split(':')[0] ?? '', each.match(parts) ?? []]));
}

function distanceOfLines(a: readonly string[], b: readonly string[]): number {
  if (a.join('\n') === b.join('\n')) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  a.forEach((word, n) => {
    const next = [n + 1];
    b.forEach((other, m) => {
      const both = Math.min((row[m + 1] ?? 0) + 1, (next[m] ?? 0) + 1);
      next.push(word === other ? Math.min(both, row[m] ?? 0) : both);
    });
    row = next;
  });
  return row[b.length] ?? 0;
}

describe('the reversal filter', () => {
  it(`offers nothing that leads back, in ${sessions} random sessions`, async () => {
    let offers = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 3, maxLength: 6 }),
        fc.array(act, { minLength: 2, maxLength: 5 }),
        async (lines, acts) => {
          // Each line has a number of its own, so that a comparison of two texts finds the same lines in both.
          const desk = new Desk(lines.map((each, n) => `${n}: ${each}`).join('\n'));
          const former = [desk.text];
          let undo: TextEdit | undefined;
          for (const [n, each] of acts.entries()) {
            const offered =
              n > 1 || each.kind === 'accept' ? await desk.offered({ leastConfidence: 0.2 }) : [];
            for (const { edits } of offered) {
              const after = applyEdits(desk.text, edits);
              offers++;
              for (const text of former) {
                assert.ok(!leadsBack(desk.text, after, text), JSON.stringify([text, desk.text, after]));
              }
            }
            const edit = each.kind === 'accept' ? offered[0]?.edits[0] : editOf(each, desk.text, undo);
            if (!edit) continue;
            const gone = desk.text.slice(edit.offset, edit.offset + edit.length);
            desk.change([edit], each.pause);
            desk.cursor = edit.offset + edit.text.length;
            undo = { offset: edit.offset, length: edit.text.length, text: gone };
            former.push(desk.text);
          }
        },
      ),
      { numRuns: sessions, seed: 7 },
    );
    assert.ok(offers > 1_000, `only ${offers} offers`);
  }).timeout(600_000);

  const table: [what: string, before: string, now: string, edit: TextEdit, takesBack: boolean][] = [
    ['what was typed goes', 'a b', 'a new b', { offset: 2, length: 4, text: '' }, true],
    ['a part of what was typed goes', 'a b', 'a new b', { offset: 3, length: 1, text: '' }, true],
    ['what was removed comes again', 'a old b', 'a b', { offset: 2, length: 0, text: 'old ' }, true],
    ['something else comes there', 'a old b', 'a b', { offset: 2, length: 0, text: 'other ' }, true],
    ['the same comes elsewhere', 'a old b c', 'a b c', { offset: 5, length: 0, text: ' old' }, false],
    ['something else goes', 'a b c', 'a new b c', { offset: 8, length: 1, text: 'd' }, false],
  ];
  for (const [what, before, now, edit, takesBack] of table) {
    it(what, () => {
      const desk = new Desk(before);
      desk.show(now);
      const filter = reversalFilter([desk.document], desk.history, desk.time);
      assert.equal(filter({ uri: desk.uri, kind: 'repeat', edits: [edit], confidence: 1 }), takesBack);
    });
  }

  it('trusts nothing where history and document are at different texts', () => {
    const desk = new Desk('a b');
    const filter = reversalFilter([{ ...desk.document, text: 'a b c' }], desk.history, 0);
    const edits = [{ offset: 0, length: 1, text: 'x' }];
    assert.equal(filter({ uri: desk.uri, kind: 'repeat', edits, confidence: 1 }), true);
  });
});
