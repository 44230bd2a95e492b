import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ConversationTree } from '../../../../src/chat/model/conversationTree';
import { ConversationStore, type StoreNews } from '../../../../src/chat/store/conversationStore';
import { Crash, SimulatedDisk, type BeforeStep } from '../../../support/chat/simulatedDisk';
import { ManualClock, settle } from '../../../support/manualClock';
import { silentLog } from '../../../../src/common/log';

let names = 0;

/** A store of one window on a disk. */
function openOn(disk: SimulatedDisk, before: BeforeStep = () => undefined) {
  const clock = new ManualClock();
  let now = 1_000_000;
  const today = (): number => ++now;
  const store = new ConversationStore(disk.as(before), clock, silentLog, today, () => (++names).toString(16));
  const news: StoreNews['kind'][] = [];
  store.onNews(({ kind }) => news.push(kind));
  return { store, clock, news };
}

function say(tree: ConversationTree, text: string): void {
  tree.add({ kind: 'user', id: `m-${text}`, text, at: 1, context: [] }, 1);
}

const said = (tree: ConversationTree | undefined): string[] =>
  tree?.stored.nodes.flatMap(({ item }) => (item.kind === 'user' ? item.text : [])) ?? [];

/** Lets what is done in the background be done. */
async function rest(clock: ManualClock, ms: number): Promise<void> {
  await clock.advance(ms);
  for (let n = 0; n < 8; n++) await settle();
}

/** What comes of something that waits for the clock. */
async function come<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let done = false;
  const end = (): void => void (done = true);
  promise.then(end, end);
  while (!done) await rest(clock, 100);
  return await promise;
}

