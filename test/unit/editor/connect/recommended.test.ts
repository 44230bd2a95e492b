import assert from 'node:assert/strict';
import { recommended, recommendedFor, sizeInWords } from '../../../../src/editor/connect/recommended';
import { localModel } from '../../../../src/editor/finding/localModel';

const gib = 1024 ** 3;

describe('recommendedFor', () => {
  const table: [memory: number, best: string, choices: number][] = [
    [1, 'qwen2.5-coder:0.5b', 1],
    [4, 'qwen2.5-coder:0.5b', 1],
    [7.7, 'qwen2.5-coder:1.5b', 2],
    [16, 'qwen2.5-coder:1.5b', 2],
    [31.2, 'qwen2.5-coder:7b', 3],
    [128, 'qwen2.5-coder:7b', 3],
  ];
  for (const [memory, best, choices] of table)
    it(`${memory} GiB: ${best}`, () => {
      const models = recommendedFor(memory * gib);
      assert.equal(models[0]?.ollama.tag, best);
      assert.equal(models.length, choices);
    });

  it('are models that fill in the middle, under a licence for everybody', () => {
    for (const { ollama, llama, license } of recommended) {
      assert.equal(localModel(ollama.tag)?.fills, true);
      assert.equal(localModel(llama.repository)?.fills, true);
      assert.equal(license, 'Apache-2.0');
    }
  });
});

describe('sizeInWords', () => {
  const table: [bytes: number, words: string][] = [
    [398e6, '398 MB'],
    [1.65e9, '1.6 GB'],
    [4.7e9, '4.7 GB'],
  ];
  for (const [bytes, words] of table) it(words, () => assert.equal(sizeInWords(bytes), words));
});
