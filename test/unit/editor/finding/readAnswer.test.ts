import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  commonPath,
  localServerNames,
  localServers,
  type LocalServerName,
} from '../../../../src/editor/finding/localServers';
import {
  addAnswer,
  nextPath,
  readFingerprint,
  type Fingerprint,
  type LocalAnswer,
} from '../../../../src/editor/finding/readAnswer';
import { hello } from '../../../support/upstreams/answers';
import { serverKinds } from '../../../support/upstreams/servers';
import type { Reply } from '../../../support/upstreams/standIn';

function answer(path: string, json: unknown, more: Partial<LocalAnswer> = {}): LocalAnswer {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  return { path, status: 200, headers: { 'content-type': 'application/json' }, text, ...more };
}

/** What the stand-in of a server answers. */
function answered(server: LocalServerName, path: string): LocalAnswer {
  const reply = serverKinds[server].reply(
    { method: 'GET', path, headers: {}, body: {}, connection: 1, hungUp: false, over: false },
    hello,
  );
  return fromReply(path, reply);
}

function fromReply(path: string, { status = 200, headers = {}, steps }: Reply): LocalAnswer {
  return { path, status, headers, text: steps.join('') };
}

const llama = { headers: { server: 'llama.cpp', 'content-type': 'application/json; charset=utf-8' } };

