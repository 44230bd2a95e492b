import assert from 'node:assert/strict';
import { fimFamilies } from '../../../../../src/engines/upstream/forms/completions/fimFamilies';
import { fillTokens, tokensAsked } from '../../../../../src/engines/upstream/probe/fillTokens';
import { fimFamilyNames } from '../../../../../src/common/upstreamNames';

const props = { default_generation_settings: { n_ctx: 4_096 } };
const told = (tokens: readonly string[]): unknown => ({
  tokens: [...tokens, '\n'].map((piece, id) => ({ id, piece })),
});

describe('How the model of llama.cpp fills in the middle', () => {
  it('is told by its tokens: the family with most of them', () => {
    for (const name of fimFamilyNames) {
      const { family, context } = fillTokens(props, told(fimFamilies[name].tokens)) ?? assert.fail();
      assert.deepEqual(fimFamilies[family].tokens, fimFamilies[name].tokens, name);
      assert.equal(context, 4_096);
    }
    const both = [...fimFamilies.granite4.tokens, ...fimFamilies.qwen.tokens];
    assert.equal(fillTokens(props, told(both))?.family, 'qwen');
  });

  it('is not known where it has only some of them, or where no context is told', () => {
    assert.equal(fillTokens(props, told(['<|fim_prefix|>', '<|fim_suffix|>'])), undefined);
    assert.equal(fillTokens({}, told(fimFamilies.qwen.tokens)), undefined);
    for (const answer of [undefined, {}, { tokens: [1, 2] }, { tokens: [{ id: 1, piece: [226, 150] }] }])
      assert.equal(fillTokens(props, answer), undefined);
  });

  it('is asked for with each of the tokens once', () => {
    const asked = tokensAsked.content.split('\n');
    assert.deepEqual(new Set(asked).size, asked.length);
    assert.ok(fimFamilyNames.every(name => fimFamilies[name].tokens.every(token => asked.includes(token))));
  });
});
