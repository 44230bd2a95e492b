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
  readonly registration: Pick<InlineRegistration, 'renew'>;
  readonly probe: VisibleProbe;
  /** The id of this extension, by which VS Code finds its provider. */
  readonly extensionId: string;
  readonly log: Log;
}

/**
 * Lets a shown suggestion grow in place when the rest of its answer has arrived. The stable API has no event for it.
 *
 * - `showNext` runs only while a suggestion is visible: one that was dismissed does not come back.
 * - `trigger`, not explicit and for a provider it has not asked yet, is the only way by which VS Code (seen in 1.139)
 *   puts the longer text in the place of the shorter one. Asked explicitly it keeps both, the shorter one first, and
 *   falls back to that at the next key.
 */
export function growth({ completer, registration, probe, extensionId, log }: GrowthParts): Disposable {
  const grow = async (place: CursorSnapshot): Promise<void> => {
    if (!stillAt(place)) return;
    registration.renew();
    const visible = await probe.isVisible(place, () => askAgain(log, 'editor.action.inlineSuggest.showNext'));
    if (!visible || !stillAt(place)) return;
    registration.renew();
    await askAgain(log, 'editor.action.inlineSuggest.trigger', {
      providerId: `${extensionId.toLowerCase()}:*`,
      explicit: false,
    });
  };
  return completer.onDidGrow(place => void grow(place));
}
