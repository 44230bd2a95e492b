import assert from 'node:assert/strict';
import { foundDraft, foundRows, modelKey, toMeasure } from '../../../../src/editor/connect/foundRows';
import type { FoundServer } from '../../../../src/editor/finding/findServers';
import { localModel, type LocalModel, type ModelFacts } from '../../../../src/editor/finding/localModel';

function model(id: string, facts: ModelFacts = {}): LocalModel {
  const made = localModel(id, facts);
  assert.ok(made);
  return made;
}

function server(models: readonly LocalModel[], more: Partial<FoundServer> = {}): FoundServer {
  return {
    server: 'ollama',
    title: 'Ollama',
    address: 'http://127.0.0.1:11434',
    place: '127.0.0.1:11434',
    state: 'ready',
    models,
    ...more,
  };
}

const coder = model('qwen2.5-coder:7b', { loaded: true });
const fast = { works: true, summary: 'First token after 9 ms', how: '', tokensPerSecond: 143.4 };

function screen(
  servers: readonly FoundServer[],
  speeds: readonly (readonly [string, typeof fast | 'measuring'])[] = [],
) {
  return foundRows({ looking: false, servers, speeds: new Map(speeds) }).map(
    ({ label, detail, value }) => `${label} | ${detail}${value ? '' : ' | -'}`,
  );
}

describe('foundRows', () => {
  it('say that it is being looked, and cannot be picked then', () => {
    const rows = foundRows({ looking: true, servers: [server([coder])], speeds: new Map() });
    assert.deepEqual(
      rows.map(({ label, value }) => [label, value]),
      [['$(search) Looking for running servers…', undefined]],
    );
  });

  const key = modelKey(server([coder]), coder);
  const table: [
    name: string,
    servers: FoundServer[],
    speeds: [string, typeof fast | 'measuring'][],
    rows: string[],
  ][] = [
    ['nothing', [], [], []],
    [
      'a model that is being measured',
      [server([coder])],
      [[key, 'measuring']],
      ['$(zap) qwen2.5-coder:7b on Ollama | being measured…'],
    ],
    [
      'a model with its speed',
      [server([coder])],
      [[key, fast]],
      ['$(zap) qwen2.5-coder:7b on Ollama | 143 tokens/s: use it for suggestions'],
    ],
    [
      'a model that does not answer',
      [server([coder])],
      [[key, { ...fast, works: false, summary: 'Out of memory.' }]],
      ['$(zap) qwen2.5-coder:7b on Ollama | does not answer: Out of memory.'],
    ],
    [
      'a model on disk, that chats',
      [server([model('llama3.1:8b', { loaded: false })])],
      [],
      [
        '$(zap) llama3.1:8b on Ollama | not in memory: loaded and measured when you pick it, made for chats rather than for code at a cursor',
      ],
    ],
    [
      'more models than are shown',
      [server([coder, ...['a', 'b', 'c', 'd'].map(id => model(id, { loaded: true }))])],
      [],
      [
        '$(zap) qwen2.5-coder:7b on Ollama | measured when you pick it',
        ...['a', 'b'].map(
          id =>
            `$(zap) ${id} on Ollama | measured when you pick it, made for chats rather than for code at a cursor`,
        ),
        '$(ellipsis) Another model on Ollama | 2 more',
      ],
    ],
    [
      'two servers of one kind',
      [server([coder]), server([coder], { place: '127.0.0.1:11500', address: 'http://127.0.0.1:11500' })],
      [[key, fast]],
      [
        '$(zap) qwen2.5-coder:7b on Ollama (127.0.0.1:11434) | 143 tokens/s: use it for suggestions',
        '$(zap) qwen2.5-coder:7b on Ollama (127.0.0.1:11500) | measured when you pick it',
      ],
    ],
    [
      'a server that needs a key',
      [server([], { state: 'needs a key', title: 'vLLM', place: '127.0.0.1:8000' })],
      [],
      ['$(key) vLLM | 127.0.0.1:8000: needs a key'],
    ],
    [
      'a server that loads',
      [server([], { state: 'loading', title: 'llama.cpp', place: '127.0.0.1:8080' })],
      [],
      ['$(loading) llama.cpp | 127.0.0.1:8080: still loads its model. Look again in a while. | -'],
    ],
    [
      'a server without a model',
      [server([], { server: 'lmstudio', title: 'LM Studio', place: '127.0.0.1:1234' })],
      [],
      ['$(circle-slash) LM Studio | 127.0.0.1:1234: has no model that writes text | -'],
    ],
    ['an Ollama without a model, for which there is an offer', [server([])], [], []],
    [
      'a name that looks like an icon',
      [server([model('$(pass)x')])],
      [],
      [
        '$(zap) \\$(pass)x on Ollama | measured when you pick it, made for chats rather than for code at a cursor',
      ],
    ],
  ];
  for (const [name, servers, speeds, rows] of table)
    it(`of ${name}`, () => assert.deepEqual(screen(servers, speeds), rows));
});

describe('What is picked', () => {
  it('has its address, model and use, and how it has answered', () => {
    const draft = foundDraft(server([coder]), coder, fast);
    assert.equal(draft.preset.name, 'Ollama');
    assert.equal(draft.address, 'http://127.0.0.1:11434');
    assert.equal(draft.model, coder.id);
    assert.deepEqual(draft.uses, ['inline']);
    assert.deepEqual(draft.found, { needsKey: false, tested: fast });
  });

  it('counts as tried only when it answered', () => {
    const rows = foundRows({
      looking: false,
      servers: [server([coder])],
      speeds: new Map([[modelKey(server([coder]), coder), { ...fast, works: false }]]),
    });
    assert.equal(rows[0]?.value?.found?.tested, undefined);
  });
});

describe('toMeasure', () => {
  const cold = model('codestral', { loaded: false });
  const table: [name: string, server: FoundServer, id: string | undefined][] = [
    ['the best that is in memory', server([cold, coder]), coder.id],
    ['none where none is in memory', server([cold]), undefined],
    ['none where that is not told', server([model('codestral')]), undefined],
    ['none of a server that needs a key', server([coder], { state: 'needs a key' }), undefined],
  ];
  for (const [name, from, id] of table) it(`is ${name}`, () => assert.equal(toMeasure(from)?.id, id));
});
