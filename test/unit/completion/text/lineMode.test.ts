import assert from 'node:assert/strict';
import { lineMode } from '../../../../src/completion/text/lineMode';
import { at } from '../../../support/completion/cursorText';

describe('lineMode', () => {
  const table: [screen: string, mode: string][] = [
    ['function f() {█', 'multi'],
    ['function f() {█\n  return 1;\n}', 'multi'],
    ['call(█)', 'multi'],
    ['call([█]);', 'multi'],
    ['say("█");', 'multi'],
    ['call(█\r\n)', 'multi'],
    ['const █ = 1;', 'single'],
    ['return █b;\nconst c = 1;', 'single'],
  ];
  for (const [screen, mode] of table) {
    it(`${JSON.stringify(screen)} is ${mode}`, () => assert.equal(lineMode(at(screen)), mode));
  }

  it('is single where no more is wanted', () =>
    assert.equal(lineMode(at('function f() {█', { oneLine: true })), 'single'));
});
