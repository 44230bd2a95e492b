import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect as connectTcp, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import WebSocket from 'ws';
import {
  type GatewayProcess,
  gatewayBundle,
  runGateway,
  startGatewayProcess,
  startReplayGateway,
} from '../support/gateway/gatewayProcess';
import { LineProcess } from '../support/gateway/lineProcess';
import { readFrame, type SeenFrame } from '../support/gateway/transcript';

/** The gateway as a process: its command line, its first line, how it ends. */
describe('gateway process', function () {
  this.timeout(30_000);
  const ends: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function replay(args: readonly string[] = [], answer = 'Hello.') {
    const gateway = await startReplayGateway([{ answer }], args);
    ends.push(() => gateway.dispose());
    return gateway;
  }

  const answered = ({ process }: GatewayProcess): true | undefined =>
    process.errors.includes('response ended') || undefined;

  async function connect(url: string, token: string) {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    ends.push(async () => socket.terminate());
    const frames: SeenFrame[] = [];
    socket.on('message', data => {
      if (Buffer.isBuffer(data)) frames.push(readFrame(data.toString()));
    });
    await once(socket, 'open');
    // The log may be ahead of the socket: what a client has seen is told by its frames alone.
    const completed = async (): Promise<void> => {
      while (frames.at(-1)?.type !== 'response.completed') await once(socket, 'message');
    };
    return { socket, frames, completed };
  }

  it('prints one line of JSON on standard output and nothing else, ever', async () => {
    const gateway = await replay();
    assert.match(gateway.url, /^ws:\/\/127\.0\.0\.1:\d+\/v1\/responses$/);
    assert.equal(gateway.http, gateway.url.replace('ws:', 'http:').replace('/responses', ''));
    const { socket, frames, completed } = await connect(gateway.url, gateway.token);
    socket.send(JSON.stringify({ type: 'response.create', input: 'a secret prompt' }));
    await completed();
    assert.equal(frames.at(-1)?.type, 'response.completed');
    assert.equal(gateway.process.lines.length, 1);
  });

  it('logs neither prompts nor answers nor the token', async () => {
    const gateway = await replay(['--token', 'very-secret-token']);
    const { socket } = await connect(gateway.url, 'very-secret-token');
    socket.send(JSON.stringify({ type: 'response.create', input: 'a private prompt' }));
    socket.send('{"private frame"');
    await gateway.process.until(() => answered(gateway));
    assert.doesNotMatch(gateway.process.errors, /private|Hello|very-secret/);
    for (const line of gateway.process.errors.trim().split('\n')) {
      assert.match(line, /^\d{4}-\d\d-\d\dT[\d:.]+Z (debug|info|warn|error) \w/);
    }
  });

  it('makes a token of its own each time, or takes the one of the environment', async () => {
    const [one, two] = [await replay(), await replay()];
    assert.notEqual(one.token, two.token);
    assert.ok(one.token.length >= 32);
    const own = await startGatewayProcess(['--engine', 'local'], {
      CODEX_SPARK_TOKEN: 'from-the-environment',
    });
    ends.push(() => own.dispose());
    assert.equal(own.token, 'from-the-environment');
  });

  it('serves the embedded engine by default, with a workspace', async () => {
    const gateway = await startGatewayProcess(['--workspace', tmpdir()]);
    ends.push(() => gateway.dispose());
    const { socket, frames, completed } = await connect(gateway.url, gateway.token);
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    await completed();
    assert.equal(frames.at(-1)?.type, 'response.completed');
    assert.equal(frames.at(-1)?.response?.['model'], 'local-recall');
  });

  it('holds any engine to a pace', async () => {
    const gateway = await replay(
      ['--tokens-per-second', '100', '--first-token-ms', '50'],
      'word '.repeat(20),
    );
    const { socket, frames, completed } = await connect(gateway.url, gateway.token);
    const started = performance.now();
    socket.send(JSON.stringify({ type: 'response.create', input: 'x' }));
    await completed();
    assert.ok(frames.length > 20);
    assert.ok(performance.now() - started >= 240, 'never faster than asked for');
  });

  if (process.platform !== 'win32') {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      it(`on ${signal} finishes what is in flight, then ends with code 0`, async () => {
        const gateway = await replay(['--tokens-per-second', '100'], 'word '.repeat(20));
        const { socket, frames } = await connect(gateway.url, gateway.token);
        const closed = once(socket, 'close');
        socket.send(JSON.stringify({ type: 'response.create', input: 'x' }));
        await once(socket, 'message');
        gateway.process.child.kill(signal);
        assert.equal((await closed)[0], 1012);
        assert.equal(frames.at(-1)?.type, 'response.completed');
        assert.equal(await gateway.process.exited, 0);
      });
    }
  }

  describe('on SIGTERM, whatever its connections are doing', () => {
    type Http = Pick<GatewayProcess, 'http' | 'token'>;

    function post({ http, token }: Http, body: string, agent: Agent) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const request = httpRequest(`${http}/responses`, { method: 'POST', headers, agent });
      request.end(body);
      return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
        request.on('error', reject);
        request.on('response', response => {
          let text = '';
          response.on('data', chunk => (text += String(chunk)));
          response.on('end', () => resolve({ status: response.statusCode, text }));
        });
      });
    }

    /** A connection that has sent so much and no more; what comes back. */
    function half({ http, token }: Http, ...lines: readonly string[]) {
      const socket = connectTcp({ port: Number(new URL(http).port), host: '127.0.0.1' });
      socket.on('error', () => {});
      ends.push(async () => void socket.destroy());
      let received = '';
      socket.on('data', chunk => (received += chunk.toString()));
      if (lines.length > 0) socket.write([...lines, `Authorization: Bearer ${token}`, ''].join('\r\n'));
      return { socket, received: () => received };
    }

    it('finishes what is in flight over HTTP, says no to everything new, and ends with code 0', async () => {
      const gateway = await replay(
        ['--tokens-per-second', '50', '--drain-seconds', '20'],
        'word '.repeat(80),
      );
      const agent = new Agent({ keepAlive: true });
      ends.push(async () => agent.destroy());
      const head = ['POST /v1/responses HTTP/1.1', 'Host: 127.0.0.1'];
      half(gateway);
      half(gateway, 'GET /health HTTP/1.1', 'Host: 127.0.0.1');
      half(gateway, 'GET /v1/responses HTTP/1.1', 'Host: 127.0.0.1', 'Upgrade: websocket');
      const body = half(gateway, ...head, 'Content-Type: application/json', 'Content-Length: 99');
      body.socket.write('\r\n{"input"');
      await fetch(gateway.http.replace('/v1', '/health'));
      const running = [
        post(gateway, '{"input":"x","stream":true}', agent),
        post(gateway, '{"input":"x"}', agent),
      ];
      const client = await connect(gateway.url, gateway.token);
      const closed = once(client.socket, 'close');
      client.socket.send(JSON.stringify({ type: 'response.create', input: 'x' }));
      await once(client.socket, 'message');
      gateway.process.child.kill('SIGTERM');
      await gateway.process.until(() => gateway.process.errors.includes('closing') || undefined);
      const ready = await fetch(gateway.http.replace('/v1', '/ready'));
      assert.deepEqual([ready.status, ready.headers.get('connection')], [503, 'close']);
      const late = await post(gateway, '{"input":"x"}', new Agent({ keepAlive: true }));
      assert.equal(late.status, 503);
      const [events, json] = await Promise.all(running);
      assert.match(events?.text ?? '', /event: response\.completed/);
      assert.match(json?.text ?? '', /"status":"completed"/);
      assert.match(body.received(), /^HTTP\/1\.1 503 .*shutting down/s);
      assert.equal((await closed)[0], 1012);
      assert.equal(await gateway.process.exited, 0);
    });

    it('cuts off who reads nothing, at its bound, and ends with code 0', async () => {
      const gateway = await replay(['--drain-seconds', '1'], 'word '.repeat(2_000_000));
      const client = await connect(gateway.url, gateway.token);
      client.socket.send(JSON.stringify({ type: 'response.create', input: 'x' }));
      await once(client.socket, 'message');
      client.socket.pause();
      const head = ['POST /v1/responses HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json'];
      const reader = half(gateway, ...head, 'Content-Length: 27');
      reader.socket.write('\r\n{"input":"x","stream":true}');
      await once(reader.socket, 'data');
      reader.socket.pause();
      gateway.process.child.kill('SIGTERM');
      assert.equal(await gateway.process.exited, 0);
    });
  });

  it('ends with its parent: when standard input closes', async () => {
    const gateway = await replay(['--exit-with-parent']);
    gateway.process.child.stdin.end();
    assert.equal(await gateway.process.exited, 0);
  });

  it('ends with its parent also when that is killed and a client is connected', async () => {
    // The parent is a process of its own here, so that it can be killed with nothing left to close politely.
    const code = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, process.argv.slice(1), { stdio: ['pipe', 'inherit', 'ignore'] });
      console.error(child.pid);
      setInterval(() => {}, 1000);
    `;
    const args = ['-e', code, gatewayBundle, '--engine', 'local', '--exit-with-parent'];
    const parent = new LineProcess(process.execPath, args, process.env);
    ends.push(() => parent.kill());
    const line: unknown = JSON.parse(await parent.until(() => parent.lines[0]));
    assert.ok(line && typeof line === 'object' && 'url' in line && 'token' in line);
    const { socket } = await connect(String(line.url), String(line.token));
    const closed = once(socket, 'close');
    const pid = Number(parent.errors.trim());
    parent.child.kill('SIGKILL');
    await closed;
    for (;;) {
      try {
        process.kill(pid, 0);
      } catch {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  });

  it('rotates: at the age limit it says so and closes with 1001', async () => {
    const gateway = await replay(['--max-connection-minutes', '0.01']);
    const { socket, frames } = await connect(gateway.url, gateway.token);
    assert.equal((await once(socket, 'close'))[0], 1001);
    assert.equal(frames.at(-1)?.error?.code, 'websocket_connection_limit_reached');
  });

  const refused: readonly [string, readonly string[], RegExp][] = [
    ['an unknown option', ['--nope'], /unknown option '--nope'/],
    ['a wrong port', ['--port', '99999'], /--port.*from 0 to 65535/],
    ['a replay file that is not there', ['--engine', 'replay', '--replay', '/no/such'], /no such file/],
    ['a workspace that is not there', ['--workspace', '/no/such'], /not a folder/],
    [
      'a key that is not there',
      [
        '--engine',
        'upstream',
        '--upstream-url',
        'http://127.0.0.1:1',
        '--upstream-key-env',
        'NOT_THERE_AT_ALL',
      ],
      /NOT_THERE_AT_ALL.*empty or not there/,
    ],
    [
      'headers that are not there',
      [
        '--engine',
        'upstream',
        '--upstream-url',
        'http://127.0.0.1:1',
        '--upstream-headers-env',
        'NOT_THERE_AT_ALL',
      ],
      /NOT_THERE_AT_ALL.*must hold a JSON object/,
    ],
    [
      'an authority that is not there',
      ['--engine', 'upstream', '--upstream-url', 'http://127.0.0.1:1', '--upstream-ca', '/no/such'],
      /certificate file.*no such file/,
    ],
  ];
  for (const [name, args, expected] of refused) {
    it(`ends with code 2 and one sentence on ${name}`, async () => {
      const child = runGateway(args);
      assert.equal(await child.exited, 2);
      assert.match(child.errors, expected);
      assert.equal(child.errors.trim().split('\n').length, 1, child.errors);
      assert.deepEqual(child.lines, []);
    });
  }

  it('ends with code 1 and says why when the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(async () => void server.close());
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    const child = runGateway(['--port', String(address.port)]);
    assert.equal(await child.exited, 1);
    assert.match(child.errors, /EADDRINUSE/);
  });

  it('prints its help and ends with code 0', async () => {
    const child = runGateway(['--help']);
    assert.equal(await child.exited, 0);
    assert.match(child.lines.join('\n'), /--max-connection-minutes/);
  });
});
