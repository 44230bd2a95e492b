import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hasCacheControls } from '../../../src/protocol/promptCache';
import { ultrafastModels } from '../../../src/protocol/serviceTier';

describe('the models of Ultrafast', () => {
  for (const page of ['docs/endpoints.md', 'docs/upstreams/openai.md']) {
    it(`are those of ${page}`, () => {
      const text = readFileSync(page, 'utf8');
      const named = new Set([...text.matchAll(/`(gpt-6[\w.]*-(?:sol|astra))`/g)].map(([, name]) => name));
      assert.deepEqual([...named].sort(), [...ultrafastModels].sort());
    });
  }

  it('have breakpoints and diagnoses of the prompt cache', () =>
    assert.ok(ultrafastModels.every(model => hasCacheControls(model))));
});
