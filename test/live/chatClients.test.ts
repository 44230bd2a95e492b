import assert from 'node:assert/strict';
import path from 'node:path';
import { startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { LineProcess } from '../support/gateway/lineProcess';
import { liveParts } from '../support/live/liveParts';

const longAnswer = Array.from({ length: 400 }, (_, n) => `This is line ${n} of a long answer.\n`).join('');

describe('clients of chat/completions in Python against the gateway', () => {
  let python: string;
  let gateway: GatewayProcess | undefined;

  before(async function () {
    const { litellm } = liveParts();
    if (litellm === undefined) return this.skip();
    python = litellm;
    gateway = await startReplayGateway(
      [
        { match: 'the tool has seen it', answer: 'The tool has spoken.' },
        { match: 'use a tool', calls: [{ name: 'look', arguments: {} }] },
        { match: 'long', answer: longAnswer },
        { match: 'be busy', error: { status: 429, code: 'rate_limit_exceeded', message: 'Too busy.' } },
        {
          match: 'break',
          answer: 'Half of',
          error: { status: 500, code: 'server_error', message: 'Broken.' },
        },
        { answer: 'Hello there.' },
      ],
      ['--tokens-per-second', '400'],
    );
  });
  after(() => gateway?.dispose());

  it('openai and litellm: whole, streamed, tools, left, and errors', async () => {
    if (!gateway) assert.fail('there is no gateway');
    const script = path.resolve('test/support/live/chatClients.py');
    const process = new LineProcess(python, [script, gateway.http, gateway.token], {
      ...globalThis.process.env,
      // It would look for prices.
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
    });
    assert.equal(await process.exited, 0, process.errors);
    const busy = { what: 'openai busy', status: 429, code: 'rate_limit_exceeded' };
    assert.deepEqual(
      process.lines.map((line): unknown => JSON.parse(line)),
      [
        { what: 'openai whole', text: 'Hello there.', end: 'stop' },
        { what: 'openai streamed', text: 'Hello there.', counted: true },
        { what: 'openai tools', end: 'tool_calls', arguments: '{}', text: 'The tool has spoken.' },
        { what: 'openai left' },
        busy,
        busy,
        { what: 'openai broken', text: 'Half of', code: 'server_error' },
        { what: 'litellm streamed', text: 'Hello there.' },
        { what: 'litellm tools', end: 'tool_calls', name: 'look' },
      ],
    );
    const { process: running } = gateway;
    await running.until(() => /response ended status=cancelled/.exec(running.errors) ?? undefined);
  });
});
