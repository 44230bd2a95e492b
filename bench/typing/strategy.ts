import type { Disposable } from '../../src/common/disposable';
import type { CursorSnapshot } from '../../src/completion/snapshot';

/** A way of getting suggestions, as an editor sees it. */
export interface Strategy extends Disposable {
  /** The text has changed and the cursor stands here: told some ms after the key. */
  changed(snapshot: CursorSnapshot): void;
  /** The editor asks, 50 ms after the last key; it aborts with the next key. */
  provide(snapshot: CursorSnapshot, signal: AbortSignal): Promise<string | undefined>;
  /** Calls `grow` when asking once more for the same place would bring a longer text. */
  onGrow(grow: () => void): void;
}
