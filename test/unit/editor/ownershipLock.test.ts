import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Disposable } from '../../../src/common/disposable';
import { lockPlace, takeLock } from '../../../src/editor/ownershipLock';
import { waitFor } from '../../support/host/waitFor';

describe('takeLock', () => {
  let place: string;
  let taken: (Disposable | undefined)[] = [];

  beforeEach(() => {
    place = lockPlace(`test-${process.pid}-${Date.now()}`);
  });
  afterEach(async () => {
    for (const each of taken.splice(0)) each?.dispose();
    await rm(place, { force: true });
  });

  /** Leaves what a window leaves that was killed. */
  const die = async (): Promise<void> => {
    const script =
      "require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))";
    await once(spawn(process.execPath, ['-e', script, place]), 'exit');
  };

  it('is given to one at a time', async () => {
    const first = await takeLock(place);
    assert.ok(first);
    assert.equal(await takeLock(place), undefined);
    first.dispose();
    taken = [await waitFor('the lock', async () => await takeLock(place))];
  });

  it('outlives nobody who was killed', async () => {
    await die();
    taken = [await takeLock(place)];
    assert.ok(taken[0]);
  });

  it('is given to one of many who come to what was left behind at the same time', async () => {
    for (let round = 0; round < 8; round++) {
      await die();
      taken = await Promise.all(Array.from({ length: 12 }, () => takeLock(place)));
      assert.equal(taken.filter(Boolean).length, 1, `round ${round}`);
      assert.equal(await takeLock(place), undefined, 'and stays with that one');
      for (const each of taken) each?.dispose();
      await rm(place, { force: true });
    }
  });
});
