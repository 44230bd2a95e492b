import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import WebSocket from 'ws';
import { silentLog } from '../../../src/common/log';
import { systemClock } from '../../../src/common/systemClock';
import { EngineError } from '../../../src/gateway/engine';
import { singleClient } from '../../../src/gateway/clients/directory';
import { fixedLimits } from '../../../src/gateway/limits';
import { startGateway, type GatewayServer } from '../../../src/gateway/server/gatewayServer';
import { announcementHeader, readAnnouncement } from '../../../src/protocol/announcement';
import { DrivenEngine } from '../../support/gateway/drivenEngine';
import { readFrame, type SeenFrame } from '../../support/gateway/transcript';

const token = 'test-token';
const bearer = { authorization: `Bearer ${token}` };
const json = { ...bearer, 'content-type': 'application/json' };

let gateway: GatewayServer;
let engine: DrivenEngine;
const sockets: WebSocket[] = [];
let over = false;

beforeEach(async () => {
  over = false;
  engine = new DrivenEngine();
  gateway = await startGateway({
    engine,
    access: { clients: singleClient(token), host: '127.0.0.1', allowedHosts: [] },
    port: 0,
    limits: {
      ...fixedLimits,
      maxInFlight: 16,
      maxLanes: 32,
      maxConnectionMs: 3_600_000,
      drainGraceMs: 100,
      httpIdleMs: 1_000,
    },
    clock: systemClock,
    log: silentLog,
  });
});

afterEach(async () => {
  over = true;
  for (const socket of sockets.splice(0)) socket.terminate();
  await gateway.close();
});

/** Waits until something holds; fails by mocha's own time-out. */
async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    if (over) throw new Error('the test is over');
    const found = look();
    if (found !== undefined && found !== false) return found;
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

async function connect(headers: Readonly<Record<string, string>> = bearer, path = '') {
  const socket = new WebSocket(gateway.url + path, { headers });
  sockets.push(socket);
  const frames: SeenFrame[] = [];
  let upgrade: Readonly<Record<string, unknown>> = {};
  socket.on('upgrade', ({ headers: received }) => (upgrade = received));
  socket.on('message', data => {
    if (Buffer.isBuffer(data)) frames.push(readFrame(data.toString()));
  });
  await once(socket, 'open');
  return { socket, frames, upgrade };
}

/** The status of a refused upgrade. */
async function refusal(headers: Readonly<Record<string, string>>, path = ''): Promise<number | undefined> {
  const socket = new WebSocket(gateway.url + path, { headers });
  socket.on('error', () => {});
  return new Promise(resolve => {
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode);
    });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
  });
}

