import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { silentLog } from '../../../../src/common/log';
import { ComingAndGoing } from '../../../../src/editor/connect/comingAndGoing';
import type { EndpointSettings } from '../../../../src/editor/endpoints/endpointSettings';
import { isUnusable, specOf, type EndpointSpec } from '../../../../src/editor/endpoints/endpointSpec';
import { freePort } from '../../../support/freePort';
import { waitFor } from '../../../support/host/waitFor';
import { ManualClock } from '../../../support/manualClock';
import { hello } from '../../../support/upstreams/answers';
import { ollama } from '../../../support/upstreams/ownMachine';
import { StandIn } from '../../../support/upstreams/standIn';

/** A memory as VS Code keeps it. */
class Memory {
  private readonly values = new Map<string, unknown>();
  get(key: string): undefined {
    // VS Code lets the caller say of what type it is.
    return this.values.get(key) as undefined;
  }
  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

describe('A server that was found and goes away', () => {
  let settings: EndpointSettings;
  let told: string[];
  let clock: ManualClock;
  let coming: ComingAndGoing;
  let isComing = false;
  let changes: number;

  beforeEach(() => {
    told = [];
    changes = 0;
    isComing = false;
    clock = new ManualClock();
    coming = new ComingAndGoing({
      memory: new Memory(),
      settings: () => settings,
      tell: message => told.push(message),
      isComing: () => isComing,
      clock,
      log: silentLog,
    });
    coming.onDidChange(() => changes++);
  });
  afterEach(() => coming.dispose());

  /** An Ollama was connected for suggestions, which came from another server before, by default one of this machine. */
  const connected = async (url: string, before = 'ws://127.0.0.1:9/v1/responses'): Promise<EndpointSpec> => {
    const endpoints = { strong: { url: before }, Ollama: { url } };
    const base = { endpoint: 'strong', model: '', headers: {}, caFile: '', endpoints };
    settings = { ...base, features: { inline: '', edit: '', chat: '' } };
    const after = { ...base, features: { inline: 'Ollama', edit: '', chat: '' } };
    const spec = specOf('inline', after);
    assert.ok(!isUnusable(spec));
    await coming.remember(spec, ['inline']);
    settings = after;
    return spec;
  };
  const inline = (): string => coming.apply(settings).features.inline;

  it('is replaced by what was before, and that is said once', async () => {
    const port = await freePort();
    const spec = await connected(`http://127.0.0.1:${port}`);
    assert.equal(inline(), 'Ollama');
    assert.equal(await coming.takeOver(spec), true);
    assert.equal(await coming.takeOver(spec), true);
    assert.equal(inline(), 'strong');
    assert.equal(changes, 1);
    assert.deepEqual(told, [
      `Codex Spark: Ollama at 127.0.0.1:${port} does not answer any more. Suggestions come from strong until it is back.`,
    ]);
  });

  it('is used again when it is back', async () => {
    const server = await StandIn.start(asked => ollama.reply(asked, hello));
    const { port } = server;
    const spec = await connected(server.origin);
    await server.dispose();
    await coming.takeOver(spec);
    clock.tick(15_000);
    await waitFor('the next look', () => clock.untilNext === 15_000 || undefined);
    assert.equal(inline(), 'strong', 'it was looked at, and is not back');
    const back = await StandIn.start(asked => ollama.reply(asked, hello), undefined, port);
    try {
      clock.tick(15_000);
      await waitFor('it to be used', () => inline() === 'Ollama' || undefined);
      assert.equal(clock.pending, 0, 'nothing is looked at any more');
      assert.deepEqual(back.asked, [], 'looking sends nothing');
    } finally {
      await back.dispose();
    }
  });

  it('is left alone where it answers: something else is wrong then', async () => {
    const server = await StandIn.start(asked => ollama.reply(asked, hello));
    try {
      const spec = await connected(server.origin);
      assert.equal(await coming.takeOver(spec), false);
      assert.equal(inline(), 'Ollama');
      assert.deepEqual(told, []);
    } finally {
      await server.dispose();
    }
  });

  it('is left alone where the person wrote it into the settings', async () => {
    const spec = await connected(`http://127.0.0.1:${await freePort()}`);
    settings = { ...settings, endpoints: { Ollama: { url: 'http://127.0.0.1:1/mine' } } };
    assert.equal(await coming.takeOver(spec), false);
  });

  it('is replaced by the embedded engine while it is being started, and that is said', async () => {
    isComing = true;
    const port = await freePort();
    const spec = await connected(`http://127.0.0.1:${port}`);
    assert.equal(await coming.takeOver(spec), true);
    assert.deepEqual(told, [
      `Codex Spark: Ollama at 127.0.0.1:${port} is being started. Suggestions come from the embedded engine until it is there.`,
    ]);
    assert.equal(inline(), 'local');
  });

  it('is never replaced by what is not on this machine', async () => {
    const port = await freePort();
    const spec = await connected(`http://127.0.0.1:${port}`, 'wss://strong.example/v1/responses');
    assert.equal(await coming.takeOver(spec), true);
    assert.equal(inline(), 'local');
    assert.deepEqual(told, [
      `Codex Spark: Ollama at 127.0.0.1:${port} does not answer any more. Suggestions come from the embedded engine until it is back. strong, which was used before, is not on this machine and gets nothing unless you choose it.`,
    ]);
  });

  it('is not gone while it takes connections, however long it takes to answer', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      const address = silent.address();
      assert.ok(address && typeof address === 'object');
      const spec = await connected(`http://127.0.0.1:${address.port}`);
      assert.equal(await coming.takeOver(spec), false);
    } finally {
      silent.close();
    }
  });

  it('is not looked at any more when the window ends', async () => {
    const spec = await connected(`http://127.0.0.1:${await freePort()}`);
    await coming.takeOver(spec);
    coming.dispose();
    assert.equal(clock.pending, 0);
  });
});
