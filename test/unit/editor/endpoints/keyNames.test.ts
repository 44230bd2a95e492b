import assert from 'node:assert/strict';
import { parseEndpoint, type UsableEndpoint } from '../../../../src/editor/endpoints/endpoint';
import { isKeyOf, keyNames } from '../../../../src/editor/endpoints/keyNames';

function at(address: string): UsableEndpoint {
  const endpoint = parseEndpoint(address);
  assert.ok(endpoint.kind !== 'invalid');
  return endpoint;
}

describe('keyNames', () => {
  const table: [name: string, address: string, own: string, others: readonly string[]][] = [
    ['', 'wss://h/v1', 'https://h', ['wss://h']],
    ['', 'https://h/v1', 'https://h', ['wss://h']],
    ['', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000', ['ws://127.0.0.1:8000']],
    ['fast', 'https://h/v1', 'https://h#fast', ['https://h', 'wss://h']],
  ];
  for (const [name, address, own, others] of table) {
    it(`${name || 'the one'} at ${address}`, () => {
      const full = (short: string): string => `codexSpark.apiKey:${short}`;
      assert.deepEqual(keyNames({ name, endpoint: at(address) }), {
        own: full(own),
        host: full(own.replace(/#.*/, '')),
        others: others.map(full),
      });
    });
  }

  it('there is none for the embedded engine', () => {
    assert.equal(keyNames({ name: 'x', endpoint: at('local') }), undefined);
  });

  it('never has another host in it, nor the unencrypted door of the same', () => {
    const names = keyNames({ name: 'a', endpoint: at('https://h/v1') });
    assert.ok(names);
    for (const name of [names.own, ...names.others]) assert.match(name, /:(https|wss):\/\/h(#a)?$/);
  });

  it('tells whose key something in the storage is', () => {
    const keyed = { name: 'a', endpoint: at('https://h/v1') };
    const stored = (name: string): boolean => isKeyOf(`codexSpark.apiKey:${name}`, keyed);
    assert.deepEqual(['https://h#a', 'https://h', 'wss://h', 'https://h#b', 'https://i'].map(stored), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