describe('readFingerprint', () => {
  for (const server of localServerNames) {
    it(`knows ${server} by what it is asked at its port`, () => {
      const [path] = localServers[server].paths;
      const known = readFingerprint({ server }, answered(server, path));
      assert.equal(known?.server, server);
      assert.equal(known.state, 'ready');
      assert.deepEqual(
        known.models.map(({ id }) => id),
        [serverKinds[server].model],
      );
      assert.equal(known.models[0]?.fills, true);
    });

    it(`knows ${server} at any port`, () => {
      const known = readFingerprint({ server: undefined }, answered(server, commonPath));
      assert.equal(known?.server, server);
    });

    it(`takes ${server} for no other, whatever is expected at a port`, () => {
      for (const expected of localServerNames) {
        const [path] = localServers[expected].paths;
        const known = readFingerprint({ server: expected }, answered(server, path));
        assert.ok(
          known === undefined || known.server === server,
          `${known?.server} where ${expected} was expected`,
        );
      }
    });
  }

  const { key } = {
    key: (server: LocalServerName) =>
      fromReply(localServers[server].paths[0], serverKinds[server].refusals.key),
  };
  for (const server of localServerNames) {
    it(`knows ${server} that wants a key`, () => {
      const said = key(server);
      const headers = server === 'llama.cpp' ? llama.headers : said.headers;
      const known = readFingerprint({ server }, { ...said, headers });
      assert.deepEqual(known, { server, state: 'needs a key', models: [] });
    });
  }

  const others: [name: string, answer: LocalAnswer][] = [
    [
      'a web page',
      answer(commonPath, '<!doctype html><title>x</title>', { headers: { 'content-type': 'text/html' } }),
    ],
    ['a web page that says it is JSON', answer(commonPath, '<html></html>')],
    ['nothing', answer(commonPath, '')],
    ['a number', answer(commonPath, 5)],
    ['a list of strangers', answer(commonPath, { data: [{ id: 'm', owned_by: 'somebody' }] })],
    ['a model of nobody', answer(commonPath, { data: [{ id: 'm' }] })],
    ['a page for those who log in', answer(commonPath, { error: 'log in' }, { status: 401 })],
    ['a redirect', answer(commonPath, { data: [{ id: 'm', owned_by: 'vllm' }] }, { status: 302 })],
    ['an error of a server', answer(commonPath, { data: [{ id: 'm', owned_by: 'vllm' }] }, { status: 500 })],
    ['an empty list of anybody', answer(commonPath, { object: 'list', data: [] })],
    ['tags that are none of Ollama', answer('/api/tags', { models: ['blue'] })],
  ];
  for (const [name, said] of others) {
    it(`takes ${name} for no server of models`, () => {
      for (const server of [...localServerNames.filter(each => each !== 'lmstudio'), undefined])
        assert.equal(readFingerprint({ server }, said), undefined, server);
    });
  }

  it('knows an Ollama without a model', () => {
    for (const models of [[], null]) {
      const known = readFingerprint({ server: 'ollama' }, answer('/api/tags', { models }));
      assert.deepEqual(known, { server: 'ollama', state: 'ready', models: [] });
    }
  });

  it('knows an Ollama without a model at any port', () => {
    const known = readFingerprint({ server: undefined }, answer(commonPath, { object: 'list', data: null }));
    assert.deepEqual(known, { server: 'ollama', state: 'ready', models: [] });
  });

  it('knows a llama-server that is still loading', () => {
    const said = fromReply(commonPath, serverKinds['llama.cpp'].refusals.model);
    const known = readFingerprint({ server: 'llama.cpp' }, { ...said, ...llama });
    assert.equal(known?.state, 'loading');
  });

  it('leaves out what writes no text, and what answers from another machine', () => {
    const digest = 'dae161e27b0e90dd1856c8bb3209201fd6736d8eb66298e75ed87571486f4364';
    const models = [
      { name: 'nomic-embed-text:latest', digest },
      { name: 'plain:1b', digest, capabilities: ['embedding'] },
      { name: 'gpt-oss:120b-cloud', digest },
      { name: 'big', digest, remote_host: 'https://ollama.com:443', remote_model: 'big' },
      { name: 'qwen2.5-coder:7b', digest, size: 4e9, capabilities: ['completion', 'insert'] },
      { name: 'qwen3-coder:30b', digest, size: 18e9, capabilities: ['completion', 'tools'] },
    ];
    const known = readFingerprint({ server: 'ollama' }, answer('/api/tags', { models }));
    assert.deepEqual(
      known?.models.map(({ id, fills, bytes }) => [id, fills, bytes]),
      [
        ['qwen2.5-coder:7b', true, 4e9],
        ['qwen3-coder:30b', false, 18e9],
      ],
    );
  });

  it('knows of several models of llama.cpp which are loaded', () => {
    const data = ['loaded', 'unloaded'].map((value, at) => ({
      id: `m${at}`,
      owned_by: 'llamacpp',
      status: { value },
    }));
    const known = readFingerprint({ server: 'llama.cpp' }, answer(commonPath, { data }, llama));
    assert.deepEqual(
      known?.models.map(({ loaded }) => loaded),
      [true, false],
    );
  });

  it('survives whatever a port says', () => {
    const keys = [
      'data',
      'models',
      'error',
      'id',
      'name',
      'digest',
      'owned_by',
      'size',
      'details',
      'meta',
      'status',
      'capabilities',
      'type',
      'state',
      '__proto__',
      'toString',
    ];
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('vllm', 'sglang', 'library', 'Unauthorized', 'loaded', 'a'.repeat(20)),
        fc.string(),
        fc.double(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(
        tree,
        fc.constantFrom(...localServerNames, undefined),
        fc.constantFrom(200, 401, 403, 404, 503),
        fc.constantFrom('/api/tags', '/api/ps', '/api/v0/models', commonPath, '/props'),
        fc.boolean(),
        (json, server, status, path, isLlama) => {
          const said = answer(path, json, { status, ...(isLlama ? llama : {}) });
          const start: Fingerprint = { server: 'ollama', state: 'ready', models: [] };
          for (const known of [readFingerprint({ server }, said), addAnswer(start, said)]) {
            for (const { id, bytes, billions } of known?.models ?? []) {
              assert.doesNotMatch(id, /\p{Cc}/u);
              assert.ok(bytes === undefined || bytes >= 0);
              assert.ok(billions === undefined || billions >= 0);
            }
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('A second look', () => {
  const ready = (server: LocalServerName, path: string): Fingerprint => {
    const known = readFingerprint({ server }, answered(server, path));
    assert.ok(known);
    return known;
  };

  const table: [server: LocalServerName, asked: string, next: string | undefined][] = [
    ['ollama', '/api/tags', '/api/ps'],
    ['ollama', commonPath, '/api/ps'],
    ['lmstudio', '/api/v0/models', undefined],
    ['lmstudio', commonPath, '/api/v0/models'],
    ['llama.cpp', commonPath, '/props'],
    ['vllm', commonPath, undefined],
    ['sglang', commonPath, undefined],
  ];
  for (const [server, asked, next] of table)
    it(`at ${server} after ${asked}: ${next ?? 'none'}`, () =>
      assert.equal(nextPath(ready(server, asked), asked), next));

  it('is not had at a server that wants a key', () => {
    assert.equal(nextPath({ server: 'llama.cpp', state: 'needs a key', models: [] }, commonPath), undefined);
  });

  it('tells what Ollama has loaded', () => {
    const known = readFingerprint({ server: 'ollama' }, answered('ollama', '/api/tags'));
    assert.ok(known);
    assert.equal(known.models[0]?.loaded, undefined);
    assert.equal(addAnswer(known, answered('ollama', '/api/ps')).models[0]?.loaded, true);
    assert.equal(addAnswer(known, answer('/api/ps', { models: [] })).models[0]?.loaded, false);
  });

  it('tells that a llama-server wants a key, whose list is open to everyone', () => {
    const refused = fromReply('/props', serverKinds['llama.cpp'].refusals.key);
    assert.equal(addAnswer(ready('llama.cpp', commonPath), refused).state, 'needs a key');
  });

  it('changes nothing when it makes no sense', () => {
    const known = ready('ollama', commonPath);
    for (const said of [
      answer('/api/tags', '<html>'),
      answer('/api/tags', { models: [5] }),
      answer('/api/tags', {}, { status: 500 }),
    ])
      assert.deepEqual(addAnswer(known, said), known);
  });
});
