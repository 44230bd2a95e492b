import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecentEdits, type LineChange } from '../../../../src/completion/context/recentEdits';

/** A change as it is read: `a 5-6 > 8` replaces the lines 5 and 6 of a by the lines 5 to 8. */
function change(text: string): LineChange {
  const [, key = '', first, lastBefore, lastNow] = /^(\w) (\d+)-(\d+) > (\d+)$/.exec(text) ?? [];
  return { key, first: Number(first), lastBefore: Number(lastBefore), lastNow: Number(lastNow) };
}

function after(...changes: string[]): string {
  const edits = new RecentEdits();
  for (const each of changes) edits.edited(change(each));
  return edits.places.map(({ key, first, last }) => `${key} ${first}-${last}`).join(', ');
}

describe('RecentEdits', () => {
  const rows: [what: string, changes: string[], places: string][] = [
    ['remembers the newest first', ['a 5-5 > 5', 'b 1-1 > 1'], 'b 1-1, a 5-5'],
    ['joins what is near', ['a 5-5 > 5', 'a 8-8 > 8'], 'a 5-8'],
    ['keeps apart what is not', ['a 5-5 > 5', 'a 50-50 > 50'], 'a 50-50, a 5-5'],
    ['follows lines that come above', ['a 50-50 > 50', 'a 5-5 > 8'], 'a 5-8, a 53-53'],
    ['follows lines that go above', ['a 50-50 > 50', 'a 5-9 > 5'], 'a 5-5, a 46-46'],
    ['stays when lines come below', ['a 5-5 > 5', 'a 50-50 > 60'], 'a 50-60, a 5-5'],
    ['leaves other documents alone', ['a 50-50 > 50', 'b 5-5 > 9'], 'b 5-9, a 50-50'],
    ['grows with what is typed into it', ['a 5-5 > 9', 'a 7-7 > 8'], 'a 5-10'],
    ['takes in what is replaced', ['a 50-50 > 55', 'a 40-60 > 41'], 'a 40-41'],
    ['cuts what is pasted', ['a 5-5 > 500'], 'a 5-34'],
  ];
  for (const [what, changes, places] of rows) it(what, () => assert.equal(after(...changes), places));

  it('forgets the oldest, and documents that were closed', () => {
    const edits = new RecentEdits();
    for (const key of 'abcdefghij') edits.edited({ key, first: 1, lastBefore: 1, lastNow: 1 });
    edits.forget('j');
    assert.equal(edits.places.map(({ key }) => key).join(''), 'ihgfedc');
  });

  it('follows the lines that were edited, wherever they go', () => {
    const edit = fc.record({ at: fc.nat(199), gone: fc.nat(3), come: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), all => {
        // Lines of a document, each with the number of the edit that wrote it.
        let document = Array.from({ length: 200 }, () => -1);
        const edits = new RecentEdits();
        for (const [index, { at, gone, come }] of all.entries()) {
          const first = Math.min(at, document.length - 1);
          const lastBefore = Math.min(document.length - 1, first + gone);
          const written = Array.from({ length: come + 1 }, () => index);
          document = [...document.slice(0, first), ...written, ...document.slice(lastBefore + 1)];
          edits.edited({ key: 'a', first, lastBefore, lastNow: first + come });
        }
        assert.ok(edits.places.length <= 8);
        for (const { first, last } of edits.places) {
          assert.ok(0 <= first && first <= last && last - first < 33, `${first}-${last}`);
          assert.ok(first < document.length);
        }
        const [newest] = edits.places;
        const last = all.length - 1;
        if (newest) assert.ok(document.slice(newest.first, newest.last + 1).includes(last));
        // Every place shows something that was edited.
        for (const place of edits.places) {
          assert.ok(
            document.slice(place.first, place.last + 1).some(line => line >= 0),
            JSON.stringify(place),
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
