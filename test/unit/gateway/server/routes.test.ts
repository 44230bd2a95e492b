import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import * as v from 'valibot';
import { lineLog } from '../../../../src/common/logSinks';
import { EngineError } from '../../../../src/engines/engine';
import { fixedLimits } from '../../../../src/gateway/limits';
import { bearer, json, RunningGateway, token } from '../../../support/gateway/runningGateway';
import { readFrame } from '../../../support/gateway/transcript';

describe('Routes', () => {
  const lines: string[] = [];
  const gateway = RunningGateway.forTests({
    log: lineLog((_level, line) => line.startsWith('response') && lines.push(line)),
  });

  const base = (): string => gateway().http.replace('/v1', '');

  it('tells its health without a token, and nothing secret', async () => {
    const response = await fetch(`${base()}/health`);
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.match(text, /"status":"ok","version":"\d+\.\d+\.\d+","engine":"driven"/);
    assert.doesNotMatch(text, new RegExp(token));
  });

  it('lists its models', async () => {
    const response = await fetch(`${gateway().http}/models`, { headers: bearer });
    assert.deepEqual(await response.json(), {
      object: 'list',
      data: [
        { id: 'model-a', object: 'model', created: 0, owned_by: 'driven' },
        { id: 'model-b', object: 'model', created: 0, owned_by: 'driven' },
      ],
    });
  });

  it('answers as JSON', async () => {
    const pending = gateway().post({ input: 'hello', model: 'model-b' });
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    answer.text('Hi.');
    answer.end();
    const response = await pending;
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.match(text, /"object":"response".*"status":"completed".*"model":"model-b".*"text":"Hi\."/);
  });

  for (const [code, status] of [
    ['server_error', 500],
    ['upstream_disconnected', 502],
    ['rate_limit_exceeded', 429],
  ] as const) {
    it(`tells by the status that an answer without a stream broke off (${code})`, async () => {
      const pending = gateway().post({ input: 'hello' });
      const answer = await gateway().until(() => gateway().engine.answers[0]);
      answer.text('Half of');
      answer.fail(new EngineError(status, code, 'Lost.'));
      const response = await pending;
      assert.equal(response.status, status);
      assert.equal(response.headers.get('retry-after'), status === 429 ? '5' : null);
      const type = status === 429 ? 'rate_limit_error' : 'server_error';
      assert.deepEqual(await response.json(), { error: { type, code, message: 'Lost.', param: null } });
    });
  }

  it('answers as server-sent events, the same events in the same order', async () => {
    const pending = gateway().post({ input: 'hello', stream: true });
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    answer.text('Hi.');
    answer.end();
    const response = await pending;
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    const blocks = (await response.text()).trimEnd().split('\n\n');
    const seen = blocks.map(block => {
      const [, type, data = ''] = /^event: (\S+)\ndata: (.+)$/.exec(block) ?? [];
      const frame = readFrame(data);
      assert.equal(frame.type, type);
      return frame;
    });
    assert.deepEqual(
      seen.map(({ sequence_number }) => sequence_number),
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
    );
    assert.equal(seen.at(-1)?.type, 'response.completed');
  });

  for (const stream of [false, true]) {
    it(`tells a failure by its status (${stream ? 'events' : 'JSON'})`, async () => {
      const pending = gateway().post({ input: 'hello', stream });
      const answer = await gateway().until(() => gateway().engine.answers[0]);
      answer.fail(new EngineError(429, 'rate_limit_exceeded', 'Slow down.', { 'retry-after': '7' }));
      const response = await pending;
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('retry-after'), '7');
      assert.match(await response.text(), /^\{"error":\{.*"code":"rate_limit_exceeded"/);
    });

    it(`stops the engine when the client goes away (${stream ? 'events' : 'JSON'})`, async () => {
      const abort = new AbortController();
      const pending = fetch(`${gateway().http}/responses`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ input: 'hello', stream }),
        signal: abort.signal,
      }).then(response => response.text());
      const answer = await gateway().until(() => gateway().engine.answers[0]);
      answer.text('Hi.');
      abort.abort();
      await assert.rejects(pending);
      await gateway().until(() => answer.signal.aborted);
    });
  }

  const refused: readonly [string, number, string, () => Promise<Response>][] = [
    [
      'no token',
      401,
      'invalid_api_key',
      () => gateway().post({ input: 'x' }, { 'content-type': 'application/json' }),
    ],
    [
      'a web origin',
      403,
      'origin_not_allowed',
      () => gateway().post({ input: 'x' }, { ...json, origin: 'http://a.b' }),
    ],
    ['another content type', 415, 'unsupported_media_type', () => gateway().post('{}', bearer)],
    ['no JSON', 400, 'invalid_json', () => gateway().post('{')],
    ['a wrong field', 400, 'invalid_request', () => gateway().post({ input: 5 })],
    ['no input', 400, 'missing_required_parameter', () => gateway().post({})],
    [
      'a response to continue from',
      400,
      'previous_response_not_found',
      () => gateway().post({ input: 'x', previous_response_id: 'resp_1' }),
    ],
    ['too much', 413, 'request_too_large', () => gateway().post('x'.repeat(fixedLimits.maxRequestBytes + 1))],
    ['a GET', 426, 'upgrade_required', () => fetch(`${gateway().http}/responses`, { headers: bearer })],
    [
      'another method',
      405,
      'method_not_allowed',
      () => fetch(`${gateway().http}/responses`, { method: 'DELETE', headers: bearer }),
    ],
    ['another path', 404, 'not_found', () => fetch(`${gateway().http}/chat`, { headers: bearer })],
  ];
  for (const [name, status, code, send] of refused) {
    it(`refuses ${name}`, async () => {
      const response = await send();
      assert.equal(response.status, status);
      assert.match(await response.text(), new RegExp(`"code":"${code}"`));
    });
  }

  it('leaves one line in the log for each answer, with who asked', async () => {
    lines.length = 0;
    const pending = gateway().post({ input: 'hello', stream: true });
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    answer.text('Hi.');
    answer.end();
    await (await pending).text();
    await (await gateway().post({ input: 'hello', generate: false })).text();
    await (await gateway().post({})).text();
    assert.deepEqual(
      lines.map(line => line.replace(/ms=\d+/, 'ms=0')),
      [
        'response ended status=completed warmUp=false chained=false outputTokens=1 ms=0 client=default over=http',
        'response ended status=completed warmUp=true chained=false outputTokens=0 ms=0 client=default over=http',
      ],
    );
  });

  for (const [given, seconds] of [
    [{ 'retry-after': '1.5' }, '2'],
    [{ 'x-ratelimit-reset-requests': '1m2.5s' }, '63'],
    [undefined, '5'],
  ] as const) {
    it(`tells over either transport to come back in ${seconds} s`, async () => {
      const refusal = new EngineError(429, 'rate_limit_exceeded', 'Slow down.', given);
      const pending = gateway().post({ input: 'hello' });
      (await gateway().until(() => gateway().engine.answers[0])).fail(refusal);
      assert.equal((await pending).headers.get('retry-after'), seconds);
      const { socket, frames } = await gateway().connect();
      socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
      (await gateway().until(() => gateway().engine.answers[1])).fail(refusal);
      const error = await gateway().until(() => frames.find(({ type }) => type === 'error')?.error);
      assert.equal(
        v.parse(v.object({ 'retry-after': v.string() }), error['headers'])['retry-after'],
        seconds,
      );
    });
  }

  it('refuses a foreign Host name', async () => {
    const request = httpRequest(`${base()}/health`, { headers: { host: 'rebound.example' } });
    request.end();
    const response: unknown = (await once(request, 'response'))[0];
    assert.ok(response && typeof response === 'object' && 'statusCode' in response);
    assert.equal(response.statusCode, 403);
    request.destroy();
  });
});
