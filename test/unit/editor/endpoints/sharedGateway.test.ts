import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import fc from 'fast-check';
import type { Clock } from '../../../../src/common/clock';
import { silentLog } from '../../../../src/common/log';
import { systemClock } from '../../../../src/common/systemClock';
import { Gateway } from '../../../../src/editor/endpoints/gateway';
import { sharedGateway } from '../../../../src/editor/endpoints/sharedGateway';
import { lockPlace, takeLock } from '../../../../src/editor/ownershipLock';
import { waitFor } from '../../../support/host/waitFor';
import { SomeGateways } from '../../../support/sharing/someGateways';

describe('a gateway that windows share', function () {
  this.timeout(120_000);
  let folder: string;
  let runs = 0;
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'shared-'))));
  after(() => rm(folder, { recursive: true }));

  function world(clock: Clock = systemClock) {
    const name = `test-shared-${process.pid}-${runs++}`;
    const claim = path.join(folder, name, 'a.json');
    const lock = lockPlace(name);
    const gateways = new SomeGateways(claim);
    const open = (): Gateway =>
      new Gateway(signal =>
        sharedGateway({ claim, lock, clock, log: silentLog, start: () => gateways.start() }, signal),
      );
    return { gateways, open, lock };
  }

  it('is one for two that look at once', async () => {
    const { gateways, open } = world();
    const [one, other] = [open(), open()];
    const [first, second] = await Promise.all([one.address(), other.address()]);
    assert.deepEqual(first, second);
    assert.equal(gateways.alive.length, 1);
    one.dispose();
    other.dispose();
    await waitFor('the end', () => gateways.alive.length === 0 || undefined);
  });

  it('is asked for once by one window', async () => {
    const { gateways, open } = world();
    const one = open();
    await Promise.all([one.address(), one.address(), one.address()]);
    assert.equal(gateways.alive.length, 1);
    one.dispose();
    await assert.rejects(one.address(), /shut down/);
  });

  it('is started by oneself where another does not come to an end with that', async function () {
    this.timeout(10_000);
    // Five seconds pass in a twentieth of one.
    const hasty: Clock = {
      now: () => systemClock.now() * 100,
      setTimeout: (callback, delay) => systemClock.setTimeout(callback, delay),
    };
    const { gateways, open, lock } = world(hasty);
    const stuck = await takeLock(lock);
    const one = open();
    await one.address();
    assert.equal(gateways.alive.length, 1);
    one.dispose();
    stuck?.dispose();
  });

  it('is let go of by one that was shut down while it looked', async () => {
    const { gateways, open } = world();
    const one = open();
    const asked = one.address();
    one.dispose();
    await assert.rejects(asked, /shut down/);
    await waitFor('the end', () => gateways.alive.length === 0 || undefined);
  });

  type Step =
    | { readonly kind: 'open' | 'close' | 'ask'; readonly window: number }
    | { readonly kind: 'kill' }
    | { readonly kind: 'wait'; readonly ms: number };
  const window = fc.nat({ max: 3 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const), window }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('close' as const), window }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask' as const), window }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'kill' as const }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat({ max: 8 }) }) },
  );

  it('is there for every window that is open, is one, and ends with the last, whatever happens in what order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 24 }), async steps => {
        const { gateways, open } = world();
        const windows = new Map<number, Gateway>();
        const asked: Promise<unknown>[] = [];
        const ask = (one: Gateway | undefined): void => {
          if (one) asked.push(one.address().catch((error: unknown) => error));
        };
        for (const next of steps) {
          if (next.kind === 'wait') await new Promise(resolve => setTimeout(resolve, next.ms));
          else if (next.kind === 'kill') for (const one of gateways.alive) one.kill();
          else if (next.kind === 'ask') ask(windows.get(next.window));
          else if (next.kind === 'close') {
            windows.get(next.window)?.dispose();
            windows.delete(next.window);
          } else if (!windows.has(next.window)) {
            windows.set(next.window, open());
            ask(windows.get(next.window));
          }
        }
        // Only those that were shut down are told that they were.
        for (const outcome of await Promise.all(asked))
          assert.ok(!(outcome instanceof Error) || outcome.message.includes('shut down'), String(outcome));
        // What was killed is noticed, and all that are open come together.
        await waitFor('one for all', async () => {
          const addresses = await Promise.all([...windows.values()].map(one => one.address()));
          const different = new Set(addresses.map(({ url }) => url)).size;
          return different === gateways.alive.length && different === Math.min(1, windows.size)
            ? true
            : undefined;
        });
        for (const one of windows.values()) one.dispose();
        await waitFor('the end of the last', () => gateways.alive.length === 0 || undefined);
      }),
      { numRuns: 150, seed: 20_261_130 },
    ));
});
