import assert from 'node:assert/strict';
import { cursorAfter } from '../../../src/completion/cursorAfter';

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
