import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/common/emitter';
import { Connections, type KeptConnection } from '../../../../src/editor/endpoints/connections';
import type { EndpointSettings } from '../../../../src/editor/endpoints/endpointSettings';
import {
  endpointTitle,
  recordingSpec,
  type EndpointSpec,
} from '../../../../src/editor/endpoints/endpointSpec';

/** A connection of which everything is known. */
class FakeConnection implements KeptConnection {
  readonly changes = new Emitter<void>();
  readonly onDidChange = this.changes.event;
  disposed = false;
  reconnects = 0;
  readonly session = { state: { kind: 'idle' } as const, reconnect: () => void this.reconnects++ };

  constructor(readonly spec: EndpointSpec) {}

  dispose(): void {
    this.disposed = true;
  }
}

const settings = (change: Partial<EndpointSettings> = {}): EndpointSettings => ({
  endpoint: 'strong',
  model: '',
  headers: {},
  caFile: '',
  endpoints: { strong: { url: 'wss://strong/v1' }, fast: { url: 'https://fast/v1' } },
  features: { inline: '', edit: '', chat: '' },
  ...change,
});
const fastInline = settings({ features: { inline: 'fast', edit: '', chat: '' } });

function setUp(first = settings()) {
  const opened: FakeConnection[] = [];
  const connections = new Connections(spec => {
    const connection = new FakeConnection(spec);
    opened.push(connection);
    return connection;
  });
  const events: string[] = [];
  connections.onDidReplace(() => events.push('replace'));
  connections.onDidChange(() => events.push('change'));
  connections.apply(first);
  events.length = 0;
  return { connections, opened, events };
}

const titles = (opened: readonly FakeConnection[]): string[] => opened.map(({ spec }) => endpointTitle(spec));

describe('Connections', () => {
  describe('lent to a feature', () => {
    const recording = recordingSpec('Recording', { file: '/a.jsonl', tokensPerSecond: 1_000 });

    it('is used until it is given back; what was used before stays open', () => {
      const { connections, opened, events } = setUp();
      const before = connections.of('inline');
      const lent = connections.lend('inline', recording);
      assert.equal(connections.of('inline'), lent.connection);
      assert.equal(connections.of('edit'), before);
      assert.deepEqual(
        connections.all.map(({ connection, uses }) => [endpointTitle(connection.spec), uses]),
        [
          ['strong', ['edit', 'chat']],
          ['Recording', ['inline']],
        ],
      );
      assert.deepEqual(events, ['replace', 'change']);

      lent.dispose();
      assert.equal(connections.of('inline'), before);
      assert.deepEqual(events, ['replace', 'change', 'replace', 'change']);
      assert.deepEqual(
        opened.map(({ disposed }) => disposed),
        [false, true],
      );
      lent.dispose();
      assert.equal(events.length, 4);
    });

    it('stays lent when the settings change, which hold again afterwards', () => {
      const { connections } = setUp();
      const lent = connections.lend('inline', recording);
      connections.apply(fastInline);
      assert.equal(connections.of('inline'), lent.connection);
      lent.dispose();
      assert.equal(connections.of('inline')?.spec.name, 'fast');
    });

    it('has no problem where the settings have one, and ends with the window', () => {
      const { connections, opened } = setUp(settings({ endpoint: 'nonsense' }));
      connections.lend('inline', recording);
      assert.equal(connections.problemOf('inline'), undefined);
      assert.ok(connections.problemOf('chat'));
      connections.dispose();
      assert.ok(opened.every(({ disposed }) => disposed));
    });
  });

  it('one endpoint, one connection for all features', () => {
    const { connections, opened } = setUp();
    assert.deepEqual(titles(opened), ['strong']);
    assert.equal(connections.of('inline'), connections.of('chat'));
    assert.deepEqual(
      connections.all.map(({ uses }) => uses),
      [['inline', 'edit', 'chat']],
    );
  });

  it('two endpoints, two connections; what is not touched stays open', () => {
    const { connections, opened, events } = setUp();
    connections.apply(fastInline);
    assert.deepEqual(titles(opened), ['strong', 'fast']);
    assert.equal(opened[0]?.disposed, false);
    assert.deepEqual(
      connections.all.map(({ uses }) => uses),
      [['inline'], ['edit', 'chat']],
    );
    assert.deepEqual(events, ['replace', 'change']);
    connections.apply(settings());
    assert.deepEqual(
      opened.map(({ disposed }) => disposed),
      [false, true],
    );
    assert.equal(opened.length, 2);
  });

  it('settings that change nothing replace nothing', () => {
    const { connections, opened, events } = setUp(fastInline);
    connections.apply({ ...fastInline, model: 'only for an address', headers: { a: 'b' } });
    assert.equal(opened.length, 2);
    assert.deepEqual(events, ['change']);
  });

  it('a feature whose settings cannot be used has none; the others go on', () => {
    const { connections, opened } = setUp();
    connections.apply(settings({ features: { inline: '', edit: '', chat: 'gone' } }));
    assert.equal(connections.of('chat'), undefined);
    assert.match(connections.problemOf('chat')?.reason ?? '', /"gone"/);
    assert.equal(connections.problemOf('inline'), undefined);
    assert.equal(connections.of('inline'), opened[0]);
  });

  it('moves features to a new connection before it ends the old one', () => {
    const { connections, opened } = setUp();
    const seen: unknown[] = [];
    connections.onDidReplace(() => seen.push([connections.of('inline') === opened[1], opened[0]?.disposed]));
    connections.renew(({ spec }) => spec.name === 'strong');
    assert.deepEqual(seen, [[true, false]]);
    assert.deepEqual(
      opened.map(({ disposed }) => disposed),
      [true, false],
    );
  });

  it('opens anew what uses a key that has changed', () => {
    const { connections, opened } = setUp(fastInline);
    connections.keyChanged('codexSpark.apiKey:https://fast');
    assert.deepEqual(titles(opened), ['fast', 'strong', 'fast']);
    connections.keyChanged('codexSpark.apiKey:https://nobody');
    assert.equal(opened.length, 3);
  });

  it('hands on what its connections tell, and nothing of those that have ended', () => {
    const { connections, opened, events } = setUp(fastInline);
    opened[0]?.changes.fire();
    assert.deepEqual(events, ['change']);
    connections.apply(settings());
    events.length = 0;
    opened[0]?.changes.fire();
    assert.deepEqual(events, []);
  });

  it('reconnects all, and ends all', () => {
    const { connections, opened } = setUp(fastInline);
    connections.reconnect();
    assert.deepEqual(
      opened.map(({ reconnects }) => reconnects),
      [1, 1],
    );
    connections.dispose();
    assert.deepEqual(
      opened.map(({ disposed }) => disposed),
      [true, true],
    );
    assert.equal(connections.of('inline'), undefined);
  });
});
