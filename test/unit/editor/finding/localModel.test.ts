import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  billionsIn,
  localModel,
  rankModels,
  type LocalModel,
} from '../../../../src/editor/finding/localModel';

const gib = 1024 ** 3;

describe('billionsIn', () => {
  const table: [name: string, size: number | undefined][] = [
    ['qwen2.5-coder:7b', 7],
    ['qwen2.5-coder:1.5b-base-q4_K_M', 1.5],
    ['Qwen/Qwen2.5-Coder-32B-Instruct', 32],
    ['Qwen3-Coder-30B-A3B', 30],
    ['SmolLM2-135M-Instruct.Q4_1.gguf', 0.135],
    ['starcoder2-15b', 15],
    ['phi-4', undefined],
    ['gpt-oss:20b', 20],
    ['llama3.1', undefined],
    ['8bit-model', undefined],
  ];
  for (const [name, size] of table)
    it(`of ${name}: ${size ?? 'none'}`, () => assert.equal(billionsIn(name), size));
});

describe('localModel', () => {
  it('tells by the name whether it fills in the middle, unless the server says it', () => {
    assert.equal(localModel('qwen2.5-coder:7b')?.fills, true);
    assert.equal(localModel('llama3.1:8b')?.fills, false);
    assert.equal(localModel('qwen2.5-coder:7b', { fills: false })?.fills, false);
    assert.equal(localModel('my-own', { fills: true })?.fills, true);
  });

  const none: unknown[] = [
    '',
    ' ',
    5,
    null,
    undefined,
    {},
    'nomic-embed-text',
    'a\nb',
    'a\u202Eb',
    'a\u0000',
    'x'.repeat(201),
  ];
  for (const id of none)
    it(`is none for ${JSON.stringify(id)?.slice(0, 20)}`, () => assert.equal(localModel(id), undefined));
});

describe('rankModels', () => {
  const model = (id: string, facts = {}): LocalModel => {
    const made = localModel(id, facts);
    assert.ok(made);
    return made;
  };
  const ranked = (ids: readonly string[], memory = 32 * gib): readonly string[] =>
    rankModels(
      ids.map(id => model(id)),
      memory,
    ).map(({ id }) => id);

  const table: [given: readonly string[], best: readonly string[], memory?: number][] = [
    [
      ['llama3.1:70b', 'qwen2.5-coder:1.5b'],
      ['qwen2.5-coder:1.5b', 'llama3.1:70b'],
    ],
    [
      ['qwen2.5-coder:1.5b', 'qwen2.5-coder:7b'],
      ['qwen2.5-coder:7b', 'qwen2.5-coder:1.5b'],
    ],
    [
      ['qwen2.5-coder:32b', 'qwen2.5-coder:7b', 'qwen2.5-coder:14b'],
      ['qwen2.5-coder:7b', 'qwen2.5-coder:14b', 'qwen2.5-coder:32b'],
      8 * gib,
    ],
    [
      ['phi-4', 'gemma'],
      ['gemma', 'phi-4'],
    ],
  ];
  for (const [given, best, memory] of table)
    it(best.join(', '), () => assert.deepEqual(ranked(given, memory), best));

  it('goes by the size that was told, not by the name', () => {
    const models = [model('codellama:34b', { bytes: 2 * gib }), model('codellama:7b', { bytes: 4 * gib })];
    assert.equal(rankModels(models, 16 * gib)[0]?.id, 'codellama:7b');
  });

  it('is one order, whatever order the server has', () => {
    const names = fc.constantFrom(
      'qwen2.5-coder:7b',
      'phi-4',
      'starcoder2:3b',
      'llama3.1:8b',
      'codestral',
      'x:70b',
    );
    fc.assert(
      fc.property(fc.uniqueArray(names), fc.integer({ min: 1, max: 128 }), fc.nat(), (ids, memory, turn) => {
        const turned = [...ids.slice(turn % (ids.length + 1)), ...ids.slice(0, turn % (ids.length + 1))];
        assert.deepEqual(ranked(turned, memory * gib), ranked(ids, memory * gib));
        const order = rankModels(
          ids.map(id => model(id)),
          memory * gib,
        );
        const firstThatDoesNot = order.findIndex(({ fills }) => !fills);
        assert.ok(firstThatDoesNot < 0 || order.slice(firstThatDoesNot).every(({ fills }) => !fills));
      }),
    );
  });
});
