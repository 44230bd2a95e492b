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

  it('says nothing of line breaks, nor of the white space around a line', () => {
    assert.deepEqual(removedHints({ old: '  a \r\n\tb', new: '' }), [{ line: -1, text: 'a', more: 1 }]);
    assert.deepEqual(removedHints({ old: ' a \r\n', new: 'x\n' }), [{ line: 0, text: 'a', more: 0 }]);
    assert.deepEqual(removedHints({ old: 'a', new: 'x' }), [{ line: 0, text: 'a', more: 0 }]);
  });

  it('has nothing to say where nothing was', () => {
    assert.deepEqual(removedHints({ old: '', new: '' }), []);
  });
});
