import type { EngineRequest } from '../../../engine';
import { taskOf } from '../completions/completionsForm';
import type { ContextText } from '../cursorTask';
import { infillPrefix } from './infillPrefix';
import { infillSuffix } from './infillSuffix';
import { isWorthWarming, warmedOf, type Front } from './infillWarm';

/**
 * What `/infill` is given: the text around the cursor, and other files (`input_extra`), which the server puts in front in the model's own format
 * for repositories. Of a long file the beginning goes behind the other files, where a warm-up has it, so that it is read once; then come the parts
 * of files that were chosen for this place, and what stands further behind the cursor.
 */
export class InfillFiles {
  /** Of the latest request. */
  private front: Front | undefined;

  /** The fields of a request, or of a warm-up. */
  of(request: EngineRequest, warm: boolean): Readonly<Record<string, unknown>> {
    const { cursor, documents, files } = warm ? warmedOf(request, this.front) : taskOf(request);
    const { head, prefix } = infillPrefix(cursor.prefix);
    const { suffix, tail } = infillSuffix(cursor.suffix);
    const own = (text: string): readonly ContextText[] => (text === '' ? [] : [{ path: cursor.path, text }]);
    const first = [...documents.slice(0, files), ...own(head)];
    const extra = [...first, ...documents.slice(files), ...own(tail)];
    if (!warm) this.front = { path: cursor.path, before: cursor.prefix.length, files: first };
    return {
      input_prefix: prefix,
      input_suffix: suffix,
      input_extra: extra.map(({ path, text }) => ({ filename: path, text })),
      prompt: '',
    };
  }

  /** Whether a warm-up is of use. */
  prepares(request: EngineRequest): boolean {
    return isWorthWarming(warmedOf(request, this.front), this.front);
  }
}
