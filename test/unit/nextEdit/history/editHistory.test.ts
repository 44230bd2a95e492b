import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/diff/textEdit';
import { EditHistory, type HistoryLimits } from '../../../../src/nextEdit/history/editHistory';
import { Desk } from '../../../support/nextEdit/desk';

/** Entries in short: what lines became, the newest first. */
function entries(desk: Desk): string[] {
  return desk.history
    .entries(desk.time)
    .map(({ before, after }) => `${before} > ${after}`.replaceAll('\n', ' | '));
}

const code = ['one();', 'two();', 'three();', 'four();', 'five();'].join('\n');

describe('EditHistory', () => {
  it('takes what is typed in one go as one entry', () => {
    const desk = new Desk(code);
    for (const typed of ['o', 'on', 'once']) desk.show(code.replace('one', typed), 100);
    assert.deepEqual(entries(desk), ['one(); > once();']);
    const [entry] = desk.history.entries(desk.time);
    assert.deepEqual([entry?.from, entry?.time, entry?.line, entry?.start], [100, 300, 0, 0]);
    assert.deepEqual([entry?.above, entry?.below], [[], ['two();', 'three();', 'four();']]);
  });

  it('forgets what was taken back', () => {
    const desk = new Desk(code);
    desk.show(code.replace('one', 'once'));
    desk.show(code);
    assert.deepEqual(entries(desk), []);
  });

  it('forgets what was taken back later, after something else', () => {
    const desk = new Desk(code);
    desk.show(code.replace('one', 'once'), 1_000);
    desk.show(code.replace('one', 'once').replace('five', 'six'), 1_000);
    desk.show(code.replace('five', 'six'), 60_000);
    assert.deepEqual(entries(desk), ['five(); > six();']);
  });

  it('keeps places apart, the newest first', () => {
    const desk = new Desk(code);
    desk.show(code.replace('one', 'once'));
    desk.show(code.replace('one', 'once').replace('five', 'six'));
    assert.deepEqual(entries(desk), ['five(); > six();', 'one(); > once();']);
  });

  it('joins lines that follow each other, and keeps a pause apart', () => {
    const desk = new Desk(code);
    desk.show(code.replace('one', 'once'));
    desk.show(code.replace('one', 'once').replace('two', 'twice'));
    desk.show(code.replace('one', 'once').replace('two', 'twice').replace('three', 'thrice'), 40_000);
    assert.deepEqual(entries(desk), ['three(); > thrice();', 'one(); | two(); > once(); | twice();']);
  });

  it('takes several cursors as several places', () => {
    const desk = new Desk(code);
    desk.change([
      { offset: 0, length: 0, text: 'a' },
      { offset: code.length, length: 0, text: 'b' },
    ]);
    desk.change([
      { offset: 1, length: 0, text: 'c' },
      { offset: code.length + 2, length: 0, text: 'd' },
    ]);
    assert.deepEqual(entries(desk), ['one(); > acone();', 'five(); > five();bd']);
  });

  it('makes no entries of the work of a tool, but knows where it was', () => {
    const text = 'a\n'.repeat(40);
    const desk = new Desk(text);
    desk.change(Array.from({ length: 40 }, (_, n) => ({ offset: 2 * n, length: 0, text: ' ' })));
    assert.deepEqual(entries(desk), []);
    assert.equal(desk.history.touched(desk.uri, desk.time).length, 40);
  });

  it('looks for what changed where a tool replaces everything', () => {
    const desk = new Desk(code);
    desk.change([{ offset: 0, length: code.length, text: code.replace('three', 'thrice') }]);
    assert.deepEqual(entries(desk), ['three(); > thrice();']);
  });

  it('passes over documents that were not opened, and those that are closed', () => {
    const desk = new Desk(code);
    desk.history.changed('file:///secret', [{ offset: 0, length: 0, text: 'key' }], 0);
    assert.deepEqual([entries(desk), desk.history.lengthOf('file:///secret')], [[], undefined]);
    desk.show(code.replace('one', 'once'));
    desk.history.closed(desk.uri);
    assert.deepEqual(entries(desk), ['one(); > once();']);
    assert.equal(desk.history.entries(desk.time)[0]?.start, undefined);
    assert.deepEqual(desk.history.touched(desk.uri, desk.time), []);
  });

  it('forgets after some minutes', () => {
    const desk = new Desk(code);
    desk.show(code.replace('one', 'once'));
    assert.equal(desk.history.entries(desk.time + 600_001).length, 0);
    assert.equal(desk.history.touched(desk.uri, desk.time + 600_001).length, 0);
  });

  it('is bounded in entries and in text', () => {
    const limits: Partial<HistoryLimits> = { entries: 5, units: 200, largestEntry: 100 };
    const history = new EditHistory(limits);
    const text = 'x\n\n\n\n'.repeat(1_000);
    history.opened({ uri: 'a', languageId: '', text });
    for (let n = 0; n < 300; n++)
      history.changed('a', [{ offset: 5 * (999 - n), length: 0, text: 'y'.repeat(n % 150) }], n);
    const kept = history.entries(300);
    assert.ok(kept.length <= 6);
    assert.ok(kept.reduce((sum, { before, after }) => sum + before.length + after.length, 0) <= 300);
    const touched = history.touched('a', 300);
    assert.equal(touched.length, 256);
    // None is forgotten, the first one neither.
    assert.equal(touched.at(-1)?.end, (history.lengthOf('a') ?? 0) - (text.length - 5 * 998));
  });

  it('keeps of a very long line what is near', () => {
    const desk = new Desk('x'.repeat(1_000_000));
    desk.change([{ offset: 500_000, length: 1, text: 'y' }]);
    const [entry] = desk.history.entries(desk.time);
    assert.equal(entry?.after, `${'x'.repeat(400)}y${'x'.repeat(400)}`);
  });

  it('can tell any former text from the places, and finds its entries where it says', () => {
    const piece = fc.constantFrom('', 'a', '\n', '\r\n', '👍', 'word', '\t', 'new line\n');
    const edit = fc.record({
      at: fc.nat(1_000),
      length: fc.nat(5),
      text: piece,
      pause: fc.constantFrom(10, 50_000),
    });
    const start = fc.array(piece, { maxLength: 40 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 12 }), (text, edits) => {
        const desk = new Desk(text);
        for (const { at, length, text: insert, pause } of edits) {
          const offset = Math.floor((at / 1_001) * (desk.text.length + 1));
          desk.change([{ offset, length: Math.min(length, desk.text.length - offset), text: insert }], pause);
        }
        const spans = desk.history.touched(desk.uri, 0);
        const back = spans.map(span => ({
          offset: span.start,
          length: span.end - span.start,
          text: span.removed ?? '',
        }));
        assert.equal(applyEdits(desk.text, back), text);
        for (const { start: from, after, before } of desk.history.entries(0)) {
          assert.notEqual(before, after);
          if (from !== undefined) assert.equal(desk.text.slice(from, from + after.length), after);
        }
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });
});
