import assert from 'node:assert/strict';
import { isAzureHost, keyHeader } from '../../../src/common/serverAddress';

describe('keyHeader', () => {
  const table: [host: string, azure: boolean][] = [
    ['my.openai.azure.com', true],
    ['my.services.ai.azure.com', true],
    ['MY.COGNITIVESERVICES.AZURE.COM', true],
    ['openai.azure.com.evil.example', false],
    ['api.openai.com', false],
  ];
  for (const [host, azure] of table) {
    it(host, () => {
      assert.equal(isAzureHost(host), azure);
      assert.deepEqual(keyHeader(host, 'k'), azure ? { 'api-key': 'k' } : { authorization: 'Bearer k' });
    });
  }
});
