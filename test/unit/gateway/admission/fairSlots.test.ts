import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FairSlots, type SlotUser } from '../../../../src/gateway/admission/fairSlots';

const never = new AbortController().signal;
const user = (client: string, connection: object = {}, maxInFlight?: number): SlotUser => ({
  client,
  connection,
  maxInFlight,
});

/** Asks for a slot and notes in `order` when it is given; gives the function that releases it. */
function ask(slots: FairSlots, who: SlotUser, name: string, order: string[]): { release(): void } {
  const slot = { release: (): void => assert.fail(`${name} has no slot`) };
  void slots.acquire(who, never).then(release => {
    if (!release) return order.push(`${name} refused`);
    order.push(name);
    slot.release = release;
    return undefined;
  });
  return slot;
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('FairSlots', () => {
  it('delays a light client by one request of a heavy one, however many wait', async () => {
    const slots = new FairSlots({ total: 1, maxWaiting: 100 });
    const order: string[] = [];
    const heavy = user('heavy');
    const all = Array.from({ length: 5 }, (_, i) => ask(slots, heavy, `heavy ${i}`, order));
    const light = ask(slots, user('light'), 'light', order);
    for (let i = 0; i < 3; i++) {
      await settle();
      [...all, light]
        .find((_, at) => (at < 5 ? order.at(-1) === `heavy ${at}` : order.at(-1) === 'light'))
        ?.release();
    }
    await settle();
    assert.deepEqual(order, ['heavy 0', 'heavy 1', 'light', 'heavy 2']);
  });

  it('keeps an eighth for clients who have none, where there are several clients', async () => {
    const given = (total: number, shared: boolean): number => {
      const slots = new FairSlots({ total, maxWaiting: 100, isShared: () => shared });
      const heavy = user('heavy');
      while (slots.tryAcquire(heavy));
      return slots.inUse;
    };
    assert.deepEqual(
      [1, 7, 8, 16, 256].map(total => [given(total, true), given(total, false)]),
      [
        [1, 1],
        [7, 7],
        [7, 8],
        [14, 16],
        [224, 256],
      ],
    );
    const slots = new FairSlots({ total: 8, maxWaiting: 100, isShared: () => true });
    while (slots.tryAcquire(user('heavy')));
    assert.ok(slots.tryAcquire(user('light')));
    assert.equal(slots.tryAcquire(user('third')), undefined, 'no more than there are');
  });

  it('serves whoever has nothing running before those who have', async () => {
    const slots = new FairSlots({ total: 8, maxWaiting: 100, isShared: () => true });
    const order: string[] = [];
    const heavy = user('heavy');
    const running = [1, 2, 3, 4, 5, 6, 7].map(n => ask(slots, heavy, `heavy ${n}`, order));
    const light = ask(slots, user('light'), 'light', order);
    ask(slots, heavy, 'heavy 8', order);
    ask(slots, user('third'), 'third', order);
    await settle();
    assert.deepEqual([order.length, order.at(-1)], [8, 'light']);
    running[0]?.release();
    await settle();
    assert.equal(order.at(-1), 'third');
    running[1]?.release();
    await settle();
    assert.equal(order.at(-1), 'third', 'the last free one is kept');
    light.release();
    await settle();
    assert.equal(order.at(-1), 'heavy 8');
  });

  it('takes the connections of one client in turn', async () => {
    const slots = new FairSlots({ total: 1, maxWaiting: 100 });
    const order: string[] = [];
    const first = await slots.acquire(user('a'), never);
    const one = user('a', {});
    const other = user('a', {});
    const asked = [
      ask(slots, one, 'one 1', order),
      ask(slots, one, 'one 2', order),
      ask(slots, other, 'other 1', order),
    ];
    first?.();
    for (const at of [0, 2, 1]) {
      await settle();
      asked[at]?.release();
    }
    assert.deepEqual(order, ['one 1', 'other 1', 'one 2']);
    assert.equal(slots.inUse, 0);
  });

  it('holds a client to its own bound and lets others pass', async () => {
    const slots = new FairSlots({ total: 3, maxWaiting: 100 });
    const order: string[] = [];
    const bounded = user('bounded', {}, 1);
    const running = ask(slots, bounded, 'bounded 1', order);
    ask(slots, bounded, 'bounded 2', order);
    ask(slots, user('free'), 'free', order);
    await settle();
    assert.deepEqual(order, ['bounded 1', 'free']);
    running.release();
    await settle();
    assert.deepEqual(order, ['bounded 1', 'free', 'bounded 2']);
  });

  it('refuses what would wait too long a queue', async () => {
    const slots = new FairSlots({ total: 1, maxWaiting: 1 });
    const order: string[] = [];
    const someone = user('a');
    for (const name of ['running', 'waiting', 'third']) ask(slots, someone, name, order);
    ask(slots, user('b'), 'other client', order);
    await settle();
    assert.deepEqual(order, ['running', 'third refused']);
    assert.equal(slots.waiting, 2);
  });

  it('forgets who stops waiting', async () => {
    const slots = new FairSlots({ total: 1, maxWaiting: 10 });
    const release = await slots.acquire(user('a'), never);
    const abort = new AbortController();
    const waiting = slots.acquire(user('b'), abort.signal);
    abort.abort(new Error('gone'));
    await assert.rejects(waiting, /gone/);
    assert.equal(slots.waiting, 0);
    release?.();
    release?.();
    assert.equal(slots.inUse, 0);
  });

  it('never exceeds a bound, never leaves a free slot unused, and ends empty', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('ask' as const), client: fc.nat(3), connection: fc.nat(2) }),
      fc.record({ do: fc.constant('release' as const), which: fc.nat() }),
      fc.record({ do: fc.constant('abort' as const), which: fc.nat() }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, total) => {
          const slots = new FairSlots({ total, maxWaiting: 1_000 });
          const connections = Array.from({ length: 12 }, () => ({}));
          const held: { client: string; release: () => void }[] = [];
          const waiting: { client: string; abort: AbortController }[] = [];
          const bound = 2;
          for (const at of steps) {
            if (at.do === 'ask') {
              const client = `c${at.client}`;
              const entry = { client, abort: new AbortController() };
              waiting.push(entry);
              const connection = connections[at.client * 3 + at.connection] ?? {};
              slots.acquire({ client, connection, maxInFlight: bound }, entry.abort.signal).then(
                release => {
                  waiting.splice(waiting.indexOf(entry), 1);
                  if (release) held.push({ client, release });
                },
                () => waiting.splice(waiting.indexOf(entry), 1),
              );
            } else if (at.do === 'release' && held.length > 0)
              held.splice(at.which % held.length, 1)[0]?.release();
            else if (at.do === 'abort' && waiting.length > 0)
              waiting[at.which % waiting.length]?.abort.abort(new Error('x'));
            await settle();
            const used = (client: string): number => held.filter(slot => slot.client === client).length;
            assert.ok(held.length <= total && slots.inUse === held.length);
            assert.equal(slots.waiting, waiting.length);
            for (const { client } of held) assert.ok(used(client) <= bound);
            if (held.length < total) for (const { client } of waiting) assert.equal(used(client), bound);
          }
          while (held.length > 0 || waiting.length > 0) {
            held.shift()?.release();
            await settle();
          }
          assert.deepEqual([slots.inUse, slots.waiting], [0, 0]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