const post = (body: unknown, headers: Readonly<Record<string, string>> = json) =>
  fetch(`${gateway.http}/responses`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('gateway: WebSocket', () => {
  it('announces what it can do in the handshake, and takes any OpenAI-Beta header', async () => {
    const { upgrade } = await connect({ ...bearer, 'openai-beta': 'responses_websockets=2026-02-06' });
    const announcement = readAnnouncement(String(upgrade[announcementHeader]));
    assert.deepEqual(announcement, {
      v: 1,
      engine: 'driven',
      model: 'model-a',
      concurrentLanes: true,
      steer: true,
      warmUp: true,
      cancel: true,
      incremental: true,
      maxInFlight: 16,
      maxLanes: 32,
      maxConnectionMs: 3_600_000,
    });
  });

  it('refuses before the upgrade: no token, wrong token, a web origin, a foreign host, a wrong path', async () => {
    assert.equal(await refusal({}), 401);
    assert.equal(await refusal({ authorization: 'Bearer other' }), 401);
    assert.equal(await refusal({ ...bearer, origin: 'https://evil.example' }), 403);
    assert.equal(await refusal({ ...bearer, host: 'rebound.example' }), 403);
    assert.equal(await refusal(bearer, '/other'), 404);
    assert.equal(await refusal(bearer, '?model=x'), 101);
  });

  it('serves a turn', async () => {
    const { socket, frames } = await connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    const answer = await until(() => engine.answers[0]);
    answer.text('Hi.');
    answer.end();
    await until(() => frames.some(({ type }) => type === 'response.completed'));
    assert.equal(frames.length, 9);
  });

  it('closes with 1003 on a binary frame and 1009 on one that is too large', async () => {
    const binary = await connect();
    binary.socket.send(Buffer.from('{"type":"response.create","input":"x"}'));
    assert.equal((await once(binary.socket, 'close'))[0], 1003);
    const large = await connect();
    large.socket.on('error', () => {});
    large.socket.send('x'.repeat(fixedLimits.maxRequestBytes + 1));
    assert.equal((await once(large.socket, 'close'))[0], 1009);
  });

  it('takes a large frame below the limit', async () => {
    const { socket } = await connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'x'.repeat(8_000_000) }));
    const answer = await until(() => engine.answers[0]);
    assert.ok(JSON.stringify(answer.request.input).length > 8_000_000);
  });

  it('stops the engine when the socket is lost', async () => {
    const { socket } = await connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    const answer = await until(() => engine.answers[0]);
    socket.terminate();
    await until(() => answer.signal.aborted);
  });

  it('makes an engine wait for a reader that does not read, and gives it everything when it does', async function () {
    this.timeout(20_000);
    const { socket, frames } = await connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    const answer = await until(() => engine.answers[0]);
    socket.pause();
    const chunk = 'x'.repeat(64 * 1024);
    let given = 0;
    for (; given < 400; given++) answer.text(chunk);
    answer.end();
    for (let before = -1; before !== answer.taken();) {
      before = answer.taken();
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    assert.ok(answer.taken() < given, 'more than the network can hold was taken from the engine');
    socket.resume();
    await until(() => frames.some(({ type }) => type === 'response.completed'));
    assert.equal(frames.filter(({ delta }) => delta !== undefined).length, given);
  });

  it('at close finishes what is in flight and closes with 1012', async () => {
    const { socket, frames } = await connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    const answer = await until(() => engine.answers[0]);
    const closed = once(socket, 'close');
    const closing = gateway.close();
    answer.text('Hi.');
    answer.end();
    assert.equal((await closed)[0], 1012);
    assert.equal(frames.at(-1)?.type, 'response.completed');
    await closing;
    assert.equal(engine.disposed, 1);
    await assert.rejects(fetch(`${gateway.http}/models`));
  });
});

