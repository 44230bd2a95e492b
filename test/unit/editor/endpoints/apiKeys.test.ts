import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/common/emitter';
import { ApiKeys, keyProblem, type SecretStore } from '../../../../src/editor/endpoints/apiKeys';
import { parseEndpoint } from '../../../../src/editor/endpoints/endpoint';
import type { EndpointSpec } from '../../../../src/editor/endpoints/endpointSpec';

/** A secret storage as several windows share it. */
function storage(): SecretStore & { readonly content: Map<string, string> } {
  const content = new Map<string, string>();
  const changes = new Emitter<{ readonly key: string }>();
  return {
    content,
    get: name => Promise.resolve(content.get(name)),
    store: (name, value) => {
      content.set(name, value);
      changes.fire({ key: name });
      return Promise.resolve();
    },
    delete: name => {
      content.delete(name);
      changes.fire({ key: name });
      return Promise.resolve();
    },
    onDidChange: changes.event,
  };
}

function keyed(name: string, address: string): Pick<EndpointSpec, 'name' | 'endpoint'> {
  const endpoint = parseEndpoint(address);
  assert.ok(endpoint.kind !== 'invalid');
  return { name, endpoint };
}

/** What is waiting to happen has happened. */
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('ApiKeys', () => {
  it('finds the key of earlier versions, which stood under the origin of the socket', async () => {
    const secrets = storage();
    secrets.content.set('codexSpark.apiKey:wss://h', 'old');
    const keys = new ApiKeys(secrets);
    assert.equal(await keys.get(keyed('', 'wss://h/v1')), 'old');
    assert.equal(await keys.get(keyed('', 'https://h/v1')), 'old');
    assert.equal(await keys.get(keyed('fast', 'https://h/v1')), 'old');
    assert.equal(await keys.get(keyed('', 'http://h/v1')), undefined);
  });

  it('lets a named endpoint have its own, and goes back to that of the host without it', async () => {
    const keys = new ApiKeys(storage());
    await keys.storeBeside(keyed('first', 'https://h'), 'shared');
    await keys.storeBeside(keyed('a', 'https://h'), 'mine');
    assert.equal(await keys.get(keyed('first', 'https://h')), 'shared');
    assert.equal(await keys.get(keyed('a', 'https://h')), 'mine');
    assert.equal(await keys.get(keyed('b', 'https://h')), 'shared');
    await keys.remove(keyed('a', 'https://h'));
    assert.equal(await keys.get(keyed('a', 'https://h')), 'shared');
    await keys.remove(keyed('a', 'https://h'));
    assert.equal(await keys.get(keyed('', 'https://h')), undefined);
  });

  it('puts a new key in the place of the one that is used', async () => {
    const secrets = storage();
    const keys = new ApiKeys(secrets);
    await keys.store(keyed('a', 'https://h'), '1');
    await keys.store(keyed('a', 'https://h'), '2');
    assert.deepEqual([...secrets.content], [['codexSpark.apiKey:https://h', '2']]);
    await keys.storeBeside(keyed('a', 'https://h'), '3');
    await keys.store(keyed('a', 'https://h'), '4');
    assert.deepEqual(
      [...secrets.content],
      [
        ['codexSpark.apiKey:https://h', '2'],
        ['codexSpark.apiKey:https://h#a', '4'],
      ],
    );
  });

  it('tells once of each change, whichever window made it, also when the same key is given again', async () => {
    const secrets = storage();
    const keys = new ApiKeys(secrets);
    const told: string[] = [];
    keys.onDidChange(name => told.push(name));
    const happened = async (work: Promise<void>): Promise<number> => {
      told.length = 0;
      await work;
      await settled();
      return told.length;
    };
    const endpoint = keyed('', 'https://h');
    assert.equal(await happened(keys.store(endpoint, 'a')), 1);
    assert.equal(await happened(keys.store(endpoint, 'a')), 1);
    assert.equal(await happened(Promise.resolve(secrets.store('codexSpark.apiKey:https://h', 'b'))), 1);
    assert.deepEqual(told, ['codexSpark.apiKey:https://h']);
    assert.equal(await happened(keys.remove(endpoint)), 1);
    assert.equal(await happened(keys.remove(endpoint)), 0);
  });
});

describe('keyProblem', () => {
  const table: [text: string, fine: boolean][] = [
    ['sk-abc', true],
    ['  sk-abc\n', true],
    ['', false],
    ['   ', false],
    ['two words', false],
    ['schlüssel', false],
  ];
  for (const [text, fine] of table)
    it(JSON.stringify(text), () => assert.equal(keyProblem(text) === undefined, fine));
});
