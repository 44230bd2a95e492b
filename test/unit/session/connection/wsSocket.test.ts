import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { OpenFailure, Socket } from '../../../../src/session/connection/socket';
import { failureOf, webSocketOpener } from '../../../../src/session/connection/wsSocket';
import { selfSigned } from '../../../support/upstreams/selfSigned';

/** What a socket reported, as lines, with a promise for the next one. */
function listen() {
  const lines: string[] = [];
  let headers: Readonly<Record<string, string>> = {};
  let failure: OpenFailure | undefined;
  let wake = (): void => {};
  const add = (line: string): void => {
    lines.push(line);
    wake();
  };
  return {
    lines,
    headers: () => headers,
    failure: () => failure,
    async until(count: number): Promise<string[]> {
      while (lines.length < count) await new Promise<void>(resolve => (wake = resolve));
      return lines;
    },
    listener: {
      onOpen(given: Readonly<Record<string, string>>) {
        headers = given;
        add('open');
      },
      onOpenFailed(given: OpenFailure) {
        failure = given;
        add(`failed ${given.status ?? given.code}`);
      },
      onText: (frame: string) => add(`text ${frame}`),
      onBinary: () => add('binary'),
      onPong: () => add('pong'),
      onClose: (code: number, reason: string) => add(`close ${code} ${reason}`.trim()),
    },
  };
}

