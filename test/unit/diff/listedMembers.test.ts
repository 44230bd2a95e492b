import assert from 'node:assert/strict';
import { listedBehind, separated } from '../../../src/diff/listedMembers';

describe('separated', () => {
  const table: [what: string, code: string, old: string, after: string][] = [
    ['a value takes the comma of the one before', 'a: 1', 'a: 0,', 'a: 1,'],
    ['what had none takes none', 'a: 1', 'a: 0', 'a: 1'],
    ['what has one has no second', 'a: 1,', 'a: 0,', 'a: 1,'],
    ['it stands in front of the comment behind a bracket', '} // end', '}, // end', '}, // end'],
    ['what may be a comment is left alone', 'a: b // c', 'a: 0,', 'a: b // c'],
    ['nothing follows an open bracket', 'a: {', 'a: 0,', 'a: {'],
    ['white space behind the old comma does not hide it', 'a: "b"', 'a: 0,  ', 'a: "b",'],
  ];
  for (const [what, code, old, after] of table) {
    it(what, () => {
      assert.deepEqual(separated(['x', code], ['y', old]), ['x', after]);
    });
  }
});

describe('listedBehind', () => {
  it('sets a comma between all, and none behind the last where there was none', () => {
    assert.deepEqual(listedBehind(['a'], [['b'], ['c']], []), [['a,'], ['b,'], ['c']]);
  });

  it('sets one behind the last where there was one', () => {
    assert.deepEqual(listedBehind(['a,'], [['b'], ['c']], []), [['a,'], ['b,'], ['c,']]);
  });

  it('sets the blank lines of the list in front of each new one', () => {
    assert.deepEqual(listedBehind(['a'], [['b']], ['']), [['a,'], ['', 'b']]);
  });
});
