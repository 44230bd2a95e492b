import assert from 'node:assert/strict';
import * as v from 'valibot';
import { isOtherTier, serviceTiers, tierInWords, type ServedTier } from '../../../src/protocol/serviceTier';
import { settings } from '../../support/manifest';

const endpoints = v.looseObject({
  additionalProperties: v.object({
    properties: v.looseObject({ serviceTier: v.object({ enum: v.array(v.string()) }) }),
  }),
});

const cases: readonly (readonly [ServedTier, string, boolean])[] = [
  [{ asked: undefined, served: 'default' }, '', false],
  [{ asked: 'ultrafast', served: 'ultrafast' }, 'ultrafast', false],
  [{ asked: 'ultrafast', served: 'default' }, 'default instead of ultrafast', true],
  [{ asked: 'auto', served: 'priority' }, 'priority', false],
];

describe('service tier', () => {
  for (const [tier, words, isOther] of cases) {
    it(`${tier.asked ?? 'nothing'} asked, ${tier.served} served: "${words}"`, () => {
      assert.equal(tierInWords(tier), words);
      assert.equal(isOtherTier(tier), isOther);
    });
  }

  it('has the same names in the settings', () => {
    const own = ['', 'inline.', 'edit.', 'chat.'].map(
      feature => settings.get(`codexSpark.${feature}serviceTier`)?.enum,
    );
    for (const names of own) assert.deepEqual(names, ['', ...serviceTiers]);
    const { additionalProperties } = v.parse(endpoints, settings.get('codexSpark.endpoints'));
    assert.deepEqual(additionalProperties.properties.serviceTier.enum, serviceTiers);
  });
});
