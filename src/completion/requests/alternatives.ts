import { timeLimit } from '../../common/abort';
import type { Clock } from '../../common/clock';

/** How many suggestions there are to choose from at most. */
const most = 3;

/**
 * Gathers distinct texts for one place: the ones that are known, then what further requests give, each of which is told
 * what there is already. Resolves as soon as there are enough, a request brings nothing new, `limitMs` have passed or
 * `signal` aborts; with what there is by then.
 * @param known the text on screen first
 * @param ask one more text, other than these; undefined when there is none. Ends at once when its signal aborts.
 */
export async function alternatives(
  known: readonly string[],
  ask: (others: readonly string[], signal: AbortSignal) => Promise<string | undefined>,
  how: { readonly clock: Clock; readonly limitMs: number },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const texts = known.slice(0, most);
  const limit = timeLimit(how.clock, how.limitMs, signal);
  while (texts.length < most && !limit.signal.aborted) {
    const text = await ask(texts, limit.signal);
    if (text === undefined || texts.includes(text)) break;
    texts.push(text);
  }
  limit.dispose();
  return texts;
}
