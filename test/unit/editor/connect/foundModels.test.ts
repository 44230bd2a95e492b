import assert from 'node:assert/strict';
import { createDeferred, type Deferred } from '../../../../src/common/deferred';
import { FoundModels } from '../../../../src/editor/connect/foundModels';
import type { LiveTest } from '../../../../src/editor/connect/liveTest';
import type { FoundServer } from '../../../../src/editor/finding/findServers';
import { localModel } from '../../../../src/editor/finding/localModel';

function server(port: number, id: string, loaded: boolean): FoundServer {
  const model = localModel(id, { loaded });
  assert.ok(model);
  const place = `127.0.0.1:${port}`;
  return {
    server: 'ollama',
    title: 'Ollama',
    address: `http://${place}`,
    place,
    state: 'ready',
    models: [model],
  };
}

const servers = [server(1, 'a', true), server(2, 'b', false), server(3, 'c', true)];
const result: LiveTest = { works: true, summary: 'First token after 1 ms', how: '', tokensPerSecond: 10 };

describe('FoundModels', () => {
  it('measures one after the other, and only what is in memory', async () => {
    const running: { readonly model: string; readonly done: Deferred<LiveTest> }[] = [];
    const found = new FoundModels({
      find: () => Promise.resolve(servers),
      measure: ({ model }) => {
        const done = createDeferred<LiveTest>();
        running.push({ model, done });
        return done.promise;
      },
    });
    let changes = 0;
    const over = found.look(() => changes++, new AbortController().signal);
    assert.equal(found.state.looking, true);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual([...found.state.speeds.values()], ['measuring', 'measuring']);
    assert.deepEqual(
      running.map(({ model }) => model),
      ['a'],
    );
    running[0]?.done.resolve(result);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(
      running.map(({ model }) => model),
      ['a', 'c'],
    );
    running[1]?.done.resolve(result);
    await over;
    assert.deepEqual([...found.state.speeds.values()], [result, result]);
    assert.ok(changes >= 4);
  });

  it('measures nothing more, and tells nothing more, once it is over', async () => {
    const abort = new AbortController();
    const asked: string[] = [];
    let changes = 0;
    const found = new FoundModels({
      find: () => Promise.resolve(servers),
      measure: ({ model }) => {
        asked.push(model);
        abort.abort();
        changes = 0;
        return Promise.resolve(result);
      },
    });
    await found.look(() => changes++, abort.signal);
    assert.deepEqual(asked, ['a']);
    assert.equal(changes, 0);
  });

  it('looks anew each time', async () => {
    let there = servers;
    const found = new FoundModels({
      find: () => Promise.resolve(there),
      measure: () => Promise.resolve(result),
    });
    const { signal } = new AbortController();
    await found.look(() => undefined, signal);
    there = [];
    await found.look(() => undefined, signal);
    assert.deepEqual(found.state.servers, []);
    assert.equal(found.state.speeds.size, 0);
  });
});
