import assert from 'node:assert/strict';
import { sideBySide } from '../../../src/session/sideBySide';
import type { Turn } from '../../../src/session/turn';
import { harness, ourHeaders, outcome, settle } from '../../support/session/harness';

describe('sideBySide', () => {
  async function connected(concurrentLanes = true) {
    const rig = harness();
    const current = sideBySide(() => rig.session);
    const start = (input: string): Turn => {
      const starter = current();
      assert.ok(starter);
      return starter.start({ lane: 'edit', input });
    };
    const first = start('first');
    await settle();
    const socket = rig.endpoint.socket.accept(ourHeaders({ concurrentLanes }));
    await settle();
    return { ...rig, start, first, socket };
  }
  const lanesOf = async (turns: readonly Turn[]): Promise<string[]> =>
    Promise.all(turns.map(async ({ done }) => (await done).lane));

  it('lets two turns run at once, each answered by its own lane', async () => {
    const { start, first, socket } = await connected();
    const second = start('second');
    await settle();
    socket.answer('edit-2', 'r2', 'two');
    assert.equal(await outcome(second), 'completed "two"');
    socket.answer('edit', 'r1', 'one');
    assert.equal(await outcome(first), 'completed "one"');
  });

  it('uses a lane again once its turn is over', async () => {
    const { start, first, socket } = await connected();
    const second = start('second');
    await settle();
    socket.answer('edit', 'r1', 'one');
    await outcome(first);
    const third = start('third');
    second.cancel();
    third.cancel();
    assert.deepEqual(await lanesOf([first, second, third]), ['edit', 'edit-2', 'edit']);
  });

  it('leaves room for other features: what is too many waits its turn', async () => {
    const { start, first } = await connected();
    const turns = [first, ...Array.from({ length: 7 }, (_, n) => start(`${n}`))];
    for (const turn of turns) turn.cancel();
    const own = ['edit', 'edit-2', 'edit-3', 'edit-4', 'edit-5', 'edit-6'];
    assert.deepEqual(await lanesOf(turns), [...own, 'edit', 'edit-2']);
  });

  it('takes no more than two connections where each turn needs one', async () => {
    const { start, first } = await connected(false);
    const turns = [first, start('second'), start('third')];
    for (const turn of turns) turn.cancel();
    assert.deepEqual(await lanesOf(turns), ['edit', 'edit-2', 'edit']);
  });

  it('knows of no session while the settings cannot be used', () => {
    assert.equal(sideBySide(() => undefined)(), undefined);
  });
});
