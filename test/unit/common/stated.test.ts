import assert from 'node:assert/strict';
import { stated } from '../../../src/common/stated';

describe('stated', () => {
  it('leaves out what is null or missing, and keeps everything else in its order', () => {
    const given = { none: undefined, no: false, empty: '', zero: 0, nothing: null, list: [] };
    assert.deepEqual(Object.entries(stated(given)), [
      ['no', false],
      ['empty', ''],
      ['zero', 0],
      ['list', []],
    ]);
  });
});
