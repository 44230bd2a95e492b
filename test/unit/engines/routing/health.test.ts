import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorClasses, type ErrorClass } from '../../../../src/engines/routing/errorClass';
import {
  answered,
  failed,
  healthy,
  isUsable,
  looked,
  nextLookMs,
  tried,
  type Health,
} from '../../../../src/engines/routing/health';

const after = (...kinds: readonly ErrorClass[]): Health =>
  kinds.reduce((health, kind) => failed(health, { kind, reason: kind }, undefined, 0), healthy);

describe('health of an upstream', () => {
  const falls: readonly (readonly [kinds: readonly ErrorClass[], is: Health['kind']])[] = [
    [['unreachable'], 'down'],
    [['timeout'], 'up'],
    [['timeout', 'timeout'], 'down'],
    [['failed', 'denied'], 'up'],
    [['failed', 'denied', 'overloaded'], 'down'],
    [['limited'], 'resting'],
  ];
  for (const [kinds, is] of falls)
    it(`is ${is} after ${kinds.join(', ')}`, () => assert.equal(after(...kinds).kind, is));

  it('forgets failures when it answers', () => {
    const once = answered(after('timeout'), 0);
    assert.equal(failed(once, { kind: 'timeout', reason: '' }, undefined, 0).kind, 'up');
  });

  it('rests as long as it says, a minute at most, also while earlier answers come', () => {
    const rests = failed(healthy, { kind: 'limited', reason: '' }, 5_000, 1_000);
    assert.deepEqual([isUsable(rests, 5_999), isUsable(rests, 6_000)], [false, true]);
    assert.deepEqual(answered(rests, 2_000), rests);
    assert.deepEqual(answered(rests, 6_000), healthy);
    const long = failed(healthy, { kind: 'overloaded', reason: '' }, 3_600_000, 0);
    assert.deepEqual([isUsable(long, 59_999), isUsable(long, 60_000)], [false, true]);
  });

  it('is asked once when it is seen again, and falls again, or is up', () => {
    const trial = looked(after('unreachable'), true);
    assert.equal(isUsable(trial, 0), true);
    const busy = tried(trial, true);
    assert.equal(isUsable(busy, 0), false);
    assert.equal(isUsable(tried(busy, false), 0), true, 'a request that was cancelled shows nothing');
    assert.deepEqual(answered(busy, 0), healthy);
    const again = failed(busy, { kind: 'failed', reason: '' }, undefined, 0);
    assert.ok(again.kind === 'down' && again.looks === 1, 'it is looked at more rarely');
  });

  it('is looked at more and more rarely, and never less than twice a minute', () => {
    assert.deepEqual([0, 1, 2, 5, 6, 1000].map(nextLookMs), [1_000, 2_000, 4_000, 30_000, 30_000, 30_000]);
  });

  it('is never usable while down, and one answer always brings it back, whatever came before', () => {
    const step = fc.oneof(
      fc.constantFrom(...errorClasses).map(kind => ({ kind, rest: undefined as number | undefined })),
      fc.record({ kind: fc.constantFrom(...errorClasses), rest: fc.nat(100_000) }),
      fc.constantFrom('there', 'gone', 'take', 'leave'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), steps => {
        let health: Health = healthy;
        for (const [now, one] of steps.entries()) {
          if (typeof one === 'object') health = failed(health, { kind: one.kind, reason: '' }, one.rest, now);
          else if (one === 'take' || one === 'leave') health = tried(health, one === 'take');
          else health = looked(health, one === 'there');
          if (health.kind === 'down') assert.equal(isUsable(health, now), false);
        }
        assert.deepEqual(answered(health, 200_000), healthy);
      }),
      { seed: 21 },
    );
  });
});
