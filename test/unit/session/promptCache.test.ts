import assert from 'node:assert/strict';
import type { ResponseInputItem } from '../../../src/protocol/wire';
import { harness, lanes, ourHeaders, settle } from '../../support/session/harness';

const marked: ResponseInputItem[] = [
  {
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: 'known', prompt_cache_breakpoint: { mode: 'explicit' } }],
  },
];

/** What a frame says of the prompt cache. */
function cacheOf(frame: string | undefined): Readonly<Record<string, unknown>> {
  const sent = JSON.parse(frame ?? '{}') as Record<string, unknown>;
  return {
    marks: (frame?.match(/prompt_cache_breakpoint/g) ?? []).length,
    key: sent['prompt_cache_key'] !== undefined,
    options: sent['prompt_cache_options'],
  };
}

const nothing = { marks: 0, key: false, options: undefined };

describe('session: prompt cache', () => {
  it('says all of it to a server for a model that has it', async () => {
    const { session, endpoint } = harness({ model: 'gpt-6.2-sol', profile: lanes });
    session.start({ lane: 'inline', input: marked, cacheOnlyMarked: true });
    await settle();
    const socket = endpoint.socket.accept();
    await settle();
    assert.deepEqual(cacheOf(socket.frames[0]), { marks: 1, key: true, options: { mode: 'explicit' } });
  });

  it('has one key for all requests of a session, and another one for each session', async () => {
    const keysOf = async (random: number): Promise<unknown[]> => {
      const { session, endpoint } = harness({ model: 'gpt-6.2-sol', profile: lanes, random: () => random });
      for (const lane of ['inline', 'chat'] as const) session.start({ lane, input: '1' });
      await settle();
      const { frames } = endpoint.socket.accept();
      return frames.map(frame => (JSON.parse(frame) as Record<string, unknown>)['prompt_cache_key']);
    };
    const [one, other] = [await keysOf(0.123), await keysOf(0.456)];
    assert.deepEqual([one[0] === one[1], one[0] === other[0]], [true, false]);
    assert.match(String(one[0]), /^codex-spark-[0-9a-z]+$/);
  });

  it('says none of it to a server for another model', async () => {
    const { session, endpoint } = harness({ model: 'gpt-4.1', profile: lanes });
    session.start({ lane: 'inline', input: marked, cacheOnlyMarked: true });
    await settle();
    const socket = endpoint.socket.accept();
    await settle();
    assert.deepEqual(cacheOf(socket.frames[0]), nothing);
  });

  it('has a gateway of ours compare, whatever the model, and says nothing else', async () => {
    const { session, endpoint } = harness({ model: 'local' });
    session.start({ lane: 'inline', input: marked, previous: 'base', cacheOnlyMarked: true });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders({ promptCache: true }));
    await settle();
    const options = { comparison_response_id: 'base' };
    assert.deepEqual(cacheOf(socket.frames[0]), { ...nothing, options });
  });

  it('compares with the last response of the lane where a request continues from none', async () => {
    const { session, endpoint } = harness({ model: 'gpt-6.2-sol', profile: lanes });
    session.start({ lane: 'inline', input: '1' });
    await settle();
    const socket = endpoint.socket.accept();
    await settle();
    assert.deepEqual(cacheOf(socket.frames[0]).options, undefined);
    socket.created('inline', 'r1');
    socket.say('inline', 'response.completed', { response: { id: 'r1', status: 'completed' } });
    session.start({ lane: 'inline', input: '2' });
    session.start({ lane: 'chat', input: '3' });
    await settle();
    assert.deepEqual(
      socket.frames.slice(1).map(frame => cacheOf(frame).options),
      [{ comparison_response_id: 'r1' }, undefined],
    );
  });

  it('leaves out what is refused by name, asks again without it at once, and does not try it again', async () => {
    const { session, endpoint } = harness({ model: 'gpt-6.2-sol', profile: lanes });
    const turn = session.start({ lane: 'inline', input: marked });
    await settle();
    const socket = endpoint.socket.accept();
    await settle();
    const refused = ['prompt_cache_key', 'input[0].content[0].prompt_cache_breakpoint'];
    for (const param of refused) {
      socket.say('inline', 'error', {
        status: 400,
        error: {
          type: 'invalid_request_error',
          code: 'unknown_parameter',
          message: 'Unknown parameter.',
          param,
        },
      });
      await settle();
    }
    assert.deepEqual(socket.frames.map(cacheOf), [
      { ...nothing, marks: 1, key: true },
      { ...nothing, marks: 1 },
      nothing,
    ]);
    socket.created('inline', 'r1');
    socket.say('inline', 'response.completed', { response: { id: 'r1', status: 'completed' } });
    assert.equal((await turn.done).status, 'completed');
    session.start({ lane: 'inline', input: marked });
    await settle();
    assert.deepEqual(cacheOf(socket.frames[3]), { ...nothing, options: { comparison_response_id: 'r1' } });
  });

  it('tells what the server said, and the tokens it read from its cache', async () => {
    const { session, endpoint } = harness({ model: 'gpt-6.2-sol', profile: lanes });
    const turn = session.start({ lane: 'inline', input: '1' });
    await settle();
    const socket = endpoint.socket.accept();
    socket.created('inline', 'r1');
    socket.say('inline', 'response.completed', {
      response: {
        id: 'r1',
        status: 'completed',
        usage: { input_tokens: 9, output_tokens: 1, input_tokens_details: { cached_tokens: 7 } },
        prompt_cache_diagnostics: { type: 'cache_miss', reason: 'verbosity_changed', cache_missed_tokens: 2 },
      },
    });
    const { cache, usage } = await turn.done;
    assert.deepEqual(cache, { kind: 'miss', reason: 'verbosity_changed', missedTokens: 2 });
    assert.equal(usage?.cachedTokens, 7);
  });

  for (const odd of [null, 7, 'cache_hit', {}, { type: 3 }, []]) {
    it(`takes diagnostics that are ${JSON.stringify(odd)} for none, and the answer as it is`, async () => {
      const { session, endpoint } = harness({ profile: lanes });
      const turn = session.start({ lane: 'inline', input: '1' });
      await settle();
      const socket = endpoint.socket.accept();
      socket.created('inline', 'r1');
      socket.say('inline', 'response.completed', {
        response: { id: 'r1', status: 'completed', prompt_cache_diagnostics: odd },
      });
      const { status, cache } = await turn.done;
      assert.deepEqual([status, cache], ['completed', undefined]);
    });
  }
});
