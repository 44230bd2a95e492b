import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wireError } from '../../../../src/protocol/errors';
import { ServiceTiers, type RefusedTier } from '../../../../src/session/turns/serviceTiers';
import { ManualClock } from '../../../support/manualClock';

const no = wireError({ status: 400, code: 'invalid_value', message: 'No.' });
const limited = (seconds?: number) =>
  wireError({
    status: 429,
    message: 'Ultrafast limit.',
    ...(seconds === undefined ? {} : { headers: { 'retry-after': String(seconds) } }),
  });

function setUp(mayFallBack = false) {
  const clock = new ManualClock();
  const told: RefusedTier[] = [];
  const settings = { mayFallBack };
  const tiers = new ServiceTiers({
    clock,
    wanted: lane => (lane === 'chat' ? 'priority' : 'ultrafast'),
    mayFallBack: () => settings.mayFallBack,
    tell: refused => told.push(refused),
  });
  return { clock, told, tiers, settings };
}

describe('ServiceTiers', () => {
  it('asks for what is wanted', () => {
    const { tiers } = setUp();
    assert.deepEqual([tiers.askFor('inline'), tiers.askFor('chat')], ['ultrafast', 'priority']);
  });

  it('gives nothing up by itself: asks once what to do, and sends no suggestion until a minute is over', () => {
    const { tiers, told, clock } = setUp();
    assert.equal(tiers.refused('inline', 'ultrafast', { why: 'value' }, no), false);
    assert.equal(tiers.refused('inline-context', 'ultrafast', { why: 'value' }, no), false);
    assert.equal(told.length, 1);
    assert.equal(told[0]?.fellBack, false);
    assert.equal(tiers.blocked('inline'), no);
    assert.equal(tiers.blocked('prefetch'), no);
    assert.equal(tiers.blocked('edit'), undefined, 'what is asked for by hand is tried');
    assert.equal(tiers.blocked('chat'), undefined, 'another tier is another matter');
    clock.jump(60_000);
    assert.equal(tiers.blocked('inline'), undefined);
    assert.equal(tiers.askFor('inline'), 'ultrafast');
  });

  it('gives it up for the session when the person says so, and no other tier', () => {
    const { tiers, clock } = setUp();
    tiers.refused('inline', 'ultrafast', { why: 'value' }, no);
    tiers.giveUp('ultrafast');
    clock.jump(10 * 3_600_000);
    assert.deepEqual([tiers.askFor('inline'), tiers.askFor('chat')], ['default', 'priority']);
    assert.equal(tiers.blocked('inline'), undefined);
    assert.equal(tiers.wanted('inline'), 'ultrafast', 'it is still what is wanted, and is told so');
  });

  it('gives it up when the person says so in the settings, without waiting for another refusal', () => {
    const all = setUp();
    all.tiers.refused('inline', 'ultrafast', { why: 'value' }, no);
    assert.equal(all.tiers.blocked('inline'), no);
    all.settings.mayFallBack = true;
    assert.equal(all.tiers.blocked('inline'), undefined);
    assert.equal(all.tiers.askFor('inline'), 'default');
  });

  it('gives it up at once where the person has said so before, and tells of it once', () => {
    const { tiers, told, clock } = setUp(true);
    for (let n = 0; n < 3; n++)
      assert.equal(
        tiers.refused('inline', 'ultrafast', { why: 'value' }, no),
        true,
        'the next request differs',
      );
    clock.jump(10 * 3_600_000);
    assert.deepEqual(
      told.map(({ tier, fellBack }) => [tier, fellBack]),
      [['ultrafast', true]],
    );
    assert.equal(tiers.askFor('inline'), 'default');
  });

  it('asks for nothing where the default tier is refused as well', () => {
    const { tiers } = setUp(true);
    tiers.refused('inline', 'ultrafast', { why: 'value' }, no);
    assert.equal(tiers.refused('inline', 'default', { why: 'value' }, no), true);
    assert.equal(tiers.askFor('inline'), undefined);
  });

  it('asks for nothing where it turns out, by a request that was on its way, that the server knows no tiers', () => {
    const { tiers } = setUp(true);
    tiers.refused('inline', 'ultrafast', { why: 'value' }, no);
    tiers.refused('inline', 'ultrafast', { why: 'field' }, no);
    assert.equal(tiers.askFor('inline'), undefined);
  });

  it('asks for nothing in place of the default tier', () => {
    const clock = new ManualClock();
    const tiers = new ServiceTiers({ clock, wanted: () => 'default', mayFallBack: () => true, tell() {} });
    assert.equal(tiers.refused('inline', 'default', { why: 'value' }, no), true);
    assert.equal(tiers.askFor('inline'), undefined);
  });

  it('tells of each tier and each reason', () => {
    const { tiers, told, clock } = setUp(true);
    tiers.refused('inline', 'ultrafast', { why: 'limit' }, limited(20));
    tiers.refused('chat', 'priority', { why: 'limit' }, limited(20));
    clock.jump(20_000);
    tiers.refused('inline', 'ultrafast', { why: 'value' }, no);
    assert.deepEqual(
      told.map(({ tier, why }) => `${tier} ${why}`),
      ['ultrafast limit', 'priority limit', 'ultrafast value'],
    );
  });

  it('asks for a limited tier again when the limit is over, also where the person has said that another will do', () => {
    const { tiers, clock } = setUp();
    tiers.refused('inline', 'ultrafast', { why: 'limit' }, limited(20));
    tiers.giveUp('ultrafast');
    assert.equal(tiers.askFor('inline'), 'default');
    clock.jump(20_000);
    assert.equal(tiers.askFor('inline'), 'ultrafast');
  });

  it('asks for nothing where the server knows no tiers, not even for the default one', () => {
    const { tiers } = setUp(true);
    assert.equal(tiers.refused('inline', 'ultrafast', { why: 'field' }, no), true);
    assert.equal(tiers.askFor('inline'), undefined);
    const late = setUp(true).tiers;
    late.refused('inline', 'ultrafast', { why: 'value' }, no);
    assert.equal(late.refused('inline', 'default', { why: 'field' }, no), true);
    assert.equal(late.askFor('inline'), undefined);
  });

  it('asks for a limited tier again when the limit is over', () => {
    const { tiers, clock } = setUp(true);
    tiers.refused('inline', 'ultrafast', { why: 'limit' }, limited(20));
    assert.equal(tiers.askFor('inline'), 'default');
    clock.jump(20_000);
    assert.equal(tiers.askFor('inline'), 'ultrafast');
  });

  it('does not ask for a limited tier again at once, though the server says that it may', () => {
    const { tiers, clock } = setUp(true);
    assert.equal(tiers.refused('inline', 'ultrafast', { why: 'limit' }, limited(0)), true);
    assert.equal(tiers.askFor('inline'), 'default');
    clock.jump(5_000);
    assert.equal(tiers.askFor('inline'), 'ultrafast');
  });

  it('does not send again what would ask for the same', () => {
    const { tiers, clock } = setUp(true);
    tiers.refused('inline', 'ultrafast', { why: 'limit' }, limited(20));
    clock.jump(20_000);
    // The limit was over before the answer to what was asked for in its place came.
    assert.equal(tiers.refused('inline', 'default', { why: 'limit' }, limited(20)), false);
  });

  it('keeps quiet about a limit that is reached again', () => {
    const { tiers, told, clock } = setUp(true);
    for (let n = 0; n < 5; n++) {
      tiers.refused('inline', 'ultrafast', { why: 'limit' }, limited());
      clock.jump(60_000);
    }
    assert.equal(told.length, 1);
  });

  it('never makes a storm: whatever happens, a refusal leads to two further requests at most, and to one message a reason', () => {
    const step = fc.record({
      lane: fc.constantFrom('inline', 'prefetch', 'edit', 'inline-context'),
      why: fc.constantFrom('value', 'field', 'limit'),
      giveUp: fc.boolean(),
      ms: fc.integer({ min: 0, max: 90_000 }),
    });
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 30 }), (mayFallBack, steps) => {
        const { tiers, told, clock } = setUp(mayFallBack);
        for (const { lane, why, giveUp, ms } of steps) {
          if (giveUp) tiers.giveUp('ultrafast');
          // A server that refuses everything: the same turn is sent again as long as it is told that it differs.
          let sent = 0;
          while (tiers.blocked(lane) === undefined) {
            const asked = tiers.askFor(lane);
            sent++;
            if (asked === undefined || !tiers.refused(lane, asked, { why }, no)) break;
          }
          assert.ok(sent <= 3, `${sent} requests`);
          clock.jump(ms);
        }
        assert.ok(told.length <= 3);
      }),
      { seed: 17, numRuns: 1_000 },
    );
  });
});
