import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import fc from 'fast-check';
import WebSocket from 'ws';
import { startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { readFrame, type SeenFrame } from '../support/gateway/transcript';

/** What comes must never end the gateway, hang it, or keep it from serving the next client. */
describe('gateway and hostile input', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;

  before(async () => {
    gateway = await startReplayGateway([{ answer: 'Still here.' }], ['--max-lanes', '4']);
  });
  after(() => gateway.dispose());

  afterEach(async () => {
    assert.equal(gateway.process.child.exitCode, null, gateway.process.errors.slice(-2000));
    assert.doesNotMatch(gateway.process.errors, /Z error /, 'nothing of this is a fault of the gateway');
    const client = await open();
    client.socket.send(JSON.stringify({ type: 'response.create', input: 'hi' }));
    await client.until(({ type }) => type === 'response.completed');
    client.socket.terminate();
  });

  async function open() {
    const socket = new WebSocket(gateway.url, { headers: { authorization: `Bearer ${gateway.token}` } });
    const frames: SeenFrame[] = [];
    const looks = new Set<() => void>();
    socket.on('error', () => {});
    socket.on('message', data => {
      if (Buffer.isBuffer(data)) frames.push(readFrame(data.toString()));
      for (const look of looks) look();
    });
    await once(socket, 'open');
    const until = (matches: (frame: SeenFrame) => boolean): Promise<void> =>
      new Promise(resolve => {
        const look = (): void => {
          if (!frames.some(matches)) return;
          looks.delete(look);
          resolve();
        };
        looks.add(look);
        look();
      });
    return { socket, frames, until };
  }

  /** A TCP connection on which the upgrade has been done. */
  async function rawSocket() {
    const socket = connectTcp(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      'GET /v1/responses HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n' +
        `Authorization: Bearer ${gateway.token}\r\n\r\n`,
    );
    const received: unknown[] = await once(socket, 'data');
    assert.match(String(received[0]), /^HTTP\/1\.1 101 /);
    return socket;
  }

  /** JSON near enough to the protocol to reach deep into it. */
  const odd = fc.oneof(
    fc.constantFrom(
      'response.create',
      'response.steer',
      'codex_spark.cancel',
      'user',
      'message',
      'resp_1',
      '',
    ),
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.constantFrom(null, true, false),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.array(fc.record({ type: fc.string(), role: fc.string(), content: fc.string() }), { maxLength: 3 }),
    fc.jsonValue(),
  );
  /** Mostly right, so that what is wrong elsewhere gets a chance to matter. */
  const mostly = (right: unknown) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: odd });
  const event = fc.record(
    {
      type: fc.constantFrom('response.create', 'response.create', 'response.steer', 'codex_spark.cancel'),
      stream_id: fc.oneof(fc.constantFrom('a', 'b', 'c'), odd),
      previous_response_id: mostly(null),
      response_id: mostly(null),
      input: mostly('hello'),
      instructions: mostly('Be brief.'),
      generate: mostly(true),
      max_output_tokens: mostly(5),
      metadata: mostly({}),
      tools: mostly([]),
      __proto__: odd,
    },
    { requiredKeys: ['type'] },
  );
  const frame = fc.oneof(
    { weight: 4, arbitrary: event.map(value => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.jsonValue().map(value => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );

  it('answers thousands of random frames, each refused one with a nested error', async () => {
    const frames = fc.sample(frame, { numRuns: 4_000, seed: 20_261_123 });
    const client = await open();
    for (const [index, text] of frames.entries()) {
      client.socket.send(text);
      // Leaves the gateway time to answer, so that what is tested is not only its bound on waiting requests.
      if (index % 50 === 49) await new Promise(resolve => setTimeout(resolve, 5));
    }
    client.socket.send(
      JSON.stringify({ type: 'response.steer', previous_response_id: 'the last', input: 'x' }),
    );
    await client.until(({ steer }) => steer?.previous_response_id === 'the last');
    assert.equal(client.socket.readyState, WebSocket.OPEN, 'no text frame is a reason to hang up');
    const errors = client.frames.filter(({ type }) => type === 'error');
    assert.ok(errors.length > 500, `${errors.length} errors`);
    assert.ok(errors.every(({ status, error }) => status !== undefined && status < 500 && error));
    assert.ok(client.frames.some(({ type }) => type === 'response.completed'));
    client.socket.terminate();
  });

  it('counts no gap and no number twice in any response, under a storm of requests and cancels', async () => {
    const client = await open();
    for (let n = 0; n < 2_000; n++) {
      const stream_id = ['a', 'b', 'c'][n % 3];
      const type = n % 7 === 6 ? 'codex_spark.cancel' : 'response.create';
      client.socket.send(JSON.stringify({ type, stream_id, input: `storm ${n}` }));
      if (n % 40 === 39) await new Promise(resolve => setTimeout(resolve, 2));
    }
    client.socket.send(
      JSON.stringify({ type: 'response.steer', previous_response_id: 'the last', input: 'x' }),
    );
    await client.until(({ steer }) => steer?.previous_response_id === 'the last');
    for (const lane of ['a', 'b', 'c']) {
      let expected = 0;
      let responses = 0;
      for (const { stream_id, sequence_number, type } of client.frames) {
        if (stream_id !== lane || sequence_number === undefined) continue;
        if (type === 'response.created') {
          expected = 0;
          responses++;
        }
        assert.equal(sequence_number, expected++);
      }
      assert.ok(responses > 20, `${responses} responses on lane ${lane}`);
    }
    client.socket.terminate();
  });

  it('survives deep nesting, long names and huge numbers', async () => {
    const client = await open();
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    for (const text of [
      deep,
      `{"type":"response.create","input":${deep}}`,
      `{"type":"response.steer","previous_response_id":"r","input":${deep}}`,
      `{"type":"response.steer","previous_response_id":"r","input":[{"role":"user","content":"x","more":${deep}}]}`,
      `{"type":"response.create","input":[{"role":"user","content":"x","more":${deep}}]}`,
      `{"type":"${'x'.repeat(1_000_000)}"}`,
      `{"type":"response.create","input":"x","stream_id":"${'x'.repeat(257)}"}`,
      '{"type":"response.create","input":"x","max_output_tokens":1e400}',
      '{"type":"response.create","input":"x","max_output_tokens":9007199254740993}',
      '{"type":"response.create","input":"x","previous_response_id":"__proto__"}',
      '{"type":"__proto__"}',
      '{"type":"constructor"}',
    ]) {
      client.socket.send(text);
    }
    client.socket.send(
      JSON.stringify({ type: 'response.steer', previous_response_id: 'the last', input: 'x' }),
    );
    await client.until(({ steer }) => steer?.previous_response_id === 'the last');
    for (const { type, error } of client.frames) {
      if (type === 'error') assert.ok(String(error?.['message']).length < 1_000, 'an error is no echo');
    }
    client.socket.terminate();
  });

  it('closes broken framing with the code for it, and a flood of small sockets leaves nothing behind', async () => {
    for (let n = 0; n < 200; n++) {
      const { socket } = await open();
      if (n % 2) socket.send('{');
      socket.terminate();
    }
    // Past the handshake, bytes that are no WebSocket frame, or only the beginning of one.
    for (let seed = 0; seed < 100; seed++) {
      const socket = await rawSocket();
      const bytes = fc.sample(fc.uint8Array({ minLength: 2, maxLength: 200 }), { numRuns: 1, seed })[0];
      socket.write(Buffer.from(bytes ?? []));
      await new Promise(resolve => setTimeout(resolve, 2));
      socket.destroy();
    }
    // A frame that is not masked is a breach of the protocol: the server says so and hangs up.
    const breach = await rawSocket();
    breach.write(Buffer.from([0x81, 0x01, 0x7b]));
    const answer: unknown[] = await once(breach, 'data');
    assert.deepEqual(answer[0], Buffer.from([0x88, 0x02, 0x03, 0xea]), 'close 1002');
    breach.destroy();
    await gateway.process.until(() =>
      /connection closed .*open=0\s*$/.test(gateway.process.errors) ? true : undefined,
    );
  });

  it('survives bytes that are no HTTP, half requests and half upgrades', async () => {
    const { port } = new URL(gateway.url);
    const upgrade =
      'GET /v1/responses HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
    const starts = [
      '\0\x01\x02\xff'.repeat(100),
      'GET / HTTP/9.9\r\n\r\n',
      'POST /v1/responses HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n{',
      `${upgrade}\r\n`,
      `${upgrade}Authorization: Bearer ${gateway.token}\r\n\r\n`,
      `${upgrade}Authorization: Bearer ${gateway.token}\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 99\r\n\r\n`,
      'X'.repeat(100_000),
    ];
    for (const start of starts) {
      for (const politely of [true, false]) {
        const socket = connectTcp(Number(port), '127.0.0.1');
        socket.on('error', () => {});
        socket.on('data', () => {});
        const closed = once(socket, 'close');
        await once(socket, 'connect');
        socket.write(start);
        await new Promise(resolve => setTimeout(resolve, 10));
        if (politely) socket.end();
        else socket.resetAndDestroy();
        await closed;
      }
    }
  });

  it('keeps its memory when a client asks for everything and reads nothing', async () => {
    const client = await open();
    client.socket.pause();
    for (let n = 0; n < 20_000; n++) {
      client.socket.send(JSON.stringify({ type: 'response.dance', n, filler: 'x'.repeat(500) }));
      if (n % 500 === 499) await new Promise(resolve => setImmediate(resolve));
    }
    await new Promise(resolve => setTimeout(resolve, 300));
    // The reader wakes up: everything that was refused is there, in order, none twice.
    client.socket.resume();
    client.socket.send(
      JSON.stringify({ type: 'response.steer', previous_response_id: 'the last', input: 'x' }),
    );
    await client.until(({ steer }) => steer?.previous_response_id === 'the last');
    assert.equal(client.frames.filter(({ type }) => type === 'error').length, 20_000);
    client.socket.terminate();
  });
});

/** Frames that are legal by their size, and many times their size in memory once they are read. */
describe('gateway with little memory', function () {
  this.timeout(120_000);

  it('is not ended by frames and bodies of a million values, several at once, and answers each', async () => {
    const gateway = await startReplayGateway([{ answer: 'Still here.' }], [], {
      NODE_OPTIONS: '--max-old-space-size=128',
    });
    try {
      const list = (head: string, unit: string, tail: string, bytes: number): string =>
        head + Array.from({ length: bytes / (unit.length + 1) }, () => unit).join(',') + tail;
      const create = '{"type":"response.create","input":';
      const frames = [
        list(`${create}[`, '1', ']}', 6e6),
        list(`${create}[`, '{}', ']}', 3e6),
        list(`${create}[{"content":[`, '{}', ']}]}', 3e6),
        list('{"type":"response.steer","previous_response_id":"r","input":[', '{}', ']}', 1e6),
        list('{"type":"response.create","metadata":{', '"a":1', '}}', 4e6),
        list('{"type":"response.create","tools":[', '[]', ']}', 2e6),
        list(`${create}[{"more":[`, '[[]]', ']}]}', 5e6),
      ];
      const headers = { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json' };
      const first = async (frame: string): Promise<string> => {
        const socket = new WebSocket(gateway.url, { headers });
        await once(socket, 'open');
        socket.send(frame);
        const received: unknown[] = await once(socket, 'message');
        socket.terminate();
        return String(received[0]);
      };
      const post = async (body: string): Promise<number> =>
        (await fetch(`${gateway.http}/responses`, { method: 'POST', headers, body })).status;
      const answers = await Promise.all(frames.map(first));
      for (const answer of answers)
        assert.match(answer, /^\{"type":"(error","status":400|response\.steer\.failed)/);
      assert.deepEqual(new Set(await Promise.all(frames.map(post))), new Set([400]));
      assert.match(await first(`${create}"${'x'.repeat(5e6)}"}`), /response\.created/);
      assert.equal(gateway.process.child.exitCode, null, gateway.process.errors.slice(-2000));
    } finally {
      await gateway.dispose();
    }
  });
});
