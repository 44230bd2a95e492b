import assert from 'node:assert/strict';
import { createDeferred } from '../../../src/common/deferred';
import { VisibleProbe } from '../../../src/editor/visibleProbe';
import { at } from '../../support/completion/cursorText';

describe('asking whether a suggestion is visible', () => {
  const place = at('let a█');
  const quiet = (): Promise<void> => Promise.resolve();

  it('says yes when the provider was asked there', async () => {
    const probe = new VisibleProbe();
    assert.equal(await probe.isVisible(place, () => Promise.resolve(probe.asked(place))), true);
  });

  it('says no when it was not asked, or elsewhere', async () => {
    const probe = new VisibleProbe();
    assert.equal(await probe.isVisible(place, quiet), false);
    const elsewhere = (): Promise<boolean> => Promise.resolve(probe.asked(at('let ab█')));
    assert.equal(await probe.isVisible(place, elsewhere), false);
  });

  it('takes no question for its own before it asks and afterwards', async () => {
    const probe = new VisibleProbe();
    assert.equal(probe.asked(place), false);
    await probe.isVisible(place, quiet);
    assert.equal(probe.asked(place), false);
    await assert.rejects(probe.isVisible(place, () => Promise.reject(new Error('refused'))));
    assert.equal(probe.asked(place), false);
  });

  it('keeps the newest of two questions', async () => {
    const probe = new VisibleProbe();
    const slow = createDeferred<void>();
    const first = probe.isVisible(place, () => slow.promise);
    const second = probe.isVisible(at('let ab█'), async () => {
      slow.resolve();
      await first;
      probe.asked(at('let ab█'));
    });
    assert.deepEqual([await first, await second], [false, true]);
  });
});
