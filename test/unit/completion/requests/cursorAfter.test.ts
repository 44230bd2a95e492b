import assert from 'node:assert/strict';
import { cursorAfter, isOneKey } from '../../../../src/completion/requests/cursorAfter';

describe('cursorAfter', () => {
  // `█` where the cursor stands.
  const table = [
    'a█',
    'foo()█',
    '(█)',
    '"█"',
    '\n    █',
    '\n    █\n',
    '\r\n\t█\r\n',
    '\n  █\n  ',
    '\n\nx\n█',
  ];
  for (const screen of table) {
    it(JSON.stringify(screen), () => assert.equal(cursorAfter(screen.replace('█', '')), screen.indexOf('█')));
  }
});

describe('isOneKey', () => {
  const table: readonly (readonly [text: string, oneKey: boolean])[] = [
    ['a', true],
    ['🎉', true],
    ['()', true],
    ['\n    ', true],
    ['\r\n\t\r\n', true],
    ['', false],
    ['ab', false],
    ['\nx', false],
    ['{ }', false],
  ];
  for (const [text, oneKey] of table) {
    it(`${JSON.stringify(text)}: ${oneKey}`, () => assert.equal(isOneKey(text), oneKey));
  }
});
