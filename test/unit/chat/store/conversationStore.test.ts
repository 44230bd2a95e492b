import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ConversationTree } from '../../../../src/chat/model/conversationTree';
import { ConversationStore } from '../../../../src/chat/store/conversationStore';
import { ManualClock } from '../../../support/manualClock';
import { silentLog } from '../../../../src/common/log';

function conversation(id: string, text: string, at = 1): ConversationTree {
  const tree = ConversationTree.empty(id, at);
  tree.add({ kind: 'user', id: `${id}-u`, text, at, context: [] }, at);
  return tree;
}

/** Waits for work in the background. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 2));
}

describe('ConversationStore', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'conversations-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const open = (clock = new ManualClock()) => new ConversationStore(folder, clock, silentLog);

  /** A store in which these were saved and which was closed again. */
  async function stored(...trees: ConversationTree[]): Promise<void> {
    const store = open();
    await store.load();
    for (const tree of trees) store.save(tree, true);
    store.dispose();
  }

  it('finds the conversations again after a restart, the latest first', async () => {
    await stored(conversation('a', 'first', 1), conversation('b', 'second', 2));
    const store = open();
    assert.equal(await store.load(), 0);
    assert.deepEqual(
      store.list().map(({ title }) => title),
      ['second', 'first'],
    );
    assert.deepEqual(
      (await store.open('a'))?.items().map(item => item.kind === 'user' && item.text),
      ['first'],
    );
  });

  it('writes changes together, some time later', async () => {
    const clock = new ManualClock();
    const store = open(clock);
    const tree = conversation('a', 'hello');
    store.save(tree, true);
    assert.deepEqual(await readdir(folder), []);
    await clock.advance(250);
    await until(async () => (await readdir(folder)).join() === 'a.json');
    assert.match(await readFile(path.join(folder, 'a.json'), 'utf8'), /hello/);
    store.dispose();
  });

  it('does not keep what is empty', async () => {
    await stored(ConversationTree.empty('a', 1));
    assert.deepEqual(await readdir(folder), []);
  });

  for (const [what, content] of [
    ['is cut short', '{"version":1,"conv'],
    ['has another form', '{"version":1,"conversation":{"id":"bad"}}'],
    [
      'has the id of another one',
      JSON.stringify({ version: 1, conversation: conversation('x', 'x').stored }),
    ],
  ] as const) {
    it(`sets a file aside that ${what}, and loses nothing`, async () => {
      await stored(conversation('good', 'fine'));
      await writeFile(path.join(folder, 'bad.json'), content);
      const store = open();
      assert.equal(await store.load(), 1);
      assert.deepEqual(
        store.list().map(({ id }) => id),
        ['good'],
      );
      const aside = (await readdir(folder)).find(name => name.startsWith('bad.json.set-aside-'));
      assert.equal(await readFile(path.join(folder, aside ?? ''), 'utf8'), content);
    });
  }

  it('leaves a file alone that a newer extension wrote', async () => {
    const content = '{"version":2,"conversation":{}}';
    await stored(conversation('good', 'fine'));
    await writeFile(path.join(folder, 'newer.json'), content);
    const store = open();
    assert.equal(await store.load(), 0);
    store.save(conversation('newer', 'mine'), true);
    store.dispose();
    assert.equal(await readFile(path.join(folder, 'newer.json'), 'utf8'), content);
  });

  it('finds words in titles and answers, with the line they stand in', async () => {
    const tree = conversation('a', 'Sorting');
    tree.add(
      {
        kind: 'answer',
        id: 'a-a',
        at: 1,
        parts: [{ text: 'intro\nUse a merge sort here.' }],
        status: 'completed',
      },
      1,
    );
    await stored(tree, conversation('b', 'other'));
    const store = open();
    await store.load();
    const found = await store.search('MERGE sorting');
    assert.deepEqual(
      found.map(({ id }) => id),
      ['a'],
    );
    assert.match(found[0]?.excerpt ?? '', /Sorting|merge sort/);
    assert.deepEqual(await store.search('absent'), []);
  });

  it('deletes one so that it can come back, and all for good', async () => {
    await stored(conversation('a', 'first'), conversation('b', 'second'));
    const store = open();
    await store.load();
    await store.remove('a');
    assert.deepEqual(
      store.list().map(({ id }) => id),
      ['b'],
    );
    await store.restore('a');
    assert.equal(store.list().length, 2);
    await store.removeAll();
    assert.deepEqual(store.list(), []);
    const texts = (await readdir(folder)).map(name => readFile(path.join(folder, name), 'utf8'));
    assert.doesNotMatch((await Promise.all(texts)).join(), /first|second/);
    await store.restore('a');
    assert.deepEqual(store.list(), [], 'nothing is left to bring back');
  });

  it('brings back one that was deleted before it was ever written', async () => {
    const store = open();
    store.save(conversation('a', 'first'), true);
    await store.remove('a');
    await store.restore('a');
    assert.deepEqual(
      store.list().map(({ title }) => title),
      ['first'],
    );
  });

  it('keeps the latest hundred', async () => {
    const clock = new ManualClock();
    const store = open(clock);
    for (let n = 0; n < 103; n++) store.save(conversation(`c${n}`, `text ${n}`, n), true);
    await clock.advance(250);
    await until(() => Promise.resolve(store.list().length <= 100));
    assert.ok(!store.list().some(({ id }) => id === 'c0'));
  });

  it('says of an answer that was being written that it stopped there', async () => {
    const tree = conversation('a', 'q');
    tree.add({ kind: 'answer', id: 'a-a', at: 1, parts: [{ text: 'half' }], status: 'streaming' }, 1);
    await stored(tree);
    const store = open();
    await store.load();
    assert.equal((await store.open('a'))?.answer('a-a')?.status, 'stopped');
  });
});
