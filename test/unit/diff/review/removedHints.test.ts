import assert from 'node:assert/strict';
import { removedHints } from '../../../../src/diff/review/removedHints';

describe('removedHints', () => {
  it('puts removed lines beside those in their place, the rest to the last', () => {
    assert.deepEqual(removedHints({ old: '  a\nb\nc\n', new: 'x\ny\n' }), [
      { line: 0, text: 'a', more: 0 },
      { line: 1, text: 'b', more: 1 },
    ]);
  });

  it('goes to the line above when nothing stands in their place', () => {
    assert.deepEqual(removedHints({ old: 'a\nb\n', new: '' }), [{ line: -1, text: 'a', more: 1 }]);
  });

  it('has nothing to say about what was only added', () => {
    assert.deepEqual(removedHints({ old: '', new: 'a\n' }), []);
  });
});
