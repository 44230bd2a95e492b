import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { ClientDirectory, tokenDigest } from '../../../src/gateway/clients/directory';
import { frameBytes } from '../../support/fuzz/wire';
import { RunningGateway } from '../../support/gateway/runningGateway';

const unlimited = { requestsPerMinute: undefined, maxInFlight: undefined };
const clients = new ClientDirectory(
  ['anna', 'ben'].map(name => ({
    name,
    ...unlimited,
    digest: tokenDigest(`token of ${name}`.replaceAll(' ', '-')),
  })),
);
const as = (name: string) => ({
  authorization: `Bearer token-of-${name}`,
  'content-type': 'application/json',
});

describe('one token beside the others', () => {
  const gateway = RunningGateway.forTests({
    clients,
    limits: {
      maxSockets: 8,
      maxArriving: 8,
      maxHeldSize: 1024 * 1024,
      maxUnfinishedBytes: 1024 * 1024,
      maxTotalInFlight: 4,
      maxWaitingPerClient: 1000,
    },
  });
  const open: ClientRequest[] = [];
  afterEach(() => open.splice(0).forEach(request => request.destroy()));

  /** Begins a request; resolves to its status when there is one. */
  function begin(name: string, body: string, whole: boolean): Promise<number | undefined> {
    const request = httpRequest(`${gateway().http}/responses`, {
      method: 'POST',
      agent: false,
      headers: { ...as(name), 'content-length': Buffer.byteLength(body) },
    });
    open.push(request);
    if (whole) request.end(body);
    else request.write(body.slice(0, -1));
    return new Promise(resolve => {
      request.on('response', response => resolve(response.resume().statusCode));
      request.on('error', () => resolve(undefined));
    });
  }

  /** Whether a whole request of this client gets to the engine and is answered. */
  async function isServed(name: string): Promise<boolean> {
    const before = gateway().engine.answers.length;
    const pending = gateway().post({ input: `of ${name}` }, as(name));
    const answer = await gateway().until(() => gateway().engine.answers.slice(before).find(Boolean));
    answer.end();
    return (await pending).status === 200;
  }

  async function waiting(): Promise<number> {
    const response = await fetch(gateway().http.replace('/v1', '/metrics'), { headers: as('ben') });
    return Number(/^codex_spark_waiting (\d+)/m.exec(await response.text())?.[1]);
  }

  it('may have bodies on their way that never come, and the others are served', async () => {
    const refused = begin('anna', '{"input":"x"}', false);
    const statuses: (number | undefined)[] = [];
    for (let n = 0; n < 40; n++)
      void begin('anna', '{"input":"x"}', false).then(status => statuses.push(status));
    await gateway().until(() => statuses.length === 37);
    assert.deepEqual(new Set(statuses), new Set([429]));
    assert.ok(await isServed('ben'));
    void refused;
  });

  it('may have hundreds of requests waiting, and the others wait for one answer at most', async () => {
    for (let n = 0; n < 300; n++) void begin('anna', '{"input":"of anna"}', true);
    await gateway().until(() => gateway().engine.answers.length === 4);
    const pending = gateway().post({ input: 'of ben' }, as('ben'));
    while ((await waiting()) < 297) await new Promise(resolve => setTimeout(resolve, 20));
    for (let n = 0; n < 2; n++) {
      gateway().engine.answers[n]?.end();
      await gateway().until(() => gateway().engine.answers[4 + n]);
    }
    gateway().engine.answerTo('of ben').end();
    assert.equal((await pending).status, 200);
  });

  it('may open half of the sockets, and the others find room', async () => {
    for (let n = 0; n < 4; n++) await gateway().connect(as('anna'));
    assert.equal(await gateway().refusal(as('anna')), 503);
    assert.equal(await gateway().refusal(as('ben')), 101);
  });

  it('may fill half of the memory for requests, and gets it back when they are over', async () => {
    const { socket, frames } = await gateway().connect(as('anna'));
    const text = 'x'.repeat(300 * 1024);
    const ask = (lane: string) =>
      socket.send(JSON.stringify({ type: 'response.create', stream_id: lane, input: text }));
    for (const lane of ['a', 'b', 'c']) ask(lane);
    const refusal = await gateway().until(() => frames.find(({ type }) => type === 'error'));
    assert.deepEqual([refusal.stream_id, refusal.status], ['c', 429]);
    const over = await gateway().post({ input: text }, as('anna'));
    assert.equal(over.status, 429);
    assert.ok(await isServed('ben'));
    for (const answer of gateway().engine.answers.slice(0, 2)) answer.end();
    await gateway().until(() => frames.filter(({ type }) => type === 'response.completed').length === 2);
    ask('c');
    const before = gateway().engine.answers.length;
    (await gateway().until(() => gateway().engine.answers[before])).end();
    await gateway().until(() => frames.filter(({ type }) => type === 'response.completed').length === 3);
  });

  it('is closed with 1013 when frames that never end take up its memory', async () => {
    const wires = [];
    for (let n = 0; n < 4; n++) {
      const socket = connect({ port: gateway().server.port, host: '127.0.0.1' });
      wires.push(socket);
      socket.on('error', () => {});
      const headers = { host: '127.0.0.1', connection: 'upgrade', upgrade: 'websocket', ...as('anna') };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      const key = ['sec-websocket-version: 13', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=='];
      socket.write(`${['GET /v1/responses HTTP/1.1', ...lines, ...key].join('\r\n')}\r\n\r\n`);
      await once(socket, 'data');
      socket.write(frameBytes({ opcode: 1, payload: Buffer.alloc(400 * 1024, 'x'), claimed: 1_000_000n }));
    }
    const closed = await Promise.race(wires.map(async wire => (await once(wire, 'data'))[0] as Buffer));
    assert.deepEqual([closed[0], closed.readUInt16BE(2)], [0x88, 1013]);
    assert.ok(await isServed('ben'));
    for (const wire of wires) wire.destroy();
  });
});
