import assert from 'node:assert/strict';
import { modelRows, testRows } from '../../../../src/editor/connect/rows';

describe('modelRows', () => {
  const ids = ['a', 'b'];
  const table: [ids: readonly string[], typed: string, current: string, values: readonly string[]][] = [
    [[], '', '', []],
    [[], 'mine', '', ['mine']],
    [ids, '', '', ['a', 'b']],
    [ids, '', 'b', ['b', 'a']],
    [ids, '', 'former', ['former', 'a', 'b']],
    [ids, 'a', '', ['a', 'b']],
    [ids, 'c', '', ['a', 'b', 'c']],
    [ids, 'former', 'former', ['former', 'a', 'b']],
  ];
  for (const [known, typed, current, values] of table) {
    it(`of ${known.join() || 'none'}, typed "${typed}", before "${current}"`, () => {
      assert.deepEqual(
        modelRows(known, typed, current, 'model').map(({ value }) => value),
        values,
      );
    });
  }

  it('offers what is meant to be used first, and before the server has told what it has', () => {
    const values = (known: readonly string[], typed = ''): unknown[] =>
      modelRows(known, typed, '', 'model', ['fast', 'faster']).map(({ value }) => value);
    assert.deepEqual(values([]), ['fast', 'faster']);
    assert.deepEqual(values(['a', 'faster', 'b']), ['faster', 'a', 'b']);
    assert.deepEqual(values(['a']), ['a']);
    assert.deepEqual(values([], 'fast'), ['fast', 'faster']);
  });

  it('shows what was typed whatever VS Code makes of it', () => {
    assert.equal(modelRows(ids, 'c', '', 'deployment').at(-1)?.alwaysShow, true);
  });
});

describe('testRows', () => {
  it('goes on first where it works, and tests again first where it does not', () => {
    const first = (works: boolean): string | undefined =>
      testRows({ works, summary: 'So.', how: '' })[0]?.value;
    assert.deepEqual([first(true), first(false)], ['go on', 'again']);
  });
});
