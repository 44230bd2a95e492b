import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ConversationTree } from '../../../../src/chat/model/conversationTree';
import { ConversationStore, type StoreNews } from '../../../../src/chat/store/conversationStore';
import { SimulatedDisk } from '../../../support/chat/simulatedDisk';
import { ManualClock, settle } from '../../../support/manualClock';
import { silentLog } from '../../../../src/common/log';

/** Several windows over one folder. */
class Windows {
  readonly disk = new SimulatedDisk();
  readonly news: StoreNews[] = [];
  private names = 0;
  private now = 1_000_000;

  open(before: (step: string) => void = () => undefined): Window {
    const clock = new ManualClock();
    const store = new ConversationStore(
      this.disk.as(before),
      clock,
      silentLog,
      () => ++this.now,
      () => (++this.names).toString(16),
    );
    store.onNews(news => this.news.push(news));
    return { store, clock, tree: undefined };
  }
}

interface Window {
  readonly store: ConversationStore;
  readonly clock: ManualClock;
  /** The conversation that it shows. */
  tree: ConversationTree | undefined;
}

async function rest({ clock }: Window, ms: number): Promise<void> {
  await clock.advance(ms);
  for (let n = 0; n < 4; n++) await settle();
}

async function show(window: Window): Promise<void> {
  await window.store.load();
  window.tree = await window.store.open('c');
}

let serial = 0;
function say({ store, tree }: Window, text: string, id = `m${++serial}`): void {
  tree?.add({ kind: 'user', id, text, at: 1, context: [] }, 1);
  if (tree) store.save(tree, true);
}

const texts = (tree: ConversationTree | undefined): string[] =>
  tree?.stored.nodes.flatMap(({ item }) => (item.kind === 'user' ? item.text : [])) ?? [];

/** Two windows that show the same conversation, in which one thing was said. */
async function two(): Promise<[Windows, Window, Window]> {
  const windows = new Windows();
  const first = windows.open();
  first.tree = ConversationTree.empty('c', 1);
  say(first, 'begun');
  first.store.dispose();
  const [a, b] = [windows.open(), windows.open()];
  await show(a);
  await show(b);
  return [windows, a, b];
}

/** What a window finds that is opened last. */
async function later(windows: Windows): Promise<Window> {
  const window = windows.open();
  await show(window);
  return window;
}

