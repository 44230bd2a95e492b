import assert from 'node:assert/strict';
import { differentPart, exchange, Renamer } from '../../../../../src/engines/local/recall/renamer';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

describe('renamer', () => {
  const parts: readonly (readonly [string, string, readonly [string, string] | undefined])[] = [
    ['addWidth', 'addHeight', ['Width', 'Height']],
    ['max_width', 'max_depth', ['width', 'depth']],
    ['square', 'circle', ['square', 'circle']],
    ['readUserName', 'readOrderName', ['User', 'Order']],
    ['item', 'items', ['item', 'items']],
    ['ax', 'ay', undefined],
  ];
  for (const [from, to, part] of parts) {
    it(`sees what ${from} and ${to} differ in`, () => assert.deepEqual(differentPart(from, to), part));
  }

  const names: readonly (readonly [string, string, string, string | undefined])[] = [
    ['width', 'Width', 'Height', 'height'],
    ['oldWidth', 'Width', 'Height', 'oldHeight'],
    ['MAX_WIDTH', 'Width', 'Height', 'MAX_HEIGHT'],
    ['widths', 'Width', 'Height', undefined],
    ['bandwidth', 'Width', 'Height', undefined],
    ['price', 'Width', 'Height', undefined],
  ];
  for (const [name, from, to, expected] of names) {
    it(`makes of ${name} with ${to} for ${from}: ${expected ?? 'nothing'}`, () => {
      assert.equal(exchange(name, from, to), expected);
    });
  }

  it('brings out known names only', () => {
    const table = new SymbolTable();
    const [from, to, old] = ['addWidth', 'addHeight', 'oldWidth'].map(text => table.id(text));
    assert.ok(from !== undefined && to !== undefined && old !== undefined);
    assert.equal(new Renamer(table).rename(old, from, to), old);
    const known = table.id('oldHeight');
    assert.equal(new Renamer(table).rename(old, from, to), known);
  });
});
