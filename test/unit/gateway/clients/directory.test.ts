import assert from 'node:assert/strict';
import { ClientDirectory, tokenDigest } from '../../../../src/gateway/clients/directory';

const entry = (name: string, token: string, maxInFlight?: number) => ({
  name,
  requestsPerMinute: undefined,
  maxInFlight,
  digest: tokenDigest(token),
});

describe('ClientDirectory', () => {
  it('tells clients apart by their tokens', () => {
    const directory = new ClientDirectory([entry('anna', 'token a'), entry('ben', 'token b')]);
    assert.equal(directory.find('token b')?.name, 'ben');
    assert.equal(directory.find('token c'), undefined);
    assert.equal(directory.find(''), undefined);
  });

  it('knows after a reload who is still the same', () => {
    const directory = new ClientDirectory([entry('anna', 'a'), entry('ben', 'b'), entry('cleo', 'c')]);
    const [anna, ben, cleo] = ['a', 'b', 'c'].map(token => directory.find(token));
    assert.ok(anna && ben && cleo);
    directory.replace([entry('cleo', 'c', 4), entry('anna', 'a')]);
    assert.deepEqual(
      [anna, ben, cleo].map(client => directory.knows(client)),
      [true, false, false],
    );
    assert.equal(directory.find('c')?.maxInFlight, 4);
  });
});