describe('ConversationStore in several windows', () => {
  it('keeps what was said in both, as branches, and says so to the one that saves later', async () => {
    const [windows, a, b] = await two();
    say(a, 'in a');
    await rest(a, 250);
    say(b, 'in b');
    await rest(b, 250);
    assert.deepEqual(
      windows.news.map(({ kind }) => kind),
      ['merged'],
    );
    assert.deepEqual(texts(b.tree), ['begun', 'in b', 'in a']);
    assert.deepEqual(
      b.tree?.branch().map(({ item }) => item.kind === 'user' && item.text),
      ['begun', 'in b'],
    );
    assert.deepEqual(texts((await later(windows)).tree).toSorted(), ['begun', 'in a', 'in b']);
  });

  it('takes the answer that is further, and never one that runs here for another', async () => {
    const [windows, a, b] = await two();
    const answer = { kind: 'answer' as const, id: 'x', at: 1, parts: [{ text: 'half' }] };
    a.tree?.add({ ...answer, status: 'streaming' }, 1);
    if (a.tree) a.store.save(a.tree, true);
    await rest(a, 250);
    const c = await later(windows);
    assert.equal(c.tree?.answer('x')?.status, 'stopped');
    say(c, 'in c');
    await rest(c, 250);
    const own = a.tree?.answer('x');
    if (own) Object.assign(own, { parts: [{ text: 'half and whole' }], status: 'completed' });
    if (a.tree) a.store.save(a.tree, true);
    await rest(a, 250);
    say(b, 'in b');
    await rest(b, 250);
    assert.equal(b.tree?.answer('x')?.parts[0]?.text, 'half and whole');
    assert.equal((await later(windows)).tree?.answer('x')?.status, 'completed');
  });

  it('keeps a title that a user gave, and a draft, over the save of a window that knows neither', async () => {
    const [windows, a, b] = await two();
    a.tree?.rename('Named');
    if (a.tree) {
      a.tree.draft = 'half a thought';
      a.store.save(a.tree, true);
    }
    await rest(a, 250);
    say(b, 'in b');
    await rest(b, 250);
    const { tree } = await later(windows);
    assert.deepEqual([tree?.title, tree?.draft], ['Named', 'half a thought']);
  });

  it('neither loses nor revives what waits in the queue of another window', async () => {
    const [windows, a, b] = await two();
    if (a.tree)
      a.tree.queue = [
        { id: 'q1', text: 'one' },
        { id: 'q2', text: 'two' },
      ];
    say(a, 'in a');
    await rest(a, 250);
    say(b, 'in b');
    await rest(b, 250);
    assert.deepEqual(b.tree?.queue, [], 'it is not for this window to send');
    assert.deepEqual(
      (await later(windows)).tree?.queue.map(({ text }) => text),
      ['one', 'two'],
    );
    if (a.tree) a.tree.queue = a.tree.queue.slice(1);
    say(a, 'one', 'q1');
    await rest(a, 250);
    say(b, 'more in b');
    await rest(b, 250);
    assert.deepEqual(
      (await later(windows)).tree?.queue.map(({ text }) => text),
      ['two'],
    );
  });

  it('keeps a deletion and what is said meanwhile; undo brings all of it back, after any start', async () => {
    const [windows, a, b] = await two();
    await a.store.remove('c');
    say(b, 'in b');
    await rest(b, 250);
    assert.deepEqual(
      windows.news.map(({ kind }) => kind),
      ['deleted-elsewhere'],
    );
    const c = await later(windows);
    assert.deepEqual([c.store.list(), b.store.list()], [[], []]);
    await a.store.restore('c');
    assert.equal(a.store.list().length, 1);
    assert.deepEqual(texts((await later(windows)).tree).toSorted(), ['begun', 'in b']);
  });

  it('deletes for good what another window still shows, unless that wants to keep it', async () => {
    const [windows, a, b] = await two();
    await a.store.removeAll();
    say(b, 'in b');
    await rest(b, 250);
    assert.doesNotMatch([...windows.disk.texts.values()].join(), /begun|in b/);
    await b.store.restore('c', b.tree);
    assert.deepEqual(texts((await later(windows)).tree), ['begun', 'in b']);
  });

  it('loses nothing that was said in any order, and keeps deleted what is', async () => {
    const step = fc.record({
      verb: fc.constantFrom(
        'say',
        'say',
        'say',
        'rest',
        'rest',
        'remove',
        'undo',
        'restart',
        'crash',
        'show',
      ),
      window: fc.nat(2),
      /** At which step of its work another window does all of its own. */
      preempted: fc.nat(40),
      by: fc.nat(2),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 3 }),
        fc.array(step, { maxLength: 25 }),
        async (count, steps) => {
          const windows = new Windows();
          const all: Window[] = [];
          let preempt: { in: number; by: number } | undefined;
          /** Another process does something in the middle of what this one does: it closes, and writes all at once. */
          const before = (own: number) => (): void => {
            if (!preempt || preempt.by === own || preempt.in-- > 0) return;
            const other = all[preempt.by];
            const { by } = preempt;
            preempt = undefined;
            if (!other) return;
            other.store.dispose();
            all[by] = windows.open(before(by));
          };
          const first = windows.open();
          first.tree = ConversationTree.empty('c', 1);
          say(first, 'begun');
          first.store.dispose();
          for (let n = 0; n < count; n++) {
            all[n] = windows.open(before(n));
            await show(all[n] ?? first);
          }
          const said = new Set(['begun']);
          /** Said, and not written when its window crashed. */
          const unsafe = new Map<Window, string[]>();
          let deleted = false;
          for (const { verb, window: n, preempted, by } of steps) {
            const at = n % count;
            const window = all[at];
            if (!window) continue;
            preempt = by % count === at ? undefined : { in: preempted, by: by % count };
            switch (verb) {
              case 'say': {
                if (!window.tree) break;
                const text = `t${++serial}.`;
                said.add(text);
                unsafe.set(window, [...(unsafe.get(window) ?? []), text]);
                say(window, text);
                break;
              }
              case 'rest':
                await rest(window, 250);
                await rest(window, 2_000);
                if (all[at] === window) unsafe.delete(window);
                break;
              case 'remove':
                if (window.store.list().length === 0) break;
                window.tree = undefined;
                await window.store.remove('c');
                deleted = true;
                break;
              case 'undo':
                if (!deleted) break;
                await window.store.restore('c');
                deleted = false;
                break;
              case 'restart':
                window.store.dispose();
                all[at] = windows.open(before(at));
                break;
              case 'crash':
                // Its timers never run again; what it has under way goes on, as in another process.
                for (const text of unsafe.get(window) ?? []) said.delete(text);
                all[at] = windows.open(before(at));
                break;
              case 'show':
                await show(window);
                break;
            }
          }
          preempt = undefined;
          for (const { store } of all) store.dispose();
          const end = windows.open();
          assert.equal(await end.store.load(), 0);
          assert.equal(
            end.store.list().length,
            deleted ? 0 : 1,
            deleted ? 'it stays deleted' : 'it is there',
          );
          if (deleted) await end.store.restore('c');
          const found = new Set(texts(await end.store.open('c')));
          for (const text of said) assert.ok(found.has(text), `${text} is lost`);
        },
      ),
      { seed: 14, numRuns: 1_000 },
    );
  }).timeout(120_000);
});
