import assert from 'node:assert/strict';
import { flatHeaders } from '../../../src/common/flatHeaders';

describe('flatHeaders', () => {
  it('joins repeated lines and leaves out what is absent', () => {
    assert.deepEqual(flatHeaders({ a: 'x', b: ['y', 'z'], c: undefined }), { a: 'x', b: 'y, z' });
  });
});
