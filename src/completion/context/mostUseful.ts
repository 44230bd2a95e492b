import type { ContextForm } from '../../protocol/promptForms';
import { estimateTokens } from '../../common/tokenEstimate';

/**
 * The forms that fit into a small budget, in their order. Those that come last are taken first: the order is by how
 * rarely they change, and what changes with the cursor is what the cursor needs most.
 */
export function mostUseful(forms: readonly ContextForm[], tokens: number): ContextForm[] {
  let left = tokens;
  const kept: ContextForm[] = [];
  for (const form of [...forms].reverse()) {
    const cost = estimateTokens(form.text, left);
    if (cost > left) continue;
    left -= cost;
    kept.push(form);
  }
  return kept.reverse();
}
