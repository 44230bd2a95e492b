import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import WebSocket from 'ws';
import { runGateway, startGatewayProcess, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { readFrame, type SeenFrame } from '../support/gateway/transcript';
import { hello } from '../support/upstreams/answers';
import { serverKinds } from '../support/upstreams/servers';
import { StandIn } from '../support/upstreams/standIn';

const anna = 'anna-token-0123456789';
const ben = 'ben-token-0123456789';

/** A gateway as a team would run it: TLS, named tokens, every address. */
describe('serving a team', function () {
  this.timeout(30_000);
  const ends: (() => Promise<unknown>)[] = [];
  let folder: string;
  let ca: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'team-'));
    ca = await certificate();
    await writeFile(path.join(folder, 'answers.jsonl'), '{"answer":"Hello."}\n');
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Writes a new certificate and key; returns the certificate. */
  async function certificate(): Promise<string> {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    await writeFile(path.join(folder, 'cert.pem'), cert);
    await writeFile(path.join(folder, 'key.pem'), key);
    return cert;
  }

  const tokens = (...entries: readonly object[]): Promise<void> =>
    writeFile(path.join(folder, 'tokens.json'), JSON.stringify({ tokens: entries }));

  async function start(...args: readonly string[]): Promise<GatewayProcess> {
    const files = ['--tls-cert', 'cert.pem', '--tls-key', 'key.pem', '--tokens', 'tokens.json'];
    const own = ['--engine', 'replay', '--replay', 'answers.jsonl'];
    const absolute = [...files, ...own].map(arg => (/\.\w+$/.test(arg) ? path.join(folder, arg) : arg));
    const gateway = await startGatewayProcess(['--host', '0.0.0.0', ...absolute, ...args]);
    ends.push(() => gateway.dispose());
    return gateway;
  }

  const port = ({ url }: GatewayProcess): string => new URL(url.replace('wss:', 'https:')).port;

  async function connect(gateway: GatewayProcess, token: string, trusted = ca) {
    const socket = new WebSocket(`wss://127.0.0.1:${port(gateway)}/v1/responses`, {
      ca: trusted,
      headers: { authorization: `Bearer ${token}` },
    });
    ends.push(async () => socket.terminate());
    const frames: SeenFrame[] = [];
    socket.on('message', data => {
      if (Buffer.isBuffer(data)) frames.push(readFrame(data.toString()));
    });
    await once(socket, 'open');
    return {
      socket,
      frames,
      /** Asks and waits for the last frame of the answer. */
      async ask(input: string, lane?: string): Promise<string | undefined> {
        socket.send(JSON.stringify({ type: 'response.create', input, stream_id: lane }));
        const seen = frames.length;
        for (;;) {
          const last = frames
            .slice(seen)
            .find(({ type }) => type === 'response.completed' || type === 'error');
          if (last) return last.type;
          await once(socket, 'message');
        }
      },
    };
  }

  function get(
    gateway: GatewayProcess,
    where: string,
    token?: string,
  ): Promise<{ status?: number; text: string }> {
    return new Promise((resolve, reject) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const sent = request(
        `https://127.0.0.1:${port(gateway)}${where}`,
        { ca, headers, agent: false },
        response => {
          let text = '';
          response.on('data', chunk => (text += String(chunk)));
          response.on('end', () =>
            resolve({ ...(response.statusCode && { status: response.statusCode }), text }),
          );
        },
      );
      sent.once('error', reject);
      sent.end();
    });
  }

  it('does not start beyond loopback without encryption and named tokens', async () => {
    const bare = runGateway(['--host', '0.0.0.0', '--engine', 'local']);
    assert.equal(await bare.exited, 2);
    assert.match(bare.errors, /needs --tls-cert, --tls-key and --tokens/);
  });

  it('says what is wrong with a tokens file, and repeats no token', async () => {
    await tokens({ name: 'anna', token: anna }, { name: 'anna', token: ben });
    const file = path.join(folder, 'tokens.json');
    const broken = runGateway(['--engine', 'local', '--tokens', file]);
    assert.equal(await broken.exited, 2);
    assert.match(broken.errors, /the name "anna" stands there twice/);
    assert.ok(!broken.errors.includes(anna));
  });

  it('knows its clients by name, over TLS', async () => {
    await tokens({ name: 'anna', token: anna }, { name: 'ben', token: ben });
    const gateway = await start();
    assert.match(gateway.url, /^wss:/);
    const one = await connect(gateway, anna);
    const other = await connect(gateway, ben);
    assert.equal(await one.ask('x'), 'response.completed');
    assert.equal(await other.ask('y'), 'response.completed');
    await assert.rejects(connect(gateway, 'a-wrong-token-0123456789'), /401/);
    await assert.rejects(connect(gateway, anna, ''), /certificate/);
    const metrics = await get(gateway, '/metrics', ben);
    assert.match(metrics.text, /codex_spark_responses_total\{client="anna",outcome="completed"\} 1/);
    assert.match(metrics.text, /codex_spark_refused_connections_total\{code="invalid_api_key"\} 1/);
    assert.match(metrics.text, /process_resident_memory_bytes \d/);
    assert.deepEqual(
      [(await get(gateway, '/metrics')).status, (await get(gateway, '/ready')).status],
      [401, 200],
    );
    assert.match(gateway.process.errors, /connection opened client=anna/);
    assert.ok(!gateway.process.errors.includes(anna));
  });

  it('holds a token to its rate and tells when to come back', async () => {
    await tokens({ name: 'anna', token: anna, requestsPerMinute: 1 }, { name: 'ben', token: ben });
    const gateway = await start();
    const one = await connect(gateway, anna);
    assert.equal(await one.ask('x'), 'response.completed');
    const second = await connect(gateway, anna);
    assert.equal(await second.ask('y'), 'error');
    assert.match(JSON.stringify(second.frames.at(-1)), /"retry-after":"\d+"/);
    assert.equal(await (await connect(gateway, ben)).ask('z'), 'response.completed');
  });

  it('reads tokens and certificate again on SIGHUP; who was taken off the list is sent away', async () => {
    await tokens({ name: 'anna', token: anna }, { name: 'ben', token: ben });
    const gateway = await start();
    const leaving = await connect(gateway, anna);
    const staying = await connect(gateway, ben);
    const before = ca;
    const closed = once(leaving.socket, 'close');
    await tokens({ name: 'ben', token: ben });
    ca = await certificate();
    gateway.process.child.kill('SIGHUP');
    assert.deepEqual((await closed)[0], 1008);
    assert.equal(await staying.ask('x'), 'response.completed');
    await assert.rejects(connect(gateway, anna), /401/);
    await assert.rejects(connect(gateway, ben, before), /certificate/);
    await connect(gateway, ben);
  });

  it('reads the upstream’s key again on SIGHUP', async () => {
    const standIn = await StandIn.start(asked => serverKinds.vllm.reply(asked, hello));
    ends.push(() => standIn.dispose());
    const keyFile = path.join(folder, 'upstream-key');
    await writeFile(keyFile, 'first-key\n');
    const gateway = await startGatewayProcess([
      ...['--engine', 'upstream', '--upstream-url', `${standIn.origin}/v1`, '--upstream-key-file', keyFile],
    ]);
    ends.push(() => gateway.dispose());
    const keyOfTurn = async (): Promise<string | undefined> => {
      const response = await fetch(`${gateway.http}/responses`, {
        method: 'POST',
        headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ input: 'Hi' }),
      });
      assert.equal(response.status, 200, await response.text());
      return standIn.posts.at(-1)?.headers.authorization;
    };
    assert.equal(await keyOfTurn(), 'Bearer first-key');
    await writeFile(keyFile, 'second-key\n');
    gateway.process.child.kill('SIGHUP');
    await gateway.process.until(() => gateway.process.errors.includes(' reloaded') || undefined);
    assert.equal(await keyOfTurn(), 'Bearer second-key');
    assert.doesNotMatch(gateway.process.errors, /first-key|second-key/);
  });

  it('goes on as it was when a file cannot be used any more', async () => {
    await tokens({ name: 'anna', token: anna });
    const gateway = await start();
    await writeFile(path.join(folder, 'tokens.json'), '{');
    gateway.process.child.kill('SIGHUP');
    await gateway.process.until(() => gateway.process.errors.includes('not reloaded') || undefined);
    assert.match(gateway.process.errors, /it is not JSON/);
    assert.equal(await (await connect(gateway, anna)).ask('x'), 'response.completed');
  });

  it('drains on SIGTERM: what is in flight is finished', async () => {
    await tokens({ name: 'anna', token: anna });
    const gateway = await start('--first-token-ms', '300', '--drain-seconds', '20');
    const client = await connect(gateway, anna);
    const answer = client.ask('x');
    while (!client.frames.some(({ type }) => type === 'response.created'))
      await once(client.socket, 'message');
    const closed = once(client.socket, 'close');
    gateway.process.child.kill('SIGTERM');
    assert.equal(await answer, 'response.completed');
    assert.equal((await closed)[0], 1012);
    assert.equal(await gateway.process.exited, 0);
  });

  it('ends on SIGTERM also while somebody stands in the middle of a TLS handshake', async () => {
    await tokens({ name: 'anna', token: anna });
    const gateway = await start('--drain-seconds', '1');
    const socket = connectTcp(Number(port(gateway)), '127.0.0.1');
    ends.push(async () => void socket.destroy());
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(Buffer.from('1603010200', 'hex'));
    await get(gateway, '/health');
    gateway.process.child.kill('SIGTERM');
    assert.equal(await gateway.process.exited, 0);
  });
});
