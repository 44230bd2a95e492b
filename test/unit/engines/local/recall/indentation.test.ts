import assert from 'node:assert/strict';
import {
  applyChange,
  changeBetween,
  detectIndentStyle,
  renderIndent,
} from '../../../../../src/engines/local/recall/indentation';

describe('indentation', () => {
  const cases: readonly (readonly [string, string, { tabs: boolean; unit: number }])[] = [
    ['two blanks', 'a\n  b\n    c\nd\n  e', { tabs: false, unit: 2 }],
    ['four blanks', 'a\n    b\n        c\nd', { tabs: false, unit: 4 }],
    ['tabs', 'a\n\tb\n\t\tc', { tabs: true, unit: 4 }],
    ['a stray alignment', 'a\n    b\n    c\n        d\n   e\n', { tabs: false, unit: 4 }],
    ['no indentation at all', 'a\nb', { tabs: false, unit: 4 }],
  ];
  for (const [name, text, style] of cases) {
    it(`is found for ${name}`, () => assert.deepEqual(detectIndentStyle(text), style));
  }

  it('goes from one file to another in units, and in columns where it is an alignment', () => {
    const two = { tabs: false, unit: 2 };
    const tab = { tabs: true, unit: 4 };
    assert.equal(renderIndent(applyChange(4, changeBetween(2, 6, two), tab), tab), '\t\t\t');
    assert.equal(renderIndent(applyChange(4, changeBetween(2, 5, two), tab), tab), '\t   ');
    assert.equal(applyChange(2, { units: -3, columns: 0 }, two), 0);
  });
});
