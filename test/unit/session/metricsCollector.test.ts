import assert from 'node:assert/strict';
import { MetricsCollector } from '../../../src/session/metricsCollector';
import type { TurnResult } from '../../../src/session/turn';

const ended = (firstTokenMs: number): TurnResult => ({
  ...{ lane: 'inline', status: 'completed', text: '', bytes: { up: 0, down: 0 } },
  timings: { totalMs: 0, firstTokenMs },
});

describe('MetricsCollector', () => {
  it('tells how fast the last 200 turns were, not how fast a session was yesterday', () => {
    const metrics = new MetricsCollector();
    metrics.turnEnded(ended(1_000));
    for (let n = 0; n < 199; n++) metrics.turnEnded(ended(n < 99 ? 10 : 20));
    assert.deepEqual(metrics.snapshot().firstToken, { p50: 20, p95: 20 });
    // With one more the first is gone, and no other: 100 of the 200 took 10 ms.
    metrics.turnEnded(ended(10));
    assert.equal(metrics.snapshot().firstToken.p50, 10);
  });
});
