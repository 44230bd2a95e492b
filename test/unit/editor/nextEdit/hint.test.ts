import assert from 'node:assert/strict';
import { hintLine, hintText } from '../../../../src/editor/nextEdit/hint';

describe('the hint of a next edit', () => {
  const place = { cursorLine: 4, line: 11, file: undefined, places: 1 };

  it('says which key, and where it leads', () => {
    assert.equal(hintText('Tab', false, place), 'Tab ↓ 12');
    assert.equal(hintText('Tab', false, { ...place, line: 1 }), 'Tab ↑ 2');
    assert.equal(hintText('Tab', false, { ...place, line: 4 }), 'Tab ↔ 5');
    assert.equal(hintText('Tab', false, { ...place, file: 'a.ts' }), 'Tab → a.ts:12');
    assert.equal(hintText('Alt+N', false, { ...place, places: 3 }), 'Alt+N ↓ 12 ×3');
    assert.equal(hintText('Tab', true, place), 'Tab');
    assert.equal(hintText('', false, place), '↓ 12', 'the key has another owner');
    assert.equal(hintText('', true, place), '');
  });

  it('stands behind the line of the cursor, or at the edge of the view that is nearest', () => {
    assert.equal(hintLine(5, { first: 0, last: 30 }), 5);
    assert.equal(hintLine(5, { first: 10, last: 30 }), 10);
    assert.equal(hintLine(50, { first: 10, last: 30 }), 30);
  });
});
