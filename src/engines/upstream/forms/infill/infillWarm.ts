import { warmTask } from '../completions/completionsForm';
import type { ContextText, CursorTask } from '../cursorTask';
import type { EngineRequest } from '../../../engine';
import { infillPrefix } from './infillPrefix';

/** What a request for a completion had in front: what the server has read of it serves the next one. */
export interface Front {
  /** The file of the cursor. */
  readonly path: string;
  /** How much stood before the cursor, in UTF-16 code units. */
  readonly before: number;
  /** Other files, and the beginning of its own. */
  readonly files: readonly ContextText[];
}

/**
 * What a warm-up prepares. The last document is the one being edited: what stands in the longest prefix, or behind the
 * cursor of the latest request, no request will have in front.
 */
export function warmedOf(request: EngineRequest, latest: Front | undefined): CursorTask {
  const task = warmTask(request);
  const own = task.documents.at(-1);
  if (!own) return task;
  const before = latest?.path === own.path ? latest.before : own.text.length;
  const { head } = infillPrefix(own.text.slice(0, before));
  const documents = [
    ...task.documents.slice(0, -1),
    ...(head === '' ? [] : [{ path: own.path, text: head }]),
  ];
  return { ...task, documents, files: documents.length };
}

/**
 * Whether a warm-up is of use. Where the latest request began with the same it is not, and it would have the server
 * forget what else it has read of that.
 */
export function isWorthWarming({ documents }: CursorTask, latest: Front | undefined): boolean {
  return documents.some(({ path, text }, at) => {
    const there = latest?.files[at];
    return there?.path !== path || there.text !== text;
  });
}
