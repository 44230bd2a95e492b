import * as v from 'valibot';
import { limits, id, count, label, path } from './limits';

/** What a piece of context is. `text` is content without a file, such as a drop from outside the workspace. */
export const contextKind = v.picklist([
  'file',
  'selection',
  'symbol',
  'problems',
  'changes',
  'folder',
  'text',
]);
export type ContextKind = v.InferOutput<typeof contextKind>;

/**
 * One piece of context beside the input. `automatic` ones follow the editor (the current file, the selection) and
 * come back with the next conversation; the user can switch every one off.
 */
export const contextChip = v.object({
  id,
  kind: contextKind,
  /** Short name, such as `report.ts` or `report.ts:12-20`. */
  label,
  /** The whole path or what is in it, for the tooltip and screen readers. */
  detail: v.optional(label),
  /** Estimated size in tokens. */
  tokens: v.optional(count),
  automatic: v.boolean(),
  /** `cut`: only a part fits. `blocked`: never sent, `why` says why (secret, ignored, too big, gone). */
  state: v.picklist(['ready', 'loading', 'cut', 'blocked']),
  why: v.optional(label),
});
export type ContextChip = v.InferOutput<typeof contextChip>;

/** The context of the next message, and how much of what the model can read is used. */
export const contextState = v.object({
  chips: v.pipe(v.array(contextChip), v.maxLength(limits.chips)),
  /** Tokens of the conversation so far, the context and the draft, estimated. */
  usedTokens: count,
  /** What the model can read, in tokens. 0 when unknown: no bar is drawn. */
  budgetTokens: count,
});
export type ContextState = v.InferOutput<typeof contextState>;

/** One row of the completion after `@`. */
export const mentionItem = v.object({
  /** Handed back in `addContext`. Opaque to the page. */
  id: path,
  kind: contextKind,
  label,
  detail: v.optional(label),
  /** Whether choosing it goes on (a folder, `@symbol`) with `insert` in place of the query, instead of attaching. */
  insert: v.optional(label),
});
export type MentionItem = v.InferOutput<typeof mentionItem>;
