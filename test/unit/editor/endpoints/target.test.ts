import assert from 'node:assert/strict';
import { socketTarget } from '../../../../src/editor/endpoints/target';

describe('socketTarget', () => {
  const headersOf = (headers: Readonly<Record<string, string>>, key?: string, host = 'h') =>
    socketTarget({ url: `wss://${host}/v1/responses` }, { headers }, () => Promise.resolve(key)).headers();

  it('lets a key of the secret storage win over one in the headers, however that is spelled', async () => {
    assert.deepEqual(await headersOf({ Authorization: 'Bearer old', 'x-t': '1' }, 'new'), {
      'x-t': '1',
      authorization: 'Bearer new',
    });
  });

  it('sends the headers as they are where there is no key', async () => {
    assert.deepEqual(await headersOf({ Authorization: 'Bearer mine' }), { Authorization: 'Bearer mine' });
  });

  it('sends the key to Azure as to all others: over a WebSocket it wants it so', async () => {
    assert.deepEqual(await headersOf({}, 'k', 'r.openai.azure.com'), { authorization: 'Bearer k' });
  });
});