describe('webSocketOpener', () => {
  let server: Server;
  let sockets: WebSocketServer;
  let url = '';
  let onConnection: (socket: WebSocket) => void = () => {};
  const opened: Socket[] = [];
  let asked: string[] = [];

  beforeEach(async () => {
    asked = [];
    server = createServer((_request, response) => {
      response.writeHead(429, { 'retry-after': '3' }).end('slow down');
    });
    sockets = new WebSocketServer({ noServer: true, perMessageDeflate: true });
    sockets.on('headers', headers => headers.push('X-Facts: 1'));
    server.on('upgrade', (request, socket, head) => {
      asked.push(request.url ?? '');
      if (request.url === '/refuse') {
        // The client has to let go of it: this server does not.
        socket.on('end', () => socket.end(() => asked.push('refused'))).resume();
        return void socket.write(
          'HTTP/1.1 401 Unauthorized\r\nRetry-After: 9\r\nContent-Length: 2\r\n\r\nno',
        );
      }
      if (request.url === '/elsewhere')
        return void socket.end('HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n');
      sockets.handleUpgrade(request, socket, head, client => {
        onConnection(client);
        client.on('message', data => client.send(`echo ${request.headers['x-mine']} ${data}`));
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    onConnection = () => {};
  });

  afterEach(async () => {
    for (const socket of opened.splice(0)) socket.dispose();
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  function open(to: string, listener: ReturnType<typeof listen>['listener'], maxFrameBytes = 1000): Socket {
    const socket = webSocketOpener()({ url: to, headers: { 'x-mine': 'yes' }, maxFrameBytes }, listener);
    opened.push(socket);
    return socket;
  }

  it('sends headers and text, and reports what comes back', async () => {
    const seen = listen();
    const socket = open(url, seen.listener);
    socket.send('too early');
    socket.ping();
    await seen.until(1);
    assert.equal(seen.headers()['x-facts'], '1');
    assert.equal(seen.headers()['sec-websocket-extensions'], undefined, 'no compression');
    socket.send('hé');
    socket.ping();
    assert.deepEqual((await seen.until(3)).slice().sort(), ['open', 'pong', 'text echo yes hé']);
  });

  it('tells how much waits to be sent, and sends it before it closes, disposed or not', async () => {
    const closed = new Promise<number>(
      resolve =>
        (onConnection = client => {
          client.pause();
          setImmediate(() => client.resume());
          client.on('close', resolve);
        }),
    );
    const seen = listen();
    const socket = open(url, seen.listener, 64 * 1024 * 1024);
    await seen.until(1);
    assert.equal(socket.bufferedBytes, 0);
    socket.send('x'.repeat(16 * 1024 * 1024));
    assert.ok(socket.bufferedBytes > 0);
    socket.close(1000, 'bye');
    socket.dispose();
    assert.equal(await closed, 1000);
  });

  it('reports binary frames and the close with its reason', async () => {
    onConnection = client => {
      client.send(Buffer.from([1]));
      client.close(1012, 'restart');
    };
    const seen = listen();
    open(url, seen.listener);
    assert.deepEqual(await seen.until(3), ['open', 'binary', 'close 1012 restart']);
  });

  it('closes with 1009 on a frame over the limit', async () => {
    const codes: number[] = [];
    onConnection = client => {
      client.on('close', code => codes.push(code));
      client.send('x'.repeat(1001));
    };
    const seen = listen();
    open(url, seen.listener);
    const lines = await seen.until(2);
    assert.match(lines[1] ?? '', /^close 1009 \S/);
    while (!codes.length) await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(codes, [1009]);
  });

  it('reports an HTTP status before the upgrade, with headers', async () => {
    const seen = listen();
    open(`${url}refuse`, seen.listener);
    assert.deepEqual(await seen.until(1), ['failed 401']);
    assert.equal(seen.failure()?.headers?.['retry-after'], '9');
    assert.match(seen.failure()?.message ?? '', /401/);
  });

  it('reports that once, and lets go of the server', async () => {
    const seen = listen();
    open(`${url}refuse`, seen.listener);
    while (!asked.includes('refused')) await new Promise(resolve => setImmediate(resolve));
    await turns();
    assert.deepEqual([seen.lines, asked], [['failed 401'], ['/refuse', 'refused']]);
  });

  it('goes to no other place that a server names: what it sends is for this one', async () => {
    const seen = listen();
    open(`${url}elsewhere`, seen.listener);
    assert.deepEqual(await seen.until(1), ['failed 302']);
    await turns();
    assert.deepEqual([seen.lines, asked], [['failed 302'], ['/elsewhere']]);
  });

  it('trusts the authorities it is given, and no others', async () => {
    const identity = await selfSigned();
    const secure = createTlsServer(identity);
    secure.on('upgrade', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, () => undefined),
    );
    await new Promise<void>(resolve => secure.listen(0, '127.0.0.1', resolve));
    const address = secure.address();
    const target = {
      url: `wss://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`,
      headers: {},
      maxFrameBytes: 1000,
    };
    const [none, known] = [listen(), listen()];
    opened.push(webSocketOpener()(target, none.listener));
    opened.push(webSocketOpener({ ca: [identity.cert] })(target, known.listener));
    assert.deepEqual(
      [await none.until(1), await known.until(1)],
      [['failed DEPTH_ZERO_SELF_SIGNED_CERT'], ['open']],
    );
    for (const client of sockets.clients) client.terminate();
    secure.closeAllConnections();
    await new Promise(resolve => secure.close(resolve));
  });

  it('says why it closes in as many words as have room, in any language', async () => {
    const closed = new Promise<string>(
      resolve =>
        (onConnection = client => client.on('close', (code, reason) => resolve(`${code} ${reason}`))),
    );
    const seen = listen();
    const socket = open(url, seen.listener);
    await seen.until(1);
    socket.close(1002, '不'.repeat(100));
    assert.equal(await closed, `1002 ${'不'.repeat(41)}`);
  });

  it('reports a server that does not upgrade at all', async () => {
    sockets.close();
    server.removeAllListeners('upgrade');
    const seen = listen();
    open(url, seen.listener);
    assert.deepEqual(await seen.until(1), ['failed 429']);
    assert.equal(seen.failure()?.headers?.['retry-after'], '3');
  });

  it('reports a port where nobody listens', async () => {
    const probe = createTcpServer();
    await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise(resolve => probe.close(resolve));
    const seen = listen();
    open(`ws://127.0.0.1:${port}/`, seen.listener);
    assert.deepEqual(await seen.until(1), ['failed ECONNREFUSED']);
  });

  it('reports a malformed URL, after it has returned', async () => {
    const seen = listen();
    open('nonsense://x', seen.listener);
    assert.deepEqual(seen.lines, []);
    assert.deepEqual(await seen.until(1), ['failed ERR_INVALID_URL']);
    const dropped = listen();
    open('nonsense://x', dropped.listener).dispose();
    await turns();
    assert.deepEqual(dropped.lines, []);
  });

  it('says nothing after it was disposed, in the handshake or later', async () => {
    const early = listen();
    open(url, early.listener).dispose();
    const late = listen();
    const closed = new Promise(resolve => (onConnection = client => client.on('close', resolve)));
    const socket = open(url, late.listener);
    await late.until(1);
    socket.dispose();
    await closed;
    assert.deepEqual([early.lines, late.lines], [[], ['open']]);
  });

  it('says nothing of what still comes while it closes, once it was disposed', async () => {
    const seen = listen();
    const closed = new Promise(resolve => (onConnection = client => client.on('close', resolve)));
    const socket = open(url, seen.listener);
    await seen.until(1);
    socket.send('what is answered');
    socket.ping();
    socket.close(1000, 'bye');
    socket.dispose();
    await closed;
    await turns();
    assert.deepEqual(seen.lines, ['open']);
  });
});

describe('failureOf', () => {
  const refused = { code: 'ECONNREFUSED' };
  it('is what an error says, or its code where it says nothing', () => {
    assert.deepEqual(failureOf(Object.assign(new Error('connect ECONNREFUSED'), refused)), {
      message: 'connect ECONNREFUSED',
      code: 'ECONNREFUSED',
    });
    const both = Object.assign(new AggregateError([new Error('of ::1'), new Error('of 127.0.0.1')]), refused);
    assert.deepEqual(failureOf(both), { message: 'ECONNREFUSED', code: 'ECONNREFUSED' });
    const { message, code } = failureOf(new Error(''));
    assert.notEqual(message, '');
    assert.equal(code, undefined);
  });
});

/** Until what has arrived has been read: some turns of the event loop. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise(resolve => setImmediate(resolve));
}
