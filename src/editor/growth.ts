import type { Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import type { Completer } from '../completion/completer';
import type { CursorSnapshot } from '../completion/snapshot';
import { askAgain } from './askAgain';
import type { InlineRegistration } from './inlineRegistration';
import { stillAt } from './stillAt';
import type { VisibleProbe } from './visibleProbe';

/** What growing a suggestion takes. */
export interface GrowthParts {
  readonly completer: Pick<Completer, 'onDidGrow'>;
  readonly registration: Pick<InlineRegistration, 'askAnew'>;
  readonly probe: VisibleProbe;
  readonly log: Log;
}

/**
 * Lets a shown suggestion grow in place when the rest of its answer has arrived. The stable API has no event for it.
 * One that was dismissed does not come back. No other extension is asked for anything.
 *
 * Asked as if something was typed, VS Code (seen in 1.139) puts the longer text in the place of the shorter one. Asked
 * explicitly it keeps both, the shorter one first, and falls back to that at the next key.
 */
export function growth({ completer, registration, probe, log }: GrowthParts): Disposable {
  const grow = async (place: CursorSnapshot): Promise<void> => {
    if (!stillAt(place)) return;
    const visible = await probe.isVisible(place, {
      ask: () => registration.askAnew(),
      showNext: () => askAgain(log, 'editor.action.inlineSuggest.showNext'),
    });
    if (visible && stillAt(place)) await registration.askAnew();
  };
  return completer.onDidGrow(place => void grow(place));
}
