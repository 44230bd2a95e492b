import assert from 'node:assert/strict';
import path from 'node:path';
import { startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { LineProcess } from '../support/gateway/lineProcess';
import { aiSdkFolder, modernNode, openaiFolder } from '../support/gateway/peers';

const longAnswer = Array.from({ length: 400 }, (_, n) => `This is line ${n} of a long answer.\n`).join('');

/** Clients that others wrote for chat/completions, and one of them that speaks both, against our gateway. */
describe('clients of chat/completions against the gateway', function () {
  this.timeout(60_000);
  let gateway: GatewayProcess;

  before(async function () {
    this.timeout(300_000);
    await Promise.all([openaiFolder(), aiSdkFolder(), modernNode()]);
  });
  beforeEach(async () => {
    gateway = await startReplayGateway(
      [
        { match: 'the tool has seen it', answer: 'The tool has spoken.' },
        { match: 'use a tool', calls: [{ name: 'look', arguments: { at: 'it' } }] },
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
  afterEach(() => gateway.dispose());

  /** Everything that a driver says. */
  async function said(driver: string, folder: string, ...more: readonly string[]): Promise<unknown[]> {
    const script = path.resolve('test/support/gateway', driver);
    const args = [script, folder, gateway.http, gateway.token, ...more];
    const process = new LineProcess(await modernNode(), args, globalThis.process.env);
    assert.equal(await process.exited, 0, process.errors);
    return process.lines.map(line => JSON.parse(line) as unknown);
  }

  it('openai: whole, streamed, tools, left, aborted, and every error with its status', async () => {
    const facts = await said('chatDriver.mjs', await openaiFolder());
    const message = { role: 'assistant', content: 'Hello there.', refusal: null };
    const choice = { index: 0, message, logprobs: null, finish_reason: 'stop' };
    const busy = {
      ...{ what: 'busy', status: 429, code: 'rate_limit_exceeded', type: 'rate_limit_error' },
      ...{ message: '429 Too busy.', name: 'Error', after: '5' },
    };
    const broken = { what: 'broken', code: 'server_error', type: 'server_error', name: 'Error' };
    assert.deepEqual(facts, [
      { what: 'whole', object: 'chat.completion', choice, tokens: true },
      { what: 'streamed', text: 'Hello there.', end: 'stop', usage: true },
      { what: 'limited', end: 'length' },
      { what: 'stopped', text: 'Hello', end: 'stop' },
      { what: 'tools', text: 'The tool has spoken.', called: [{ at: 'it' }] },
      { what: 'left', seen: 3 },
      { what: 'aborted', name: 'APIUserAbortError' },
      busy,
      busy,
      {
        ...{
          what: 'several',
          status: 400,
          code: 'invalid_request',
          type: 'invalid_request_error',
          name: 'Error',
        },
        message: '400 Invalid "n": expected 1: this gateway gives one answer to a request.',
        after: null,
      },
      { ...broken, status: 500, message: '500 Broken.', after: null },
      { ...broken, text: 'Half of', message: 'Broken.' },
      {
        ...{
          what: 'stranger',
          status: 401,
          code: 'invalid_api_key',
          type: 'invalid_request_error',
          name: 'Error',
        },
        message: '401 This is not a token of this gateway.',
      },
    ]);
    const ends = await gateway.process.until(() => {
      const lines = gateway.process.errors.match(/response ended status=cancelled/g);
      // The one that was stopped at a text, the one that was left, the one that was aborted.
      return lines?.length === 3 ? lines : undefined;
    });
    assert.equal(ends.length, 3);
  });

  for (const [name, api] of [
    ['@ai-sdk/openai-compatible', 'chat'],
    ['@ai-sdk/openai over Responses', 'responses'],
  ] as const) {
    it(`${name}: whole, streamed with a tool, errors, and left`, async () => {
      assert.deepEqual(await said('aiSdkDriver.mjs', await aiSdkFolder(), api), [
        { what: 'whole', text: 'Hello there.', end: 'stop', tokens: true },
        { what: 'tools', text: 'The tool has spoken.', steps: ['tool-calls', 'stop'], tokens: true },
        { what: 'be busy', status: 429, message: 'Too busy.', again: true },
        { what: 'break', status: 500, message: 'Broken.', again: true },
        { what: 'left', seen: 3 },
      ]);
      await gateway.process.until(
        () => /response ended status=cancelled/.exec(gateway.process.errors) ?? undefined,
      );
    });
  }
});
