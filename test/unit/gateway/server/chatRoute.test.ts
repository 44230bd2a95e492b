import assert from 'node:assert/strict';
import { EngineError } from '../../../../src/engines/engine';
import { fixedLimits } from '../../../../src/gateway/limits';
import { bearer, json, RunningGateway } from '../../../support/gateway/runningGateway';

const messages = [{ role: 'user', content: 'hello' }];

describe('the route of chat/completions', () => {
  const gateway = RunningGateway.forTests();

  function post(body: unknown, init: RequestInit = {}): Promise<Response> {
    return fetch(`${gateway().http}/chat/completions`, {
      method: 'POST',
      headers: json,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  }

  it('answers as JSON', async () => {
    const pending = post({ messages, model: 'model-b' });
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    assert.deepEqual(answer.request.input, [{ type: 'message', role: 'user', content: 'hello' }]);
    answer.text('Hi.');
    answer.end();
    const response = await pending;
    assert.equal(response.status, 200);
    assert.match(
      await response.text(),
      /^\{"id":"chatcmpl-\w+","object":"chat.completion","created":\d+,"model":"model-b","choices":.*"content":"Hi\."/,
    );
  });

  it('answers as server-sent events, each piece when it is there', async () => {
    const pending = post({ messages, stream: true });
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    answer.text('Hi.');
    const response = await pending;
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    answer.end('max_output_tokens');
    const text = await response.text();
    assert.match(text, /"content":"Hi\."[^]*"finish_reason":"length"[^]*\n\ndata: \[DONE\]\n\n$/);
  });

  for (const stream of [false, true]) {
    it(`tells a failure by its status (${stream ? 'events' : 'JSON'})`, async () => {
      const pending = post({ messages, stream });
      const answer = await gateway().until(() => gateway().engine.answers[0]);
      answer.fail(new EngineError(429, 'rate_limit_exceeded', 'Slow down.', { 'retry-after': '7' }));
      const response = await pending;
      assert.deepEqual([response.status, response.headers.get('retry-after')], [429, '7']);
      assert.match(await response.text(), /^\{"error":\{.*"code":"rate_limit_exceeded"/);
    });

    it(`stops the engine when the client goes away (${stream ? 'events' : 'JSON'})`, async () => {
      const abort = new AbortController();
      const pending = post({ messages, stream }, { signal: abort.signal }).then(response => response.text());
      const answer = await gateway().until(() => gateway().engine.answers[0]);
      answer.text('Hi.');
      abort.abort();
      await assert.rejects(pending);
      await gateway().until(() => answer.signal.aborted);
    });

    it(`stops the engine at a text to stop at (${stream ? 'events' : 'JSON'})`, async () => {
      const pending = post({ messages, stream, stop: ['\n'] });
      const answer = await gateway().until(() => gateway().engine.answers[0]);
      answer.text('one');
      answer.text('\ntwo');
      await gateway().until(() => answer.signal.aborted);
      const text = await (await pending).text();
      assert.match(text, /one[^]*"finish_reason":"stop"/);
      assert.doesNotMatch(text, /two/);
    });

    it(`tells that the gateway closes (${stream ? 'events' : 'JSON'})`, async () => {
      const pending = post({ messages, stream });
      await gateway().until(() => gateway().engine.answers[0]);
      void gateway().server.close();
      const response = await pending;
      assert.equal(response.status, 500);
      assert.match(await response.text(), /"code":"server_error"/);
    });
  }

  it('says nothing more once an answer has broken off', async () => {
    const pending = post({ messages, stream: true });
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    answer.text('Hi.');
    answer.fail(new EngineError(502, 'upstream_disconnected', 'Lost.'));
    const text = await (await pending).text();
    assert.match(text, /data: \{"error":\{[^\n]*"code":"upstream_disconnected"[^\n]*\}\}\n\n$/);
  });

  const refused: readonly [string, number, string, () => Promise<Response>][] = [
    [
      'no token',
      401,
      'invalid_api_key',
      () => post({ messages }, { headers: { 'content-type': 'application/json' } }),
    ],
    [
      'a web origin',
      403,
      'origin_not_allowed',
      () => post({ messages }, { headers: { ...json, origin: 'http://a.b' } }),
    ],
    ['another content type', 415, 'unsupported_media_type', () => post('{}', { headers: bearer })],
    ['no JSON', 400, 'invalid_json', () => post('{')],
    ['several answers', 400, 'invalid_request', () => post({ messages, n: 3 })],
    ['too much', 413, 'request_too_large', () => post('x'.repeat(fixedLimits.maxRequestBytes + 1))],
    [
      'another method',
      405,
      'method_not_allowed',
      () => fetch(`${gateway().http}/chat/completions`, { headers: bearer }),
    ],
  ];
  for (const [name, status, code, send] of refused) {
    it(`refuses ${name}`, async () => {
      const response = await send();
      assert.equal(response.status, status);
      assert.match(await response.text(), new RegExp(`"code":"${code}"`));
    });
  }
});
