import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { listModels, readModels, sortModels, type ModelList } from '../../../../src/editor/connect/modelList';
import { listen } from '../../../support/network/front';
import { hello } from '../../../support/upstreams/answers';
import type { ServerKind } from '../../../support/upstreams/serverKind';
import { serverKinds, type ServerKindName } from '../../../support/upstreams/servers';
import { StandIn } from '../../../support/upstreams/standIn';

const never = new AbortController().signal;

/** Asks a stand-in; `given` is what stands behind its origin. */
async function ask(
  kind: ServerKindName,
  given: string,
  key: string | undefined,
  scheme = 'http',
): Promise<ModelList> {
  const standIn = await StandIn.start(asked => serverKinds[kind].reply(asked, hello));
  try {
    const url = standIn.origin.replace('http', scheme) + given;
    return await listModels({ url, key, headers: {}, ca: undefined }, never);
  } finally {
    await standIn.dispose();
  }
}

describe('listModels', () => {
  for (const [kind, stands] of Object.entries(serverKinds)) {
    const { model, key, base = '/v1' }: ServerKind = stands;
    // Azure is known by its name only: its key travels in another header. Relace has no list.
    if (kind === 'azure' || kind === 'relace') continue;
    it(`reads the list of ${kind}`, async () => {
      const list = await ask(kind as ServerKindName, base, key);
      assert.ok(list.kind === 'models', list.kind === 'failed' ? list.reason : '');
      assert.ok(
        list.ids.some(id => id.replace(/^models\//, '') === model),
        list.ids.join(),
      );
    });
  }

  it('finds the list beside the address of a socket', async () => {
    const { key } = serverKinds.openai;
    assert.equal((await ask('openai', '/v1/responses', key, 'ws')).kind, 'models');
  });

  it('finds the list of a base without a version', async () => {
    assert.equal((await ask('ollama', '', undefined)).kind, 'models');
  });

  it('says that the key is refused', async () => {
    const list = await ask('cerebras', '/v1', 'wrong');
    assert.deepEqual(list, { kind: 'failed', reason: 'The server refused the key (HTTP 401).' });
  });

  it('says that nobody is there', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise(resolve => server.close(resolve));
    const question = { url: `http://127.0.0.1:${port}`, key: undefined, headers: {}, ca: undefined };
    const list = await listModels(question, never);
    assert.ok(list.kind === 'failed');
    assert.match(list.reason, /Nothing listens at this address/);
  });

  it('rejects only when nobody waits for it any more', async () => {
    const over = AbortSignal.abort();
    const question = { url: 'http://127.0.0.1:9', key: undefined, headers: {}, ca: undefined };
    await assert.rejects(listModels(question, over));
  });

  it('sends what is asked with the key of its host, in the header that host wants', async () => {
    const seen: unknown[] = [];
    for (const url of ['https://x.openai.azure.com', 'wss://h/v1/responses?api-version=1']) {
      await listModels({ url, key: 'k', headers: { 'x-t': '1' }, ca: undefined }, never, call => {
        seen.push([call.url, call.headers]);
        return Promise.reject(new Error('enough'));
      });
    }
    assert.deepEqual(seen, [
      [
        'https://x.openai.azure.com/openai/v1/models',
        { 'x-t': '1', 'api-key': 'k', accept: 'application/json' },
      ],
      [
        'https://h/v1/models?api-version=1',
        { 'x-t': '1', authorization: 'Bearer k', accept: 'application/json' },
      ],
    ]);
  });
});

describe('readModels', () => {
  const table: [status: number, type: string, body: string, reason: RegExp][] = [
    [200, 'text/html', '<!doctype html>', /A web page answers there/],
    [200, 'application/json', '<html>', /A web page/],
    [200, 'application/json', '{"version":"1"}', /in no form that is known/],
    [200, 'application/json', '{"models":[]}', /has no model loaded/],
    [200, 'application/json', '{"data":[]}', /no model loaded/],
    [200, 'application/json', '{"data":[{"id":7},null]}', /no model loaded/],
    [403, 'application/json', '', /refused the key/],
    [404, 'application/json', '', /has no list of models \(HTTP 404\)/],
  ];
  for (const [status, type, body, reason] of table) {
    it(`${status} ${body}`, () => {
      const list = readModels({ status, headers: { 'content-type': type } }, body);
      assert.ok(list.kind === 'failed');
      assert.match(list.reason, reason);
    });
  }
});

describe('sortModels', () => {
  it('puts what writes text first', () => {
    const ids = ['whisper-1', 'gpt-5.1', 'gpt-5', 'text-embedding-3', 'codex-10', 'codex-9'];
    assert.deepEqual(sortModels(ids), [
      'codex-9',
      'codex-10',
      'gpt-5',
      'gpt-5.1',
      'text-embedding-3',
      'whisper-1',
    ]);
  });
});
