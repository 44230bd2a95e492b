import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';

const line = v.looseObject({
  time: v.pipe(v.string(), v.isoTimestamp()),
  id: v.string(),
  model: v.string(),
  status: v.string(),
  code: v.optional(v.string()),
  client: v.string(),
  over: v.string(),
  inputTokens: v.number(),
  outputTokens: v.number(),
  ms: v.number(),
});
const response = v.object({ id: v.string() });

/** What a gateway tells those who look on: a line, a span and figures for each turn. */
describe('a gateway seen from outside', function () {
  this.timeout(30_000);
  const told: { path: string; body: string }[] = [];
  let collector: Server;
  let folder: string;
  let gateway: GatewayProcess;

  before(async () => {
    collector = createServer((request, answer) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        told.push({ path: request.url ?? '', body });
        answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    collector.listen(0, '127.0.0.1');
    await once(collector, 'listening');
    folder = await mkdtemp(path.join(tmpdir(), 'seen-'));
    const address = collector.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const entries = [
      { match: 'break', error: { status: 503, code: 'upstream_timeout', message: 'Too late.' } },
      { answer: 'const answer = "of the model";' },
    ];
    const args = ['--turn-log', path.join(folder, 'turns.jsonl'), '--otlp', `http://127.0.0.1:${port}/`];
    gateway = await startReplayGateway(entries, args);
  });
  after(async () => {
    await gateway.dispose();
    collector.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (input: string): Promise<Response> =>
    fetch(`${gateway.http}/responses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ input }),
    });

  it('tells each turn once, by the id its client has, and never what it says', async () => {
    const { id } = v.parse(response, await (await ask('code of the user')).json());
    assert.equal((await ask('break code of the user')).status, 503);
    gateway.process.child.kill('SIGTERM');
    assert.equal(await gateway.process.exited, 0);

    const log = await readFile(path.join(folder, 'turns.jsonl'), 'utf8');
    const lines = log
      .trim()
      .split('\n')
      .map(text => v.parse(line, JSON.parse(text)));
    assert.deepEqual(
      lines.map(({ status, code, client, over, model }) => [status, code, client, over, model]),
      [
        ['completed', undefined, 'default', 'http', 'replay'],
        ['failed', 'upstream_timeout', 'default', 'http', 'replay'],
      ],
    );
    assert.equal(lines[0]?.id, id);

    const spans = told.filter(({ path: to }) => to === '/v1/traces').map(({ body }) => body);
    assert.equal(spans.join('').match(/"name":"chat replay"/g)?.length, 2);
    assert.ok(spans.join('').includes(`{"key":"gen_ai.response.id","value":{"stringValue":"${id}"}}`));
    assert.ok(spans.join('').includes('{"key":"error.type","value":{"stringValue":"upstream_timeout"}}'));
    const figures = told.filter(({ path: to }) => to === '/v1/metrics').map(({ body }) => body);
    for (const name of ['gen_ai.server.request.duration', 'gen_ai.client.token.usage'])
      assert.ok(
        figures.some(body => body.includes(name)),
        name,
      );

    const all = [log, ...told.map(({ body }) => body), gateway.process.errors].join('\n');
    for (const word of ['code of the user', 'of the model', gateway.token])
      assert.ok(!all.includes(word), word);
  });
});
