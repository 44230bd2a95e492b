import assert from 'node:assert/strict';
import type { RegionEdit } from '../../../src/diff/editSet';
import { PartEdits } from '../../../src/diff/partEdits';

function edit(path: string, start: number, end: number): RegionEdit & { complete: boolean } {
  return { block: 0, path, start, end, lines: ['x\n'], text: 'x\n', complete: false };
}

describe('PartEdits', () => {
  const parts = [
    { key: 'a.ts#L1-L9', offset: 0 },
    { key: 'a.ts#L20-L30', offset: 100 },
  ];

  it('gives the edits of its parts, where they stand in the text', () => {
    const placed = [edit('a.ts#L20-L30', 5, 8), edit('b.ts', 1, 2), edit('a.ts#L1-L9', 3, 4)];
    const found = new PartEdits(parts).of(placed);
    assert.deepEqual(
      found.map(({ start, end, lines }) => [start, end, lines]),
      [
        [105, 108, ['x\n']],
        [3, 4, ['x\n']],
      ],
    );
  });

  it('goes on with a list that has grown, and follows what becomes of its edits', () => {
    const first = edit('a.ts#L20-L30', 5, 8);
    const placed = [first];
    const partEdits = new PartEdits(parts);
    const [before] = partEdits.of(placed);
    assert.equal(before?.complete, false);
    first.complete = true;
    placed.push(edit('a.ts#L1-L9', 3, 4));
    const after = partEdits.of(placed);
    assert.equal(after[0], before, 'the same one as before');
    assert.deepEqual(
      after.map(({ start, complete }) => [start, complete]),
      [
        [105, true],
        [3, false],
      ],
    );
  });

  it('begins anew with another list', () => {
    const partEdits = new PartEdits(parts);
    partEdits.of([edit('a.ts#L20-L30', 5, 8), edit('a.ts#L1-L9', 3, 4)]);
    assert.deepEqual(
      partEdits.of([edit('a.ts#L1-L9', 7, 9)]).map(({ start }) => start),
      [7],
    );
  });
});
