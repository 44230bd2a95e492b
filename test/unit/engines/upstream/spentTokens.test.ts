import assert from 'node:assert/strict';
import { begun } from '../../../../src/engines/answer';
import { EngineError, type EngineRequest } from '../../../../src/engines/engine';
import type { UpstreamOptions } from '../../../../src/engines/upstream/upstreamOptions';
import { data, json, stream, type Reply } from '../../../support/upstreams/standIn';
import { startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';

const request: EngineRequest = {
  model: 'm',
  instructions: '',
  input: [{ type: 'message', role: 'user', content: 'Hi' }],
  maxOutputTokens: undefined,
};

const usage = { prompt_tokens: 700, completion_tokens: 12 };
const chunk = (delta: unknown, finish: string | null = null): string =>
  data({ choices: [{ index: 0, delta, finish_reason: finish }] });
const failed = { status: 'failed', error: { code: 'server_error', message: 'Out of memory' } };

const chat: Partial<UpstreamOptions> = { model: 'm', api: 'chat' };
const responses: Partial<UpstreamOptions> = { model: 'm', api: 'responses' };

describe('What a failure has cost', () => {
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  const failures: readonly (readonly [what: string, options: Partial<UpstreamOptions>, reply: Reply])[] = [
    [
      'an error in the stream that tells its usage',
      chat,
      stream([chunk({ role: 'assistant' }), data({ error: { message: 'Out of memory' }, usage })]),
    ],
    [
      'a reason that is a failure, beside its usage',
      chat,
      stream([data({ choices: [{ index: 0, delta: {}, finish_reason: 'error' }], usage })]),
    ],
    [
      'nothing but thoughts',
      chat,
      stream([
        chunk({ reasoning_content: 'Hm.' }),
        chunk({}, 'stop'),
        data({ choices: [], usage }),
        data('[DONE]'),
      ]),
    ],
    [
      'a stream that ends before the answer, with usage on the way',
      chat,
      stream([data({ choices: [{ index: 0, delta: { role: 'assistant' } }], usage })]),
    ],
    [
      'a response that has failed',
      responses,
      stream([
        data({
          type: 'response.failed',
          response: { ...failed, usage: { input_tokens: 700, output_tokens: 12 } },
        }),
      ]),
    ],
    [
      'a response in one piece that has failed',
      responses,
      json({ object: 'response', ...failed, usage: { input_tokens: 700, output_tokens: 12 } }),
    ],
  ];
  for (const [what, options, reply] of failures) {
    it(`is told of ${what}`, async () => {
      const error = await failure(options, reply);
      assert.deepEqual(error.spent, { input: 700, output: 12 }, error.message);
    });
  }

  it('is not made up where the server says nothing of it', async () => {
    const error = await failure(chat, stream([data({ error: { message: 'Out of memory' } })]));
    assert.equal(error.spent, undefined);
  });

  async function failure(options: Partial<UpstreamOptions>, reply: Reply): Promise<EngineError> {
    rig = await startRig(asked => (asked.method === 'POST' ? reply : json({ data: [] })), {
      ...options,
      asksAgain: false,
    });
    try {
      await begun(rig.engine.generate(request, new AbortController().signal)).next();
    } catch (error) {
      if (error instanceof EngineError) return error;
      throw error;
    }
    throw new Error('it did not fail');
  }
});