describe('gateway: HTTP', () => {
  const base = (): string => gateway.http.replace('/v1', '');

  it('tells its health without a token, and nothing secret', async () => {
    const response = await fetch(`${base()}/health`);
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.match(text, /"status":"ok","engine":"driven"/);
    assert.doesNotMatch(text, new RegExp(token));
  });

  it('lists its models', async () => {
    const response = await fetch(`${gateway.http}/models`, { headers: bearer });
    assert.deepEqual(await response.json(), {
      object: 'list',
      data: [
        { id: 'model-a', object: 'model', created: 0, owned_by: 'driven' },
        { id: 'model-b', object: 'model', created: 0, owned_by: 'driven' },
      ],
    });
  });

  it('answers as JSON', async () => {
    const pending = post({ input: 'hello', model: 'model-b' });
    const answer = await until(() => engine.answers[0]);
    answer.text('Hi.');
    answer.end();
    const response = await pending;
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.match(text, /"object":"response".*"status":"completed".*"model":"model-b".*"text":"Hi\."/);
  });

  it('answers as server-sent events, the same events in the same order', async () => {
    const pending = post({ input: 'hello', stream: true });
    const answer = await until(() => engine.answers[0]);
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
      const pending = post({ input: 'hello', stream });
      const answer = await until(() => engine.answers[0]);
      answer.fail(new EngineError(429, 'rate_limit_exceeded', 'Slow down.', { 'retry-after': '7' }));
      const response = await pending;
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('retry-after'), '7');
      assert.match(await response.text(), /^\{"error":\{.*"code":"rate_limit_exceeded"/);
    });

    it(`stops the engine when the client goes away (${stream ? 'events' : 'JSON'})`, async () => {
      const abort = new AbortController();
      const pending = fetch(`${gateway.http}/responses`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ input: 'hello', stream }),
        signal: abort.signal,
      }).then(response => response.text());
      const answer = await until(() => engine.answers[0]);
      answer.text('Hi.');
      abort.abort();
      await assert.rejects(pending);
      await until(() => answer.signal.aborted);
    });
  }

  const refused: readonly [string, number, string, () => Promise<Response>][] = [
    ['no token', 401, 'invalid_api_key', () => post({ input: 'x' }, { 'content-type': 'application/json' })],
    [
      'a web origin',
      403,
      'origin_not_allowed',
      () => post({ input: 'x' }, { ...json, origin: 'http://a.b' }),
    ],
    ['another content type', 415, 'unsupported_media_type', () => post('{}', bearer)],
    ['no JSON', 400, 'invalid_json', () => post('{')],
    ['a wrong field', 400, 'invalid_request', () => post({ input: 5 })],
    ['no input', 400, 'missing_required_parameter', () => post({})],
    [
      'a response to continue from',
      400,
      'previous_response_not_found',
      () => post({ input: 'x', previous_response_id: 'resp_1' }),
    ],
    ['too much', 413, 'request_too_large', () => post('x'.repeat(fixedLimits.maxRequestBytes + 1))],
    ['a GET', 426, 'upgrade_required', () => fetch(`${gateway.http}/responses`, { headers: bearer })],
    [
      'another method',
      405,
      'method_not_allowed',
      () => fetch(`${gateway.http}/responses`, { method: 'DELETE', headers: bearer }),
    ],
    ['another path', 404, 'not_found', () => fetch(`${gateway.http}/chat`, { headers: bearer })],
  ];
  for (const [name, status, code, send] of refused) {
    it(`refuses ${name}`, async () => {
      const response = await send();
      assert.equal(response.status, status);
      assert.match(await response.text(), new RegExp(`"code":"${code}"`));
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

describe('gateway: clients that do not let go', () => {
  const raw: Socket[] = [];
  afterEach(() => raw.splice(0).forEach(socket => socket.destroy()));

  /** Sends lines of HTTP and leaves its own half of the connection open, whatever the gateway does with its. */
  function send(...lines: readonly string[]): Socket {
    const socket = connectTcp({ port: gateway.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {});
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    raw.push(socket);
    return socket;
  }

  const refused: readonly [string, RegExp, readonly string[]][] = [
    [
      'an upgrade without a token',
      /^HTTP\/1.1 401 .*"code":"invalid_api_key"/s,
      ['GET /v1/responses HTTP/1.1', 'host: 127.0.0.1', 'connection: upgrade', 'upgrade: websocket'],
    ],
    ['what is not HTTP', /^HTTP\/1.1 400 /, ['EHLO gateway.example']],
  ];
  for (const [name, expected, lines] of refused) {
    it(`hangs up on ${name} without waiting for the other side`, async () => {
      const socket = send(...lines);
      let answer = '';
      socket.on('data', chunk => (answer += chunk.toString()));
      await once(socket, 'end');
      assert.match(answer, expected);
      // The gateway's half is closed either way; only a socket that is gone answers with a reset.
      await until(() => {
        if (!socket.destroyed) socket.write('x');
        return socket.destroyed;
      });
    });
  }

  it('stops an answer that nobody takes', async function () {
    this.timeout(20_000);
    const body = JSON.stringify({ input: 'hello', stream: true });
    const socket = send(
      'POST /v1/responses HTTP/1.1',
      'host: 127.0.0.1',
      `authorization: Bearer ${token}`,
      'content-type: application/json',
      `content-length: ${body.length}`,
    );
    socket.write(body);
    const answer = await until(() => engine.answers[0]);
    for (let given = 0; given < 400; given++) answer.text('x'.repeat(64 * 1024));
    await until(() => answer.signal.aborted);
  });
});
