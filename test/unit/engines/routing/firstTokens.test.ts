import assert from 'node:assert/strict';
import { FirstTokens } from '../../../../src/engines/routing/firstTokens';

describe('FirstTokens', () => {
  it('says nothing before it knows enough, and then what 19 of 20 keep within', () => {
    const times = new FirstTokens();
    for (let ms = 1; ms < 20; ms++) times.add(ms);
    assert.equal(times.p95, undefined);
    times.add(1_000);
    assert.equal(times.p95, 19);
  });

  it('forgets what is long ago', () => {
    const times = new FirstTokens();
    for (let n = 0; n < 200; n++) times.add(500);
    for (let n = 0; n < 128; n++) times.add(10);
    assert.equal(times.p95, 10);
  });
});
