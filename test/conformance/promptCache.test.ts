import assert from 'node:assert/strict';
import { systemClock } from '../../src/common/systemClock';
import { silentLog } from '../../src/common/log';
import { completionManner, staticInput } from '../../src/completion/prompt/prompt';
import type { GatewayLimits } from '../../src/gateway/limits';
import type { ServiceTier } from '../../src/protocol/serviceTier';
import { createSession } from '../../src/session/createSession';
import type { Session } from '../../src/session/session';
import type { TurnRequest, TurnResult } from '../../src/session/turn';
import { bearer, RunningGateway } from '../support/gateway/runningGateway';

const known = {
  kind: 'document',
  path: 'a.ts',
  language: 'typescript',
  text: 'const a = 1;\n'.repeat(100),
} as const;

/** Our session and our gateway over a real socket: is what was sent ahead still there when a turn begins with it? */
describe('the prompt cache, from the session to the gateway and back', () => {
  const { asked, warm, cacheOf } = overRealSocket();

  it('is hit by a turn that goes on from the warm-up', async () => {
    const previous = await warm();
    assert.ok(previous);
    assert.deepEqual(await cacheOf({ previous }), { kind: 'hit' });
    assert.deepEqual(await cacheOf({ previous, input: 'there' }), { kind: 'hit' }, 'and by the next');
  });

  it('is missed by a turn that is asked in another manner than the warm-up, and the reason is told', async () => {
    const previous = await warm();
    assert.ok(previous);
    const reasonOf = async (request: Partial<TurnRequest>): Promise<unknown> => {
      const cache = await cacheOf({ previous, ...request });
      return cache?.kind === 'miss' ? cache.reason : cache;
    };
    assert.equal(await reasonOf({ reasoningEffort: 'high' }), 'reasoning_effort_changed');
    assert.equal(await reasonOf({ verbosity: 'high' }), 'verbosity_changed');
    assert.equal(await reasonOf({ model: 'model-b' }), 'model_changed');
    const tools = [{ name: 'f', description: '', parameters: {} }];
    assert.equal(await reasonOf({ tools }), 'tools_changed');
    asked.tier = 'ultrafast';
    assert.equal(await reasonOf({}), 'service_tier_changed');
    assert.equal(
      await reasonOf({ instructions: 'Other.' }),
      'service_tier_changed',
      'the first that changed',
    );
    asked.tier = undefined;
    assert.equal(await reasonOf({ instructions: 'Other.' }), 'input_changed');
  });

  it('tells how much has to be read anew where a request does not go on from one before', async () => {
    assert.equal(
      await cacheOf({ input: staticInput([known]) }),
      undefined,
      'there is nothing to compare with yet',
    );
    const missed = await cacheOf({ input: staticInput([{ ...known, text: `// new\n${known.text}` }]) });
    assert.ok(missed?.kind === 'miss' && missed.reason === 'input_changed', JSON.stringify(missed));
    assert.ok((missed.missedTokens ?? 0) > 200, JSON.stringify(missed));
  });
});

describe('the prompt cache of a gateway that has no room left', () => {
  const { cacheOf } = overRealSocket({ maxChainSize: 10 });

  it('is not known: what a turn is compared with has been dropped', async () => {
    assert.equal(await cacheOf({ input: 'a text that is too long for it' }), undefined);
    assert.deepEqual(await cacheOf({ input: 'a text that is too long for it' }), { kind: 'unknown' });
  });
});

/** Registers the hooks of a session and a gateway; `asked.tier` is the tier that turns and warm-ups ask for. */
function overRealSocket(limits: Partial<GatewayLimits> = {}): {
  readonly asked: { tier: ServiceTier | undefined };
  readonly warm: () => Promise<string | undefined>;
  /** What was said of the cache to a turn that the model answers with a word. */
  readonly cacheOf: (request: Partial<TurnRequest>) => Promise<TurnResult['cache']>;
} {
  const gateway = RunningGateway.forTests({ limits });
  const asked: { tier: ServiceTier | undefined } = { tier: undefined };
  let session: Session;
  beforeEach(() => {
    asked.tier = undefined;
    session = createSession({
      url: gateway().server.url,
      headers: () => Promise.resolve(bearer),
      model: 'model-a',
      serviceTier: () => asked.tier,
      log: silentLog,
      clock: systemClock,
    });
  });
  afterEach(() => session.dispose());
  return {
    asked,
    warm: () => session.warm({ lane: 'inline-context', input: staticInput([known]), ...completionManner }),
    async cacheOf(request) {
      const { engine } = gateway();
      const before = engine.answers.length;
      const turn = session.start({ lane: 'inline', input: 'here', ...completionManner, ...request });
      const answer = await gateway().until(() => engine.answers[before]);
      answer.text('x');
      answer.end();
      const { status, cache } = await turn.done;
      assert.equal(status, 'completed');
      return cache;
    },
  };
}
