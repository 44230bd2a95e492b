import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { OpenFailure, Socket } from '../../../../src/session/connection/socket';
import { webSocketOpener } from '../../../../src/session/connection/wsSocket';

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

  beforeEach(async () => {
    server = createServer((_request, response) => {
      response.writeHead(429, { 'retry-after': '3' }).end('slow down');
    });
    sockets = new WebSocketServer({ noServer: true, perMessageDeflate: true });
    sockets.on('headers', headers => headers.push('X-Facts: 1'));
    server.on('upgrade', (request, socket, head) => {
      if (request.url === '/refuse') {
        return void socket.end('HTTP/1.1 401 Unauthorized\r\nRetry-After: 9\r\nContent-Length: 2\r\n\r\nno');
      }
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
    await seen.until(1);
    assert.equal(seen.headers()['x-facts'], '1');
    assert.equal(seen.headers()['sec-websocket-extensions'], undefined, 'no compression');
    socket.send('hé');
    socket.ping();
    assert.deepEqual((await seen.until(3)).slice().sort(), ['open', 'pong', 'text echo yes hé']);
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
    assert.match(lines[1] ?? '', /^close 1009/);
    while (!codes.length) await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(codes, [1009]);
  });

  it('reports an HTTP status before the upgrade, with headers', async () => {
    const seen = listen();
    open(`${url}refuse`, seen.listener);
    assert.deepEqual(await seen.until(1), ['failed 401']);
    assert.equal(seen.failure()?.headers?.['retry-after'], '9');
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
});
