import assert from 'node:assert/strict';
import { JustEnded } from '../../../../../src/editor/edit/commands/justEnded';
import { ManualClock } from '../../../../support/manualClock';

const edit = (openHunks = 2, version = 7) => ({ openHunks, document: { version } });

describe('an edit that has just ended', () => {
  it('is one for a moment', async () => {
    const clock = new ManualClock();
    const just = new JustEnded(clock);
    const ended = edit();
    assert.equal(just.has(ended), false);
    just.ended(ended, { kind: 'done' });
    await clock.advance(1_000);
    assert.equal(just.has(ended), true);
    assert.equal(just.has(edit()), false);
    await clock.advance(1_000);
    assert.equal(just.has(ended), false);
  });

  it('is none where it was stopped: nobody means it any more', () => {
    const just = new JustEnded(new ManualClock());
    const ended = edit();
    just.ended(ended, { kind: 'done' });
    just.ended(ended, { kind: 'stopped' });
    assert.equal(just.has(ended), false);
  });

  it('is none once a change was decided on, or the text was changed', () => {
    const just = new JustEnded(new ManualClock());
    const ended = { openHunks: 2, document: { version: 7 } };
    just.ended(ended, { kind: 'done' });
    ended.openHunks = 1;
    assert.equal(just.has(ended), false);
    ended.openHunks = 2;
    assert.equal(just.has(ended), true);
    ended.document.version = 8;
    assert.equal(just.has(ended), false);
  });
});
