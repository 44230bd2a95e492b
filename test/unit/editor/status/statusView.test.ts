import assert from 'node:assert/strict';
import type { StatusFacts, StatusFigures } from '../../../../src/editor/status/statusText';
import { StatusView } from '../../../../src/editor/status/statusView';
import { connectionError } from '../../../../src/protocol/errors';
import { ManualClock } from '../../../support/manualClock';

const ready: StatusFacts = {
  state: { kind: 'ready' },
  trouble: undefined,
  endpointName: 'spark',
  local: false,
  off: undefined,
  byHand: false,
  busy: false,
  languageId: 'typescript',
  others: [],
};

function setUp() {
  const clock = new ManualClock();
  const writes: string[] = [];
  let turns = 0;
  let looks = 0;
  const figures = (): StatusFigures => {
    looks++;
    return {
      metrics: {
        connects: 1,
        reconnects: 0,
        failedConnects: 0,
        lastConnectMs: 12,
        turns: { completed: turns, incomplete: 0, cancelled: 0, failed: 0 },
        bytesUp: 0,
        bytesDown: 0,
        malformedFrames: 0,
        firstToken: { p50: undefined, p95: undefined },
        lastTokensPerSecond: undefined,
      },
      last: turns === 0 ? undefined : { totalMs: 1, firstTokenMs: turns },
    };
  };
  const view = new StatusView(
    {
      headline: ({ text }) => writes.push(text),
      hover: ({ lines }) => writes.push(`hover ${lines.join(' | ')}`),
    },
    clock,
  );
  return {
    clock,
    view,
    /** What was written since the last look. */
    written: () => writes.splice(0),
    looks: () => looks,
    /** A turn has ended: the figures are others. */
    turn: () => turns++,
    update: (change: Partial<StatusFacts> = {}) => view.update({ ...ready, ...change }, figures),
  };
}

describe('StatusView', () => {
  it('writes everything once at first', () => {
    const { update, written } = setUp();
    update();
    assert.deepEqual(written(), ['$(zap) spark', 'hover spark: ready']);
  });

  it('writes nothing when nothing visible has changed, and does not even look at the figures', async () => {
    const { update, written, looks, clock } = setUp();
    update();
    written();
    const before = looks();
    for (let i = 0; i < 100; i++) update();
    assert.deepEqual(written(), []);
    assert.equal(looks(), before);
    await clock.advance(1_000);
    assert.deepEqual(written(), [], 'the figures are the same');
    assert.equal(looks(), before + 1);
  });

  it('writes the figures of many turns once in a while', async () => {
    const { update, written, turn, clock } = setUp();
    update();
    written();
    for (let i = 0; i < 50; i++) {
      turn();
      update();
    }
    assert.deepEqual(written(), []);
    await clock.advance(1_000);
    assert.deepEqual(written(), ['hover spark: ready | Last suggestion: first token after 50 ms']);
  });

  it('writes at once what a user has to know', () => {
    const { update, written } = setUp();
    update();
    written();
    update({ off: 'Off here.' });
    assert.deepEqual(written(), ['$(circle-slash) spark: off', 'hover spark: off | Off here.']);
    update({ state: { kind: 'refused', error: connectionError('Closed.') } });
    assert.deepEqual(written(), ['$(error) spark: no connection', 'hover spark: no connection | Closed.']);
  });

  it('goes between ready and generating without a new hover each time', async () => {
    const { update, written, clock } = setUp();
    update();
    written();
    update({ busy: true });
    update();
    update({ busy: true });
    assert.deepEqual(written(), ['$(loading~spin) spark', '$(zap) spark', '$(loading~spin) spark']);
    await clock.advance(1_000);
    assert.deepEqual(written(), ['hover spark: generating']);
  });

  it('takes the facts of the moment when the figures are due', async () => {
    const { update, written, clock } = setUp();
    update();
    update({ busy: true });
    update({ off: 'Off.' });
    written();
    await clock.advance(1_000);
    assert.deepEqual(written(), []);
  });

  it('writes everything anew after something else was written, and nothing after its end', async () => {
    const { update, written, turn, view, clock } = setUp();
    update();
    view.reset();
    written();
    update();
    assert.deepEqual(written(), ['$(zap) spark', 'hover spark: ready']);
    turn();
    update();
    view.dispose();
    await clock.advance(1_000);
    assert.deepEqual(written(), []);
  });
});
