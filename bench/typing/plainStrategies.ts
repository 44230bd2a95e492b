import { sleep, type Clock } from '../../src/common/clock';
import { applyFilters } from '../../src/completion/filters/applyFilters';
import { lineMode } from '../../src/completion/text/lineMode';
import type { CursorSnapshot } from '../../src/completion/snapshot';
import type { Turn } from '../../src/session/turn';
import type { Strategy } from './strategy';

/** Asks a model about a place. */
export type Ask = (snapshot: CursorSnapshot) => Turn;

/** Waits until no key was pressed for 350 ms, then asks; the next key aborts. As many extensions do. */
export function debounced(ask: Ask, clock: Clock): Strategy {
  return plain(async (snapshot, signal) => {
    await sleep(clock, 350, signal);
    return await answer(ask(snapshot), snapshot, signal);
  });
}

/** One request at a time and none is ever aborted; what was overtaken by typing is thrown away. */
export function serial(ask: Ask): Strategy {
  let running: Promise<unknown> = Promise.resolve();
  return plain(async (snapshot, signal) => {
    await running;
    if (signal.aborted) return undefined;
    const turn = ask(snapshot);
    running = turn.done;
    return usable(snapshot, (await turn.done).text);
  });
}

/** Asks whenever the editor does, and shows nothing in the first 200 ms, so that fast typing stays calm. */
export function held(ask: Ask, clock: Clock): Strategy {
  return plain(async (snapshot, signal) => {
    const [text] = await Promise.all([answer(ask(snapshot), snapshot, signal), sleep(clock, 200, signal)]);
    return text;
  });
}

function plain(provide: Strategy['provide']): Strategy {
  return {
    changed() {},
    provide: (snapshot, signal) => provide(snapshot, signal).catch(() => undefined),
    onGrow() {},
    dispose() {},
  };
}

async function answer(
  turn: Turn,
  snapshot: CursorSnapshot,
  signal: AbortSignal,
): Promise<string | undefined> {
  const cancel = (): void => turn.cancel();
  signal.addEventListener('abort', cancel);
  const { status, text } = await turn.done;
  signal.removeEventListener('abort', cancel);
  return status === 'cancelled' ? undefined : usable(snapshot, text);
}

/** The same filters as ours, so that the comparison is of when and how often is asked. */
function usable(snapshot: CursorSnapshot, text: string): string | undefined {
  return applyFilters(text, { snapshot, mode: lineMode(snapshot) });
}
