import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { networkSteps, type NetworkTarget } from '../../../../src/editor/diagnosis/networkSteps';
import type { Finding } from '../../../../src/editor/diagnosis/step';
import { startConnectProxy } from '../../../support/network/connectProxy';
import { listen, selfSigned, startFront, type Front, type Identity } from '../../../support/network/front';

const never = new AbortController().signal;
const direct: Pick<NetworkTarget, 'proxy' | 'ca'> = { proxy: undefined, ca: undefined };

/** Runs one of the three steps. */
function run(step: 0 | 1 | 2, target: NetworkTarget, signal: AbortSignal = never): Promise<Finding> {
  const chosen = networkSteps(target)[step];
  assert.ok(chosen);
  return chosen.run(signal);
}

describe('networkSteps', () => {
  const servers: { stop(): Promise<void> }[] = [];
  let identity: Identity;
  let tls: Front;
  let closedPort: number;

  /** Keeps a server until the test has ended. */
  function keep<T extends { stop(): Promise<void> }>(server: T): T {
    servers.push(server);
    return server;
  }

  /** A TCP server, plain. */
  async function plain(server: Server): Promise<number> {
    const open = new Set<Socket>();
    server.on('connection', socket => open.add(socket));
    const port = await listen(server);
    keep({
      stop: () => {
        for (const socket of open) socket.destroy();
        return new Promise(resolve => server.close(() => resolve()));
      },
    });
    return port;
  }

  before(async () => {
    identity = await selfSigned('localhost', 'spark.test');
    tls = await startFront(9, identity);
    const server = createServer();
    closedPort = await listen(server);
    await new Promise(resolve => server.close(resolve));
  });
  after(() => tls.stop());
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

  const secure = (port: number, ca?: string, host = 'localhost'): NetworkTarget => ({
    ...direct,
    host,
    port,
    secure: true,
    ca: ca === undefined ? undefined : [ca],
  });

  it('finds addresses', async () => {
    const { outcome, detail } = await run(0, secure(443));
    assert.equal(outcome, 'ok');
    assert.match(detail, /127\.0\.0\.1|::1/);
  });

  it('says that a name is not known', async () => {
    const { outcome, detail, advice } = await run(0, secure(443, undefined, 'no-such-host.invalid'));
    assert.equal(outcome, 'failed');
    assert.match(detail, /not known|name server/);
    assert.match(advice ?? '', /network/);
  });

  describe('the certificate', () => {
    it('self-signed: says so, and where to name it', async () => {
      const { outcome, detail, advice } = await run(2, secure(tls.port));
      assert.equal(outcome, 'failed');
      assert.match(detail, /self-signed\. \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
      assert.match(advice ?? '', /codexSpark\.caFile/);
    });

    it('trusted: says who issued it and until when it holds', async () => {
      const { outcome, detail } = await run(2, secure(tls.port, identity.certificate));
      assert.equal(outcome, 'ok');
      assert.match(detail, /^TLSv1\.3, issued by localhost, valid until .+ GMT\.$/);
    });

    it('of another host: says so', async () => {
      const { outcome, detail } = await run(2, secure(tls.port, identity.certificate, '127.0.0.1'));
      assert.equal(outcome, 'failed');
      assert.match(detail, /another host name/);
    });

    it('nobody there: says so', async () => {
      const { outcome, detail } = await run(2, secure(closedPort));
      assert.equal(outcome, 'failed');
      assert.match(detail, /Nothing listens at this address/);
    });

    it('a server without TLS: says so', async () => {
      const port = await plain(createServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
      const { outcome, detail, advice } = await run(2, secure(port));
      assert.equal(outcome, 'failed');
      assert.match(detail, /does not speak TLS/);
      assert.match(advice ?? '', /ws:\/\//);
    });

    it('a server that says nothing: gives up in time', async () => {
      const port = await plain(createServer(socket => void socket.on('error', () => undefined)));
      const { outcome, detail } = await run(2, { ...secure(port), limitMs: 50 });
      assert.equal(outcome, 'failed');
      assert.match(detail, /No answer in time/);
    });

    it('ends at once when it is cancelled', async () => {
      const port = await plain(createServer(socket => void socket.on('error', () => undefined)));
      const cancel = new AbortController();
      const step = run(2, secure(port), cancel.signal);
      cancel.abort();
      await assert.rejects(step, { name: 'AbortError' });
    });

    it('does not matter to ws://', async () => {
      assert.equal((await run(2, { ...secure(tls.port), secure: false })).outcome, 'skipped');
    });
  });

  describe('a proxy', () => {
    const through = (port: number, more: Partial<NetworkTarget> = {}): NetworkTarget => ({
      host: 'spark.test',
      port: 443,
      secure: true,
      ca: undefined,
      proxy: new URL(`http://127.0.0.1:${port}`),
      ...more,
    });

    it('that tunnels: says whereto, and the certificate is seen through it', async () => {
      const proxy = keep(await startConnectProxy(0, { 'spark.test:443': tls.port }));
      const target = through(proxy.port, { ca: [identity.certificate] });
      assert.deepEqual(await run(0, target), { outcome: 'skipped', detail: 'The proxy looks it up.' });
      assert.deepEqual(await run(1, target), {
        outcome: 'ok',
        detail: `http://127.0.0.1:${proxy.port} lets us through to spark.test:443.`,
      });
      const trusted = await run(2, target);
      assert.equal(trusted.outcome, 'ok', trusted.detail);
      const untrusted = await run(2, { ...target, ca: undefined });
      assert.match(untrusted.detail, /self-signed/);
      assert.deepEqual(new Set(proxy.requests), new Set(['CONNECT spark.test:443']));
    });

    it('that refuses: says so, with its status', async () => {
      const proxy = keep(await startConnectProxy(0, {}));
      const { outcome, detail, advice } = await run(1, through(proxy.port));
      assert.equal(outcome, 'failed');
      assert.match(detail, /does not let us through to spark\.test:443 \(HTTP 502\)/);
      assert.match(advice ?? '', /whoever runs the proxy/);
    });

    it('that wants a password: says so and goes on, because VS Code may know it', async () => {
      const port = await plain(
        createServer(socket => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')),
      );
      const { outcome, detail } = await run(1, through(port));
      assert.equal(outcome, 'ok');
      assert.match(detail, /user name and password/);
      assert.equal((await run(2, through(port))).outcome, 'skipped');
    });

    it('that is not there: names the settings of the proxy, not the endpoint', async () => {
      const { outcome, detail, advice } = await run(1, through(closedPort));
      assert.equal(outcome, 'failed');
      assert.match(detail, new RegExp(`^http://127\\.0\\.0\\.1:${closedPort}: Nothing listens`));
      assert.match(advice ?? '', /"http\.proxy".*HTTPS_PROXY/);
    });

    it('that is no proxy: says so', async () => {
      const port = await plain(createServer(socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
      const { outcome, detail } = await run(1, through(port));
      assert.equal(outcome, 'failed');
      assert.match(detail, /does not answer the way an HTTP proxy does/);
    });

    it('is given its password, and the report is not', async () => {
      let head = '';
      const port = await plain(
        createServer(socket =>
          socket.once('data', data => {
            head = data.toString();
            socket.end('HTTP/1.1 200 OK\r\n\r\n');
          }),
        ),
      );
      const { detail } = await run(1, through(port, { proxy: new URL(`http://me:s%40t@127.0.0.1:${port}`) }));
      assert.match(head, /Proxy-Authorization: Basic bWU6c0B0\r\n/);
      assert.doesNotMatch(detail, /s@t|s%40t/);
    });

    it('between ws:// and its server: warns that it may not pass', async () => {
      const proxy = keep(await startConnectProxy(0, {}));
      const { outcome, detail } = await run(1, through(proxy.port, { secure: false }));
      assert.equal(outcome, 'ok');
      assert.match(detail, /not let ws:\/\/ through: use wss:\/\//);
    });

    it('none: says so', async () => {
      assert.deepEqual(await run(1, secure(443)), { outcome: 'skipped', detail: 'None is set.' });
    });
  });
});
