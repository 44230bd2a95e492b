import assert from 'node:assert/strict';
import { BareAnswers } from '../../../../src/completion/requests/bareAnswers';
import { InFlight } from '../../../../src/completion/requests/inFlight';
import { Requester, type RequesterOptions } from '../../../../src/completion/requests/requester';
import { StaticContext } from '../../../../src/completion/prompt/staticContext';
import { completionManner } from '../../../../src/completion/prompt/prompt';
import { at } from '../../../support/completion/cursorText';
import { FakeSession, gatewayProfile, settled } from '../../../support/completion/fakeSession';
import { ManualClock } from '../../../support/manualClock';

async function setUp(options: Partial<RequesterOptions> = {}, oneByOne = false, warmId?: string) {
  const session = new FakeSession();
  if (oneByOne) session.profile = { ...gatewayProfile, concurrentLanes: false };
  session.warmId = warmId;
  const context = new StaticContext(session);
  await context.ensure();
  const clock = new ManualClock();
  const inFlight = new InFlight(clock, new BareAnswers(() => true));
  const requester = new Requester(session, context, inFlight, clock, { maxOutputTokens: 100, ...options });
  return { session, clock, inFlight, requester };
}

/** An answer whose first token came after so long, in ms. */
async function answered(
  { session, requester }: Awaited<ReturnType<typeof setUp>>,
  firstTokenMs: number | undefined,
): Promise<void> {
  requester.ahead(at('x█'), 'selected');
  session.turn.firstTokenMs = firstTokenMs;
  session.turn.end();
  await settled();
}

describe('Requester', () => {
  it('asks as completions are asked, for no more than may be answered', async () => {
    const { session, requester } = await setUp({ maxOutputTokens: 77 });
    requester.here(at('let a█'));
    const { request } = session.turn;
    assert.equal(request.maxOutputTokens, 77);
    assert.equal(request.lane, 'inline');
    assert.deepEqual({ ...request, ...completionManner }, request);
    assert.match(JSON.stringify(request.input), /let a/);
  });

  it('tells another request what there is already, also for the case that the server has forgotten', async () => {
    const { session, requester } = await setUp({}, false, 'warm');
    requester.other(at('let a█'), [' = 1;']);
    const { input, fullInput } = session.turn.request;
    for (const each of [input, fullInput?.()]) assert.match(JSON.stringify(each), /<known> = 1;<\/known>/);
    requester.here(at('let a█'));
    const first = session.turn.request;
    for (const each of [first.input, first.fullInput?.()])
      assert.doesNotMatch(JSON.stringify(each), /<known>/);
  });

  it('is idle while nothing runs, and where everything may run at once', async () => {
    const alone = await setUp({}, true);
    assert.equal(alone.requester.idle, true);
    alone.requester.here(at('a█'));
    assert.equal(alone.requester.idle, false);
    const together = await setUp();
    together.requester.here(at('a█'));
    assert.equal(together.requester.idle, true);
  });

  it('has what was asked ahead make way where only one runs at a time', async () => {
    for (const oneByOne of [true, false]) {
      const { session, requester } = await setUp({}, oneByOne);
      requester.ahead(at('ab█'), 'prefetch');
      const [prefetch] = session.turns;
      requester.here(at('a█'));
      assert.equal(prefetch?.cancelled, oneByOne);
    }
  });

  it('waits as long as the settings say, and asks ahead without waiting', async () => {
    const { session, clock, requester } = await setUp({ delay: 50 });
    requester.here(at('a█'));
    clock.tick(49);
    assert.equal(session.turns.length, 0);
    clock.tick(1);
    assert.equal(session.turns.length, 1);
    requester.ahead(at('ab█'), 'prefetch');
    assert.equal(session.turns.length, 2);
  });

  it('learns from the answers how long they take to begin, and from the keys how long to wait', async () => {
    const parts = await setUp({}, true);
    const { clock, requester } = parts;
    const waitsFor = async (): Promise<number | undefined> => {
      for (let key = 0; key < 6; key++) {
        requester.key();
        clock.tick(key < 5 ? 110 : 0);
      }
      const answer = requester.here(at('a█'));
      const { untilNext } = clock;
      answer.cancel();
      await settled();
      return untilNext;
    };
    assert.equal(await waitsFor(), undefined);
    await answered(parts, undefined);
    assert.equal(await waitsFor(), undefined);
    // Three tenths of what is new.
    await answered(parts, 115);
    assert.equal(await waitsFor(), 115);
    await answered(parts, 125);
    assert.equal(await waitsFor(), 118);
  });
});
