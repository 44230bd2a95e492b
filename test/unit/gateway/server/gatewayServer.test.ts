import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { RunningGateway, token } from '../../../support/gateway/runningGateway';

describe('startGateway', () => {
  const gateway = RunningGateway.forTests();

  it('at close finishes what is in flight and closes with 1012', async () => {
    const { socket, frames } = await gateway().connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    const closed = once(socket, 'close');
    const closing = gateway().server.close();
    answer.text('Hi.');
    answer.end();
    assert.equal((await closed)[0], 1012);
    assert.equal(frames.at(-1)?.type, 'response.completed');
    await closing;
    assert.equal(gateway().engine.disposed, 1);
    await assert.rejects(fetch(`${gateway().http}/models`));
  });

  const raw: Socket[] = [];
  afterEach(() => raw.splice(0).forEach(socket => socket.destroy()));

  /** Sends lines of HTTP and leaves its own half of the connection open, whatever the gateway does with its. */
  function send(...lines: readonly string[]): Socket {
    const socket = connectTcp({ port: gateway().server.port, host: '127.0.0.1', allowHalfOpen: true });
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
      await gateway().until(() => {
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
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    for (let given = 0; given < 400; given++) answer.text('x'.repeat(64 * 1024));
    await gateway().until(() => answer.signal.aborted);
  });
});
