import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hasCacheControls } from '../../../src/protocol/promptCache';
import { ultrafast } from '../../../src/protocol/serviceTier';

describe('OpenAI Ultrafast', () => {
  for (const page of ['docs/endpoints.md', 'docs/upstreams/openai.md']) {
    it(`has the models of ${page}`, () => {
      const text = readFileSync(page, 'utf8');
      const named = new Set([...text.matchAll(/`(gpt-6[\w.]*-(?:sol|astra))`/g)].map(([, name]) => name));
      assert.deepEqual([...named].sort(), [...ultrafast.models].sort());
    });
  }

  it('costs as much and is as fast as docs/endpoints.md says, with date and source', () => {
    const text = readFileSync('docs/endpoints.md', 'utf8').replaceAll(/\s+/g, ' ');
    assert.ok(text.includes(`up to ${ultrafast.timesAsFast} times as fast as \`default\``));
    assert.ok(text.includes(`for ${ultrafast.timesThePrice} times the price`));
    assert.match(text, /guide to Ultrafast, read in \w+ \d{4}/);
  });

  it('has models with breakpoints and diagnoses of the prompt cache', () =>
    assert.ok(ultrafast.models.every(model => hasCacheControls(model))));
});
