import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { systemClock } from '../../../../../src/common/systemClock';
import { Exchange } from '../../../../../src/engines/upstream/http/exchange';
import { KeptConnections } from '../../../../../src/engines/upstream/http/keptConnections';
import { ManualClock } from '../../../../support/manualClock';
import { selfSigned } from '../../../../support/upstreams/selfSigned';

const whole = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab';

/** A server that does with each request what it is told. */
class Scripted {
  readonly requests: string[] = [];
  readonly wires: Socket[] = [];
  private readonly server: Server;
  answer: (wire: Socket) => void = wire => void wire.write(whole);

  constructor() {
    this.server = createServer(wire => {
      this.wires.push(wire);
      wire.on('error', () => undefined);
      wire.on('data', data => {
        this.requests.push(String(data));
        this.answer(wire);
      });
    });
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address: AddressInfo | string | null = this.server.address();
    assert.ok(typeof address === 'object' && address);
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    for (const wire of this.wires) wire.destroy();
    this.server.close();
  }
}

/** Resolves when a connection is closed, however that came. */
const closing = (wire: Socket): Promise<void> =>
  new Promise(resolve => void wire.once('close', () => resolve()));

describe('KeptConnections', () => {
  let server: Scripted;
  let origin: string;
  let connections: KeptConnections;
  const parts = { connectMs: 10_000, readBytes: 16, keepMs: 60_000, authorities: undefined };

  beforeEach(async () => {
    server = new Scripted();
    origin = await server.listen();
    connections = new KeptConnections({ ...parts, clock: systemClock });
  });

  afterEach(() => {
    connections.dispose();
    server.close();
  });

  function send(body?: string, headers: Readonly<Record<string, string>> = {}): Exchange {
    const exchange = new Exchange();
    const request = { method: 'POST', origin, path: '/v1/x?y=1', headers } as const;
    connections.send(body === undefined ? request : { ...request, body }, exchange);
    return exchange;
  }

  async function textOf(exchange: Exchange): Promise<string> {
    let text = '';
    for await (const bytes of exchange) text += String(Buffer.from(bytes));
    return text;
  }

  it('sends a request in one piece, with its length in bytes', async () => {
    assert.equal(await textOf(send('{"ö":1}', { 'x-one': '1' })), 'ab');
    const host = origin.slice('http://'.length);
    assert.deepEqual(server.requests, [
      `POST /v1/x?y=1 HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\nx-one: 1\r\ncontent-length: 8\r\n\r\n{"ö":1}`,
    ]);
  });

  it('asks again over the same connection, and over another one while that is busy', async () => {
    for (let n = 0; n < 3; n++) await textOf(send(''));
    assert.equal(server.wires.length, 1);
    await Promise.all([textOf(send('')), textOf(send(''))]);
    assert.equal(server.wires.length, 2);
  });

  it('leaves connections alone that end, and those on which more came than was asked for', async () => {
    for (const answer of [
      (wire: Socket) => void wire.write(whole.replace('OK', 'OK\r\nconnection: close')),
      (wire: Socket) => void wire.write(`${whole}HTTP/1.1 200 OK\r\n`),
      (wire: Socket) => void wire.end('HTTP/1.1 200 OK\r\n\r\nab'),
    ]) {
      server.answer = answer;
      const before = server.wires.length;
      assert.equal(await textOf(send('')), 'ab');
      assert.equal(await textOf(send('')), 'ab');
      assert.equal(server.wires.length, before + 2);
    }
  });

  it('takes nothing for an answer that comes while nobody has asked', async () => {
    await textOf(send(''));
    const [wire] = server.wires;
    assert.ok(wire);
    wire.write('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nbad');
    await closing(wire);
    assert.equal(await textOf(send('')), 'ab');
    assert.equal(server.wires.length, 2);
  });

  it('keeps a connection as long as the server says, and closes what nobody has used', async () => {
    const clock = new ManualClock();
    connections = new KeptConnections({ ...parts, clock });
    server.answer = wire => void wire.write(whole.replace('OK', 'OK\r\nkeep-alive: timeout=5'));
    await textOf(send(''));
    await clock.advance(2_900);
    await textOf(send(''));
    assert.equal(server.wires.length, 1);
    await clock.advance(3_100);
    await textOf(send(''));
    assert.equal(server.wires.length, 2, 'two seconds before its end it may be too late');
    const closed = Promise.all(server.wires.map(closing));
    await clock.advance(61_000);
    await closed;
  });

  it('says why there is no answer, or no more of it', async () => {
    server.answer = wire => wire.destroy();
    await assert.rejects(send('').head, /closed/);
    server.answer = wire => void wire.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab');
    const cut = send('');
    assert.equal((await cut.head).status, 200);
    await assert.rejects(textOf(cut), /closed/);
    server.answer = wire => void wire.write('SSH-2.0-x\r\n');
    await assert.rejects(send('').head, /HTTP/);
    server.close();
    await assert.rejects(send('').head, { code: 'ECONNREFUSED' });
  });

  it('closes the connection of an answer that is not wanted any more, also before there is one', async () => {
    server.answer = wire => void wire.write('HTTP/1.1 200 OK\r\n\r\nab');
    const begun = send('');
    await begun.head;
    const [wire] = server.wires;
    assert.ok(wire);
    begun.stop(new Error('enough'));
    await closing(wire);
    const early = send('');
    early.stop(new Error('enough'));
    await assert.rejects(early.head, /enough/);
    assert.ok(server.requests.length === 1);
  });

  it('gives up a connection that is not there in time', async () => {
    const clock = new ManualClock();
    connections = new KeptConnections({ ...parts, clock });
    server.answer = () => undefined;
    // What it is greeted with it does not understand, so it never answers.
    origin = origin.replace('http:', 'https:');
    const exchange = send('');
    await clock.advance(10_000);
    await assert.rejects(exchange.head, { code: 'ETIMEDOUT' });
  });

  it('sends no header that would be more than one', () => {
    assert.throws(() => send('', { 'x-key': 'a\r\nhost: b' }), /x-key/);
    assert.throws(() => send('', { 'x-key': 'a\0' }), /x-key/);
  });

  it('ends what runs when it is disposed, and opens nothing any more', async () => {
    server.answer = () => undefined;
    const { head } = send('');
    connections.dispose();
    await assert.rejects(head, /disposed/);
    assert.throws(() => send(''), /disposed/);
  });

  it('does not read on while its reader is slow', async () => {
    const size = 4 * 1024 * 1024;
    server.answer = wire => {
      wire.write(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`);
      wire.write(Buffer.alloc(size, 'x'));
    };
    connections = new KeptConnections({ ...parts, readBytes: 16 * 1024, clock: systemClock });
    const slow = send('');
    await slow.head;
    const [wire] = server.wires;
    assert.ok(wire);
    for (let n = 0; n < 20; n++) await new Promise(resolve => setImmediate(resolve));
    assert.ok(wire.writableLength > 0, 'the server waits');
    assert.equal((await textOf(slow)).length, size);
  });

  it('speaks TLS to a server it can trust, reads as much at a time there, and keeps that connection too', async () => {
    const identity = await selfSigned();
    const wires = new Set<Socket>();
    const secure = createSecureServer(identity, (_request, response) => {
      wires.add(response.req.socket);
      response.end('x'.repeat(300_000));
    }).listen(0, '127.0.0.1');
    await once(secure, 'listening');
    const address = secure.address();
    assert.ok(typeof address === 'object' && address);
    origin = `https://127.0.0.1:${address.port}`;
    await assert.rejects(send('').head, { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    const trusting = { ...parts, readBytes: 16 * 1024, authorities: [identity.cert], clock: systemClock };
    connections = new KeptConnections(trusting);
    try {
      for (let n = 0; n < 3; n++) assert.equal((await textOf(send(''))).length, 300_000);
      assert.equal(wires.size, 1);
    } finally {
      connections.dispose();
      secure.closeAllConnections();
      secure.close();
    }
  });
});
