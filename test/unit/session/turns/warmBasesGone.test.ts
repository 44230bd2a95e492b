import assert from 'node:assert/strict';
import { WarmBases } from '../../../../src/session/turns/warmBases';
import { arrive, connectedRig } from '../../../support/session/poolRig';

const request = { lane: 'inline-context' as const, input: [{ role: 'user' as const, content: 'static' }] };

describe('warm bases', () => {
  it('are given up at once where their connection goes while they are on their way there, and only there', async () => {
    const rig = await connectedRig();
    rig.pool.demandExtra(2);
    const second = await arrive(rig);
    const ended: string[] = [];
    const bases = new WarmBases((_, on, signal) => {
      if (!on) return Promise.resolve({ connection: second, id: 'w1' });
      signal?.addEventListener('abort', () => ended.push(on === second ? 'second' : 'first'));
      return new Promise(() => {});
    });
    assert.equal(await bases.warm(request), 'w1');
    bases.onOpen(rig.first);
    bases.onLost(second, 'w1');
    bases.onDown(rig.first);
    assert.deepEqual(ended, ['first']);
    bases.forget(request.lane);
    assert.deepEqual(ended, ['first', 'second']);
  });
});
