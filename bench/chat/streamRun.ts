import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { ChatPage } from '../../test/support/page/chatPage';
import { answer, said } from '../../test/support/page/states';
import { summary, type Summary } from '../support/stats';
import type { Mark } from './costs';
import { feeder } from './feeder';
import type { MarkedAnswer } from './markedAnswer';

/** UTF-16 units that a token stands for: English and code come to about four. */
export const unitsPerToken = 4;

const tenths = 10;

/** What streaming one answer cost. */
export interface StreamRun {
  readonly tokensPerSecond: number;
  readonly deltas: number;
  /** From the sending of a delta to the frame that shows its last whole word, in ms. */
  readonly paint: Summary;
  /** Tasks of the page over 50 ms, in ms. */
  readonly longTasks: readonly number[];
  /** Frames in which the end of the answer was not in view. */
  readonly away: number;
  /** At the beginning and after each tenth of the answer. */
  readonly marks: readonly Mark[];
  /** The same for one frame with nothing new in it: what measuring costs. */
  readonly ownCost: number;
  /** From the last delta to the end of all work, highlighting included, in ms. */
  readonly restMs: number;
}

const pairs = v.array(v.tuple([v.number(), v.number()]));
const recorded = v.object({
  sends: pairs,
  frames: pairs,
  long: v.array(v.number()),
  away: v.number(),
});
const metrics = v.object({ metrics: v.array(v.object({ name: v.string(), value: v.number() })) });

/** Streams an answer into a page of its own. */
export async function streamRun(
  browser: Browser,
  { text, ends }: MarkedAnswer,
  tokensPerSecond: number,
): Promise<StreamRun> {
  const chat = await ChatPage.open(browser, { script: feeder, height: 900 });
  try {
    await chat.show({ items: [said('Explain all of it.'), answer('', { status: 'waiting' })] });
    const cdp = await chat.page.context().newCDPSession(chat.page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busyMs = async (): Promise<number> => {
      const { metrics: all } = v.parse(metrics, await cdp.send('Performance.getMetrics'));
      return (all.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
    };
    const deltasNow = async (): Promise<number> =>
      v.parse(v.number(), await chat.page.evaluate('bench.sends.length'));

    // What the frames of the measurement itself cost.
    await chat.page.evaluate('bench.start("", "a1", 0)');
    const idleFrom = await busyMs();
    const idleFrames = v.parse(
      v.number(),
      await chat.page.evaluate(
        'new Promise(done => { let n = 0; const next = () => ++n < 60 ? requestAnimationFrame(next) : done(n); next(); })',
      ),
    );
    const ownCost = ((await busyMs()) - idleFrom) / idleFrames;
    await chat.page.evaluate('bench.stop()');

    const marks: Mark[] = [];
    const mark = async (): Promise<void> =>
      void marks.push({ busy: await busyMs(), deltas: await deltasNow() });
    await mark();
    await chat.call(`text => bench.start(text, "a1", ${tokensPerSecond * unitsPerToken})`, text);
    for (let tenth = 1; tenth <= tenths; tenth++) {
      await chat.page.evaluate(`bench.reached(${Math.floor((text.length * tenth) / tenths)})`);
      await mark();
    }
    const endedAt = performance.now();
    await chat.post({ type: 'ended', answer: 'a1', status: 'completed' });
    await chat.page.evaluate('bench.stop()');
    await chat.settled();
    const restMs = performance.now() - endedAt;
    const { sends, frames, long, away } = v.parse(
      recorded,
      await chat.page.evaluate(
        '({ sends: bench.sends, frames: bench.frames, long: bench.long, away: bench.away })',
      ),
    );
    const faults = await chat.faults();
    if (faults.length > 0) throw new Error(`The page reported: ${faults.join('; ')}`);
    return {
      ...{ tokensPerSecond, deltas: sends.length, away, marks, ownCost, restMs },
      longTasks: long,
      paint: summary(delays(ends, sends, frames)),
    };
  } finally {
    await chat.close();
  }
}

/** How long each delta took to the first frame with its last whole word; one that was never seen is a failure. */
export function delays(
  ends: readonly number[],
  sends: readonly (readonly [upTo: number, at: number])[],
  frames: readonly (readonly [word: number, at: number])[],
): number[] {
  const found: number[] = [];
  let word = -1;
  let frame = 0;
  for (const [upTo, sentAt] of sends) {
    const before = word;
    while ((ends[word + 1] ?? Infinity) <= upTo) word += 1;
    if (word === before) continue;
    while ((frames[frame]?.[0] ?? Infinity) < word) frame += 1;
    const shownAt = frames[frame]?.[1];
    if (shownAt === undefined) throw new Error(`Word ${word} of ${ends.length} was never on screen.`);
    found.push(shownAt - sentAt);
  }
  return found;
}
