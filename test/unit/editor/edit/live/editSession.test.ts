import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editBench, type EditBench } from '../../../../support/host/editBench';
import { settle } from '../../../../support/manualClock';
import { endOf, hunksOfReview, shownText } from '../../../../../src/diff/review/review';

const lines = ['head\n', 'one\n', 'two\n', 'three\n', 'four\n', 'tail\n'];

/** Everything the editor and the clock owe is done. */
async function rest({ clock, answerBatch }: EditBench): Promise<void> {
  for (let round = 0; round < 12; round++) {
    answerBatch();
    await clock.advance(100);
  }
}

describe('EditSession', () => {
  it('paints an answer and leaves its changes to be decided', async () => {
    const bench = editBench(lines);
    for (const line of ['one\n', 'TWO\n', 'three\n', 'four\n']) bench.answers[0]?.line(line);
    bench.answers[0]?.end({ kind: 'done' });
    await rest(bench);
    assert.equal(bench.text(), 'head\none\nTWO\nthree\nfour\ntail\n');
    assert.equal(bench.edit.phase, 'review');
    bench.edit.acceptAll();
    assert.equal(bench.edit.phase, 'settled');
  });

  it('asks for nothing more once it has ended, whoever still holds it', async () => {
    const bench = editBench(lines);
    bench.edit.dispose();
    await bench.edit.redirect('shorter');
    await bench.edit.retry();
    await rest(bench);
    assert.equal(bench.edit.phase, 'ended');
    assert.equal(bench.answers.length, 1);
    assert.deepEqual(
      bench.answers.map(answer => answer.isCancelled()),
      [true],
    );
  });

  it('asks again when a change is accepted that the new answer was to take back', async () => {
    const bench = editBench(lines);
    bench.answers[0]?.line('new\n');
    await rest(bench);
    void bench.edit.redirect('shorter');
    await rest(bench);
    bench.edit.acceptAll();
    bench.answers[1]?.line('one\n');
    await bench.clock.advance(700);
    for (const line of ['new\n', 'one\n', 'two\n', 'three\n', 'FOUR\n']) bench.answers[2]?.line(line);
    bench.answers[2]?.end({ kind: 'done' });
    await rest(bench);
    assert.equal(bench.text(), 'head\nnew\none\ntwo\nthree\nFOUR\ntail\n');
    assert.deepEqual(
      hunksOfReview(bench.edit.review).map(({ old, new: now }) => `${old}${now}`),
      ['four\nFOUR\n'],
    );
  });

  it('keeps what is accepted while a batch is on its way, and only what was seen of it', async () => {
    // Which line a new one takes the place of is known only when a line after it has come.
    for (const [first, second, open] of [
      ['ONE\n', ['two\n', 'THREE\n'], ['one\n', 'three\nTHREE\n']],
      ['ONE\n', ['TWO\n'], ['one\ntwo\nTWO\n']],
    ] as const) {
      const bench = editBench(lines);
      bench.answers[0]?.line(first);
      await rest(bench);
      for (const line of second) bench.answers[0]?.line(line);
      await bench.clock.advance(50);
      assert.ok(bench.isWriting());
      bench.edit.acceptAll();
      await rest(bench);
      const rows = lines.slice(second.length + 2, -1);
      for (const line of rows) bench.answers[0]?.line(line);
      bench.answers[0]?.end({ kind: 'done' });
      await rest(bench);
      assert.equal(bench.text(), `head\n${first}${second.join('')}${rows.join('')}tail\n`);
      assert.deepEqual(
        hunksOfReview(bench.edit.review).map(({ old, new: now }) => `${old}${now}`),
        open,
      );
    }
  });

  it('follows what came behind an undo while a batch was on its way', async () => {
    const bench = editBench(lines);
    bench.type({ offset: 'head\n'.length, length: 0, text: 'x' });
    await bench.clock.advance(700);
    bench.answers[1]?.line('new\n');
    await settle();
    bench.undo();
    bench.type({ offset: 1, length: 1, text: '' });
    await rest(bench);
    holds(bench);
    assert.match(bench.text(), /^had\n(new\n)?one\ntwo\nthree\nfour\ntail\n$/);
  });

  it('is always in one state with all that belongs to it, and leaves nothing behind', async () => {
    const moves = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40, size: 'max' }), async walk => {
        let canBeAsked = true;
        const bench = editBench(lines, () => canBeAsked);
        let former = 'streaming';
        const seen = (): void => {
          for (const phase of [...bench.phases.splice(0), bench.edit.phase]) {
            moves.add(`${former} > ${phase}`);
            former = phase;
          }
        };
        for (const each of walk) {
          if (each.kind === 'settings') canBeAsked = each.pick % 3 > 0;
          else await happen(bench, each);
          seen();
          holds(bench);
        }
        bench.edit.dispose();
        seen();
        const asked = bench.answers.length;
        await rest(bench);
        const written = bench.batches();
        for (const each of walk) if (each.kind !== 'settings') await happen(bench, each);
        await rest(bench);
        seen();
        assert.equal(bench.edit.phase, 'ended');
        assert.equal(bench.answers.length, asked, 'nobody is asked any more');
        assert.equal(bench.batches(), written, 'nothing is written any more');
        assert.ok(
          bench.answers.every(answer => !answer.isOpen()),
          'no answer goes on',
        );
        assert.equal(bench.clock.pending, 0, 'no timer is left');
      }),
      { seed: Number(process.env['MODEL_SEED'] ?? 16), numRuns: Number(process.env['MODEL_RUNS'] ?? 1_500) },
    );
    const kinds = ['streaming', 'review', 'settled'];
    const table = [
      ...kinds.flatMap(from => kinds.map(to => `${from} > ${to}`)),
      ...[...kinds, 'ended'].map(from => `${from} > ended`),
    ];
    assert.deepEqual([...moves].sort(), table.sort());
  });
});

