import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { httpsPost } from '../../../../src/editor/endpoints/httpsPost';

const never = new AbortController().signal;

async function text(body: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of body) all += piece;
  return all;
}

describe('httpsPost', () => {
  const servers: Server[] = [];
  after(() => {
    for (const server of servers) server.close();
  });
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const echo: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.writeHead(201, { 'x-mine': 'yes' });
      const answer = Buffer.from(`${request.method} ${request.headers.authorization} ${body} 🙂`);
      // A character cut in two must arrive whole.
      response.write(answer.subarray(0, answer.length - 2));
      setImmediate(() => response.end(answer.subarray(answer.length - 2)));
    });
  };

  it('posts, and reads the answer in pieces', async () => {
    const port = await listen(createServer(echo));
    const answer = await httpsPost(undefined)(
      {
        url: `http://127.0.0.1:${port}/v1/responses`,
        headers: { authorization: 'Bearer k' },
        body: '{"a":"ü"}',
      },
      never,
    );
    assert.deepEqual([answer.status, answer.headers['x-mine']], [201, 'yes']);
    assert.equal(await text(answer.body), 'POST Bearer k {"a":"ü"} 🙂');
  });

  it('trusts a certificate that is named, and no other', async () => {
    const extensions = [
      { name: 'subjectAltName' as const, altNames: [{ type: 7 as const, ip: '127.0.0.1' }] },
    ];
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'x' }], { extensions });
    const port = await listen(createTlsServer({ key, cert }, echo));
    const target = { url: `https://127.0.0.1:${port}/`, headers: {}, body: 'x' };
    await assert.rejects(httpsPost(undefined)(target, never), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    assert.equal((await httpsPost([cert])(target, never)).status, 201);
  });

  it('may be aborted by its own reader, who then leaves', async () => {
    const port = await listen(createServer((_, response) => void response.end('data: 1\n\n')));
    const controller = new AbortController();
    const target = { url: `http://127.0.0.1:${port}/`, headers: {}, body: 'x' };
    const answer = await httpsPost(undefined)(target, controller.signal);
    for await (const piece of answer.body) {
      assert.equal(piece, 'data: 1\n\n');
      // An event that ends an answer begins the next request of its lane, which aborts this one.
      controller.abort();
      break;
    }
    // An error that nobody listens to would end the process.
    await new Promise(resolve => setTimeout(resolve, 20));
  });

  it('ends the request when its reader stops early', async () => {
    let gone = (): void => undefined;
    const closed = new Promise<void>(resolve => (gone = resolve));
    const port = await listen(
      createServer((_, response) => {
        response.on('close', gone);
        response.write('data: é\n\n');
      }),
    );
    const answer = await httpsPost(undefined)(
      { url: `http://127.0.0.1:${port}/`, headers: {}, body: 'x' },
      never,
    );
    for await (const piece of answer.body) {
      assert.equal(piece, 'data: é\n\n');
      break;
    }
    await closed;
  });

  it('rejects when nothing listens, and when it is cancelled', async () => {
    const target = { url: 'http://127.0.0.1:9/', headers: {}, body: 'x' };
    await assert.rejects(httpsPost(undefined)(target, never), { code: 'ECONNREFUSED' });
    const cancel = new AbortController();
    const port = await listen(createServer(() => cancel.abort()));
    await assert.rejects(
      httpsPost(undefined)({ ...target, url: `http://127.0.0.1:${port}/` }, cancel.signal),
      {
        name: 'AbortError',
      },
    );
  });
});
