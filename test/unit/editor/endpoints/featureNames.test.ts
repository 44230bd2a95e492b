import assert from 'node:assert/strict';
import type { Feature } from '../../../../src/editor/endpoints/endpointSettings';
import { featureNames, usesInWords } from '../../../../src/editor/endpoints/featureNames';

describe('featureNames', () => {
  const table: [features: readonly Feature[], words: string][] = [
    [['inline'], 'Suggestions'],
    [['edit', 'chat'], 'Edits and chat'],
    [['inline', 'edit', 'chat'], 'Suggestions, edits and chat'],
  ];
  for (const [features, words] of table) it(words, () => assert.equal(featureNames(features), words));

  it('need not be said where everything uses one endpoint', () => {
    assert.equal(usesInWords(['inline', 'edit', 'chat']), '');
    assert.equal(usesInWords(['chat']), 'Chat');
  });
});
