import assert from 'node:assert/strict';
import { since } from '../../../src/webview/chat/since';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('how long ago', () => {
  const now = 1_700_000_000_000;
  for (const [ago, says] of [
    [0, 'just now'],
    [29_000, 'just now'],
    [minute, '1 min ago'],
    [59 * minute, '59 min ago'],
    [hour, '1 h ago'],
    [23 * hour, '23 h ago'],
    [day, '1 day ago'],
    [29 * day, '29 days ago'],
  ] as const) {
    it(`says "${says}" after ${ago / minute} minutes`, () => {
      assert.equal(since(now - ago, now), says);
    });
  }

  it('names the day when it is longer ago', () => {
    assert.equal(since(now - 60 * day, now), new Date(now - 60 * day).toLocaleDateString());
  });

  it('does not look into the future when the clock was set back', () => {
    assert.equal(since(now + hour, now), 'just now');
  });
});
