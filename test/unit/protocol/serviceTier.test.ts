import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isOtherTier, serviceTiers, tierInWords, type ServedTier } from '../../../src/protocol/serviceTier';

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
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { configuration: { properties: Record<string, Setting> } };
    };
    const settings = contributes.configuration.properties;
    const own = ['', 'inline.', 'edit.', 'chat.'].map(
      feature => settings[`codexSpark.${feature}serviceTier`]?.enum,
    );
    for (const names of own) assert.deepEqual(names, ['', ...serviceTiers]);
    const named = settings['codexSpark.endpoints']?.additionalProperties?.properties?.['serviceTier']?.enum;
    assert.deepEqual(named, [...serviceTiers]);
  });
});

interface Setting {
  readonly enum?: readonly string[];
  readonly additionalProperties?: { readonly properties?: Record<string, Setting> };
}
