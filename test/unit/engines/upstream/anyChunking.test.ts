import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineEvent, EngineRequest } from '../../../../src/engines/engine';
import { chatForm } from '../../../../src/engines/upstream/forms/chat/chatForm';
import { completionsForm } from '../../../../src/engines/upstream/forms/completions/completionsForm';
import { infillForm } from '../../../../src/engines/upstream/forms/infill/infillForm';
import { responsesForm } from '../../../../src/engines/upstream/forms/responses/responsesForm';
import type { WireForm } from '../../../../src/engines/upstream/forms/wireForm';
import { Lessons } from '../../../../src/engines/upstream/lessons';
import { ManualClock } from '../../../support/manualClock';
import { readServerAddress } from '../../../../src/common/serverAddress';
import { servers } from '../../../../src/engines/upstream/probe/servers';
import { readAnswer } from '../../../../src/engines/upstream/readAnswer';
import { StringDecoder } from 'node:string_decoder';
import { cost, type ModelAnswer } from '../../../support/upstreams/answers';
import { serverKinds } from '../../../support/upstreams/servers';
import type { Asked } from '../../../support/upstreams/standIn';

const answer: ModelAnswer = {
  thoughts: ['Hm', 'm.'],
  tokens: ['An ', 'ö and ', '日本', '🌍\r\n', 'data: x\n\n', 'end'],
  calls: [{ id: 'call_12345', name: 'f', arguments: '{"a":"ü"}' }],
};
const text = answer.tokens.join('');
const address = readServerAddress('http://127.0.0.1:1');

const request: EngineRequest = {
  model: 'm',
  instructions: '',
  input: [],
  maxOutputTokens: undefined,
  settings: { tools: [{ type: 'function', name: 'f' }] },
};

/** The servers that chat, and say their thoughts. */
const chatting = [
  ...(['openai', 'azure', 'cerebras', 'xai', 'mistral', 'sambanova', 'fireworks', 'openrouter'] as const),
  ...(['vllm', 'sglang', 'ollama', 'llama.cpp', 'lmstudio'] as const),
];

/** Every recorded stream: its server, the path it is asked at, the form that reads it, and whether it can call. */
const streams = [
  ...chatting.map(name => [name, '/chat/completions', chatForm(address, servers[name]), true] as const),
  ...(['openai', 'azure', 'xai'] as const).map(
    name => [name, '/responses', responsesForm(address), true] as const,
  ),
  ...(['vllm', 'sglang', 'ollama', 'lmstudio'] as const).map(
    name => [name, '/completions', completionsForm(address, servers[name], 'qwen'), false] as const,
  ),
  ['mistral', '/fim/completions', completionsForm(address, servers.mistral, 'suffix'), false] as const,
  ['inception', '/fim/completions', completionsForm(address, servers.inception, 'suffix'), false] as const,
  ['llama.cpp', '/infill', infillForm(address), false] as const,
];

async function* textOf(chunks: readonly Buffer[]): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  for (const chunk of chunks) yield decoder.write(chunk);
}

async function read(form: WireForm, chunks: readonly Buffer[]): Promise<EngineEvent[]> {
  const events: EngineEvent[] = [];
  const body = {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    text: textOf(chunks),
    setSpeaking: () => undefined,
    endAfterSilence: () => undefined,
    finish: () => undefined,
  };
  const reading = { request, limit: undefined, began: () => undefined };
  const reader = form.reader(request, new Lessons(new ManualClock()).of('m'));
  for await (const made of readAnswer(body, form, reader, reading)) events.push(...made);
  return events;
}

/** The streams that name the tier they were served in. */
const namesTier = new Set(['openai /chat/completions', 'openai /responses', 'azure /chat/completions']);

/** Servers that do not count thoughts by themselves. */
const countsNoThoughts = new Set<string>(['llama.cpp', 'ollama']);

/** What makes a stream hold all that it can. */
const asksFor: Readonly<Record<string, object>> = {
  vllm: { stream_options: {} },
  ollama: { stream_options: {} },
  'llama.cpp': { return_progress: true },
};

describe('Recorded streams, cut anywhere', function () {
  this.timeout(30_000);
  for (const [name, path, form, canCall] of streams) {
    it(`${name} ${path}: gives the same events`, async () => {
      const kind = serverKinds[name];
      const prefix = name === 'azure' ? '/openai/v1' : path === '/infill' ? '' : '/v1';
      const asked: Asked = {
        method: 'POST',
        path: prefix + path,
        headers: { authorization: `Bearer ${kind.key ?? ''}`, 'api-key': kind.key },
        body: { model: kind.model, ...asksFor[name] },
        connection: 1,
        hungUp: false,
        over: false,
      };
      const said = canCall ? answer : { tokens: answer.tokens };
      const whole = Buffer.from(kind.reply(asked, said).steps.map(String).join(''));
      const expected = await read(form, [whole]);
      assert.equal(expected.map(event => (event.kind === 'text' ? event.text : '')).join(''), text);
      assert.deepEqual(
        expected.filter(event => event.kind === 'call'),
        canCall ? [{ kind: 'call', name: 'f', arguments: '{"a":"ü"}', tokens: 1, callId: 'call_12345' }] : [],
      );
      assert.deepEqual(expected.at(-1), {
        kind: 'end',
        reason: 'stop',
        inputTokens: cost.prompt,
        cachedTokens: name === 'ollama' ? 0 : cost.cached,
        outputTokens: cost.completion,
        reasoningTokens: countsNoThoughts.has(name) ? 0 : cost.thoughts,
        ...(namesTier.has(`${name} ${path}`) ? { serviceTier: 'default' } : {}),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(whole.length), { maxLength: 30 }), async cuts => {
          const at = [0, ...cuts.sort((a, b) => a - b), whole.length];
          const chunks = at.slice(1).map((end, n) => whole.subarray(at[n], end));
          assert.deepEqual(await read(form, chunks), expected);
        }),
        { numRuns: 12 },
      );
      const bytes = Array.from({ length: whole.length }, (_, n) => whole.subarray(n, n + 1));
      assert.deepEqual(await read(form, bytes), expected);
    });

    it(`${name} ${path}: cut off at any byte, it never passes for whole nor throws anything unknown`, async () => {
      const kind = serverKinds[name];
      const prefix = name === 'azure' ? '/openai/v1' : path === '/infill' ? '' : '/v1';
      const asked: Asked = {
        method: 'POST',
        path: prefix + path,
        headers: { authorization: `Bearer ${kind.key ?? ''}`, 'api-key': kind.key },
        body: { model: kind.model },
        connection: 1,
        hungUp: false,
        over: false,
      };
      const whole = Buffer.from(
        kind
          .reply(asked, { tokens: ['a', 'b', 'c'] })
          .steps.map(String)
          .join(''),
      );
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.length), async cut => {
          const events = await read(form, [whole.subarray(0, cut)]).catch((error: unknown) => {
            assert.ok(error instanceof Error && error.name === 'UpstreamError', String(error));
            return undefined;
          });
          if (!events) return;
          assert.equal(events.map(event => (event.kind === 'text' ? event.text : '')).join(''), 'abc');
        }),
        { numRuns: 30 },
      );
    });
  }
});
