import assert from 'node:assert/strict';
import { whole } from '../../../src/webview/figures';

describe('whole numbers on a page', () => {
  it('have their thousands apart, and nothing behind a point', () => {
    assert.equal(whole(1039.6), '1,040');
    assert.equal(whole(7), '7');
  });
});
