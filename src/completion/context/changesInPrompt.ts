import { estimateTokens } from '../../common/tokenEstimate';
import type { ChangesForm } from '../../protocol/promptForms';

/** A change of the last minutes as a prompt shows it. */
export interface ShownChange {
  readonly path: string;
  /** Hunks of a unified diff, without names of files and without a line break at the end. */
  readonly diff: string;
  /** When its last key was pressed, ms. */
  readonly time: number;
}

/**
 * Writes the changes of the last minutes into prompts, the newest last. Where they become too many the oldest go, and half
 * of them at once: so what one prompt has of them is for long what the next one begins with, and a server need not read it
 * again.
 */
export class ChangesInPrompt {
  private since = -Infinity;

  /**
   * The changes that fit; undefined where there are none.
   * @param changes the oldest first
   * @param budget tokens; a single change of more than half of them is left out
   */
  form(changes: readonly ShownChange[], budget: number): ChangesForm | undefined {
    const half = budget / 2;
    let kept = changes.filter(
      change => change.time >= this.since && estimateTokens(written([change]), half) <= half,
    );
    if (estimateTokens(written(kept), budget) > budget) {
      while (estimateTokens(written(kept), half) > half) kept = kept.slice(1);
      this.since = kept[0]?.time ?? this.since;
    }
    return kept.length === 0 ? undefined : { kind: 'changes', text: written(kept) };
  }
}

function written(changes: readonly ShownChange[]): string {
  return changes
    .map(({ path, diff }, n) =>
      changes[n - 1]?.path === path ? diff : `--- a/${path}\n+++ b/${path}\n${diff}`,
    )
    .join('\n');
}
