import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/common/emitter';
import type { Ineligibility } from '../../../../src/completion/eligibility';
import { whenAllowed } from '../../../../src/editor/inline/whenAllowed';
import { ManualClock } from '../../../support/manualClock';

const reading: Ineligibility = { kind: 'reading', text: 'They are being read.' };
const ignored: Ineligibility = { kind: 'ignored', text: 'It is ignored.' };

/** A call of VS Code about a document, and what may become of both. */
class Call {
  private readonly changed = new Emitter<void>();
  private readonly cancelled = new Emitter<void>();
  readonly clock = new ManualClock();
  isCancellationRequested = false;
  readonly onCancellationRequested = this.cancelled.event;
  answer: boolean | undefined;

  constructor(private off: Ineligibility | undefined) {
    void whenAllowed(() => this.off, this.changed.event, this, this.clock).then(answer => {
      this.answer = answer;
    });
  }

  async becomes(off: Ineligibility | undefined): Promise<void> {
    this.off = off;
    this.changed.fire();
    await this.clock.advance(0);
  }

  async cancel(): Promise<void> {
    this.isCancellationRequested = true;
    this.cancelled.fire();
    await this.clock.advance(0);
  }
}

describe('whether a document may have suggestions', () => {
  const known: [what: string, off: Ineligibility | undefined, answer: boolean][] = [
    ['yes', undefined, true],
    ['no', ignored, false],
  ];
  for (const [what, off, answer] of known) {
    it(`is told at once where it is known: ${what}`, async () => {
      const call = new Call(off);
      await call.clock.advance(0);
      assert.deepEqual([call.answer, call.clock.pending], [answer, 0]);
    });

    it(`is told when the ignore files are read: ${what}`, async () => {
      const call = new Call(reading);
      await call.becomes(reading);
      assert.equal(call.answer, undefined);
      await call.becomes(off);
      assert.deepEqual([call.answer, call.clock.pending], [answer, 0]);
    });
  }

  it('is not waited for any more by a call that is over', async () => {
    const call = new Call(reading);
    await call.cancel();
    assert.deepEqual([call.answer, call.clock.pending], [false, 0]);
    await call.becomes(undefined);
    assert.equal(call.answer, false);
  });

  it('counts as no where files cannot be read in seconds', async () => {
    const call = new Call(reading);
    await call.clock.advance(5_000);
    assert.deepEqual([call.answer, call.clock.pending], [false, 0]);
  });
});