const happenings = [
  'line',
  'line',
  'line',
  'known',
  'known',
  'done',
  'fail',
  'redirected',
  'batch',
  'batch',
  'batch',
  'typeIn',
  'typeBehind',
  'cut',
  'undo',
  'accept',
  'acceptAll',
  'reject',
  'rejectAll',
  'redirect',
  'retry',
  'stop',
  'hold',
  'release',
  'pace',
  'pause',
  'settings',
] as const;

interface Happening {
  readonly kind: (typeof happenings)[number];
  readonly pick: number;
}

const event: fc.Arbitrary<Happening> = fc.record({ kind: fc.constantFrom(...happenings), pick: fc.nat(50) });

async function happen(bench: EditBench, { kind, pick }: Happening): Promise<void> {
  const { edit, clock, answers } = bench;
  const answer = answers.at(-1);
  const { review } = edit;
  const hunks = hunksOfReview(review);
  const hunk = hunks[pick % Math.max(1, hunks.length)];
  // Nobody waits for these: the editor answers later, or never.
  const begun: Promise<unknown>[] = [];
  if (kind === 'line') answer?.line(`new ${pick}\n`);
  else if (kind === 'known') answer?.line(lines[1 + (pick % 4)] ?? '');
  else if (kind === 'done') answer?.end({ kind: 'done' });
  else if (kind === 'fail') answer?.end({ kind: 'failed', message: 'No.' });
  else if (kind === 'redirected') begun.push(answer?.redirect() ?? Promise.resolve());
  else if (kind === 'batch') bench.answerBatch();
  else if (kind === 'typeIn')
    bench.type({ offset: Math.min(bench.text().length, 5 + pick), length: 0, text: 'x' });
  else if (kind === 'typeBehind') bench.type({ offset: bench.text().length, length: 0, text: 'y' });
  else if (kind === 'cut') {
    const start = pick % bench.text().length;
    bench.type({ offset: start, length: Math.min(pick, bench.text().length - start), text: '' });
  } else if (kind === 'undo') bench.undo();
  else if (kind === 'accept' && hunk) edit.accept(hunk.id);
  else if (kind === 'acceptAll') edit.acceptAll();
  else if (kind === 'reject' && hunk) begun.push(edit.reject(hunk.id, pick % 2 === 0));
  else if (kind === 'rejectAll') begun.push(edit.rejectAll());
  else if (kind === 'redirect') begun.push(edit.redirect('shorter'));
  else if (kind === 'retry') begun.push(edit.retry());
  else if (kind === 'stop') begun.push(edit.stop());
  else if (kind === 'hold') begun.push(edit.hold());
  else if (kind === 'release') edit.release();
  else if (kind === 'pace') await clock.advance(50);
  else if (kind === 'pause') await clock.advance(650);
  for (const each of begun) void each;
  await settle();
}

/** What is so at every moment. */
function holds({ edit, answers, clock, text, isWriting }: EditBench): void {
  const open = answers.filter(answer => !answer.isCancelled());
  if (edit.phase === 'streaming') {
    assert.ok(open.length <= 1, 'one answer at a time');
    assert.ok(open.length === 0 || open[0] === answers.at(-1), 'the latest one');
  } else {
    assert.equal(open.length, 0, 'an answer ends with the state it belongs to');
  }
  // The pause in the typing, the pace of painting, the wait for what refused a batch.
  assert.ok(clock.pending <= (edit.phase === 'streaming' ? 3 : 2), `${clock.pending} timers`);
  if (isWriting()) return;
  const { review } = edit;
  assert.equal(shownText(review), text().slice(review.start, endOf(review)), 'in step with the document');
}
