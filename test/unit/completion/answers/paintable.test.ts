import assert from 'node:assert/strict';
import { paintable } from '../../../../src/completion/answers/paintable';

describe('paintable', () => {
  const table: [text: string, ended: boolean, mode: 'single' | 'multi', shown: string | undefined][] = [
    ['', false, 'multi', undefined],
    ['half a li', false, 'multi', undefined],
    ['line\n', false, 'multi', 'line'],
    ['line\nhalf', false, 'multi', 'line'],
    ['line\nline\nhalf', false, 'multi', 'line\nline'],
    ['line\nline\nhalf', false, 'single', 'line'],
    ['\n  ', false, 'multi', undefined],
    ['\n  line\nhalf', false, 'multi', '\n  line'],
    ['half a li', true, 'multi', 'half a li'],
    ['', true, 'single', ''],
  ];
  for (const [text, ended, mode, shown] of table) {
    it(`${JSON.stringify(text)} ${ended ? 'ended' : 'growing'}, ${mode}: ${JSON.stringify(shown)}`, () => {
      assert.equal(paintable(text, ended, mode), shown);
    });
  }
});