describe('ConversationStore on a disk that fails', () => {
  it('finds everything that was safe again, whatever step was the last one', async () => {
    const scenario = fc.record({
      last: fc.nat(90),
      power: fc.boolean(),
      kept: fc.nat(12),
      torn: fc.double({ min: 0, max: 1, noNaN: true }),
      messages: fc.integer({ min: 1, max: 4 }),
      closes: fc.boolean(),
      restarts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ last, power, kept, torn, messages, closes, restarts }) => {
        const disk = new SimulatedDisk();
        let steps = 0;
        let crashed = false;
        const before = (): void => {
          crashed ||= steps++ >= last;
          if (crashed) throw new Crash();
        };
        let window = openOn(disk, before);
        let tree = ConversationTree.empty('c', 1);
        const safe: string[] = [];
        for (let n = 0; n < messages && !crashed; n++) {
          say(tree, `${n}`);
          window.store.save(tree, true);
          await rest(window.clock, 250);
          if (!crashed) safe.push(`${n}`);
          if (!restarts || crashed) continue;
          window.store.dispose();
          window = openOn(disk, before);
          await window.store.load();
          tree = (await window.store.open('c').catch(() => undefined)) ?? tree;
        }
        if (closes) {
          say(tree, 'last');
          window.store.save(tree, true);
          window.store.dispose();
          if (!crashed) safe.push('last');
        }
        if (power) disk.losePower(kept, torn);
        const again = openOn(disk);
        assert.equal(await again.store.load(), 0, 'nothing is set aside');
        const found = said(await again.store.open('c'));
        for (const text of safe)
          assert.ok(found.includes(text), `${text} is lost of ${JSON.stringify(safe)}`);
        assert.equal(again.store.list().length, found.length > 0 ? 1 : 0);
        again.store.dispose();
        if (found.length === 0) return;
        const files = [...disk.texts.keys()].filter(name => name === 'c.json');
        assert.deepEqual(files, ['c.json'], 'it is in its place again');
      }),
      { seed: 14, numRuns: 1_500 },
    );
  }).timeout(120_000);

  it('puts nothing older over what is written at the end, however far a write was under way', async () => {
    for (let turns = 0; turns < 30; turns++) {
      for (const known of [false, true]) {
        const disk = new SimulatedDisk();
        const { store, clock } = openOn(disk);
        const tree = ConversationTree.empty('c', 1);
        if (known) {
          say(tree, 'former');
          store.save(tree, true);
          await rest(clock, 250);
        }
        say(tree, 'first');
        store.save(tree, true);
        clock.tick(250);
        for (let n = 0; n < turns; n++) await Promise.resolve();
        say(tree, 'last');
        store.save(tree, true);
        store.dispose();
        const closed = disk.texts.get('c.json');
        assert.match(closed ?? '', /"last"/, `after ${turns} turns`);
        await rest(clock, 5_000);
        assert.equal(disk.texts.get('c.json'), closed, `after ${turns} turns`);
        assert.deepEqual([...disk.texts.keys()], ['c.json']);
      }
    }
  });

  it('keeps, retries and says once what cannot be written or read for a reason that passes', async () => {
    const scenario = fc.record({
      code: fc.constantFrom('EMFILE', 'EBUSY', 'EPERM', 'ENOSPC', 'EIO', 'EACCES'),
      steps: fc.uniqueArray(
        fc.constantFrom(
          'list',
          'read',
          'create',
          'write half',
          'write',
          'sync',
          'stamp',
          'place',
          'move',
          'remove',
          'settle',
        ),
        { minLength: 1, maxLength: 11 },
      ),
      odds: fc.double({ min: 0.2, max: 1, noNaN: true }),
      dice: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      messages: fc.integer({ min: 1, max: 4 }),
      known: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ code, steps, odds, dice, messages, known }) => {
        const disk = new SimulatedDisk();
        let failing = false;
        const window = openOn(disk, step => {
          if (failing && steps.some(failed => failed === step) && dice.next().value < odds)
            throw Object.assign(new Error(`${code}: not now`), { code });
        });
        if (known) {
          const former = openOn(disk);
          const tree = ConversationTree.empty('c', 1);
          say(tree, 'former');
          former.store.save(tree, true);
          former.store.dispose();
        }
        failing = true;
        assert.equal(await come(window.clock, window.store.load()), 0, 'nothing is set aside');
        const opening = window.store.open('c').catch(() => undefined);
        const tree = (await come(window.clock, opening)) ?? ConversationTree.empty('c', 1);
        for (let n = 0; n < messages; n++) {
          say(tree, `${n}`);
          window.store.save(tree, true);
          await rest(window.clock, 700);
        }
        assert.ok(window.news.filter(kind => kind === 'cannot-save').length <= messages);
        assert.equal(window.store.list().length, 1);
        failing = false;
        await rest(window.clock, 40_000);
        window.store.dispose();
        const again = openOn(disk);
        assert.equal(await again.store.load(), 0);
        const found = said(await again.store.open('c'));
        for (const text of [
          ...(known ? ['former'] : []),
          ...Array.from({ length: messages }, (_, n) => `${n}`),
        ])
          assert.ok(found.includes(text), `${text} is lost`);
        assert.ok(![...disk.texts.keys()].some(name => name.includes('set-aside')));
      }),
      { seed: 14, numRuns: 400 },
    );
  }).timeout(120_000);

  it('says once that it cannot write, and again only after it could', async () => {
    const disk = new SimulatedDisk();
    let failing = true;
    const { store, clock, news } = openOn(disk, step => {
      if (failing && step === 'create')
        throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    });
    const tree = ConversationTree.empty('c', 1);
    for (let n = 0; n < 5; n++) {
      say(tree, `${n}`);
      store.save(tree, true);
      await rest(clock, 5_000);
    }
    assert.deepEqual(news, ['cannot-save']);
    assert.deepEqual(disk.texts.size, 0);
    failing = false;
    await rest(clock, 60_000);
    assert.match(disk.texts.get('c.json') ?? '', /m-4/);
    failing = true;
    say(tree, 'more');
    store.save(tree, true);
    await rest(clock, 5_000);
    assert.deepEqual(news, ['cannot-save', 'cannot-save']);
  });
});
