import assert from 'node:assert/strict';
import { ApplyConnection, type ApplyingConnection } from '../../../../src/editor/endpoints/applyConnection';
import type { EndpointSettings } from '../../../../src/editor/endpoints/endpointSettings';
import { applySpecOf, isUnusable, knownSpecs, specOf } from '../../../../src/editor/endpoints/endpointSpec';
import { keyNames } from '../../../../src/editor/endpoints/keyNames';
import { FakeSession } from '../../../support/completion/fakeSession';

const base: EndpointSettings = {
  endpoint: 'strong',
  model: '',
  headers: {},
  caFile: '',
  endpoints: {
    strong: { url: 'wss://strong/v1' },
    merge: { url: 'https://api.morphllm.com/v1', model: 'm' },
  },
  features: { inline: '', edit: '', chat: '' },
};

function setUp(first: EndpointSettings) {
  let settings = first;
  const opened: (ApplyingConnection & { disposed: boolean })[] = [];
  const told: string[] = [];
  const used = specOf('chat', settings);
  assert.ok(!isUnusable(used));
  const shared = { spec: used, session: new FakeSession(), disposed: false, dispose: () => undefined };
  const applying = new ApplyConnection({
    chosen: () => applySpecOf(settings),
    inUse: () => [shared],
    open: spec => {
      const connection = { spec, session: new FakeSession(), disposed: false, dispose: () => undefined };
      connection.dispose = () => void (connection.disposed = true);
      opened.push(connection);
      return connection;
    },
    tell: ({ reason }) => void told.push(reason),
  });
  const change = (more: Partial<EndpointSettings>): void => {
    settings = { ...settings, ...more };
    applying.settingsChanged();
  };
  return { applying, opened, told, shared, change };
}

describe('ApplyConnection', () => {
  it('is none while nothing is chosen', () => {
    const { applying, opened } = setUp(base);
    assert.equal(applying.session(), undefined);
    assert.equal(opened.length, 0);
  });

  it('opens the chosen endpoint once, when it is first asked for', () => {
    const { applying, opened, change } = setUp({ ...base, applyEndpoint: 'merge' });
    assert.equal(opened.length, 0);
    const session = applying.session();
    assert.equal(applying.session(), session);
    assert.deepEqual([opened.length, opened[0]?.spec.name], [1, 'merge']);
    change({ features: { inline: 'merge', edit: '', chat: '' } });
    assert.equal(opened[0]?.disposed, false);
    change({ applyEndpoint: '' });
    assert.equal(opened[0]?.disposed, true);
    assert.equal(applying.session(), undefined);
  });

  it('shares the session of a feature with the same endpoint', () => {
    const { applying, opened, shared } = setUp({ ...base, applyEndpoint: 'strong' });
    assert.equal(applying.session(), shared.session);
    assert.equal(opened.length, 0);
  });

  it('is opened anew with another key, and closed with its owner', () => {
    const { applying, opened } = setUp({ ...base, applyEndpoint: 'merge' });
    applying.session();
    const spec = opened[0]?.spec;
    assert.ok(spec);
    applying.keyChanged(keyNames(spec)?.own ?? '');
    assert.equal(opened[0]?.disposed, true);
    applying.session();
    applying.dispose();
    assert.deepEqual(
      opened.map(({ disposed }) => disposed),
      [true, true],
    );
  });

  it('says once what cannot be used', () => {
    const { applying, told, change } = setUp({ ...base, applyEndpoint: 'nobody' });
    applying.session();
    applying.session();
    assert.equal(told.length, 1);
    change({ applyEndpoint: 'local' });
    assert.equal(applying.session(), undefined);
    assert.match(told[1] ?? '', /embedded engine merges no code/);
  });

  it('has a key of its own among those that can be set', () => {
    const names = (settings: EndpointSettings): string[] => knownSpecs(settings).map(({ name }) => name);
    assert.deepEqual(
      names({ ...base, endpoints: {}, endpoint: 'local', applyEndpoint: 'https://h/v1' }).length,
      2,
    );
  });
});
