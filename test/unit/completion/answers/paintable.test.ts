import assert from 'node:assert/strict';
import { paintable } from '../../../../src/completion/answers/paintable';

describe('paintable', () => {
  const table: [text: string, mode: 'single' | 'multi', shown: string][] = [
    ['', 'multi', ''],
    ['half a li', 'multi', ''],
    ['line\n', 'multi', 'line'],
    ['line\nhalf', 'multi', 'line'],
    ['line\nline\nhalf', 'multi', 'line\nline'],
    ['line\nline\nhalf', 'single', 'line'],
    ['\n  ', 'multi', ''],
    ['\n\n  half', 'multi', ''],
    ['\n  line\nhalf', 'multi', '\n  line'],
    ['  line\nhalf', 'single', '  line'],
  ];
  for (const [text, mode, shown] of table) {
    it(`${JSON.stringify(text)}, ${mode}: ${JSON.stringify(shown)}`, () => {
      assert.equal(paintable(text, mode), shown);
    });
  }
});
