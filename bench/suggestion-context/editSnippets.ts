import type { SnippetForm } from '../../src/protocol/promptForms';
import type { OpenFile } from '../../src/completion/context/fileWindows';
import type { EditedPlace } from './recentEdits';
import { snippet } from '../../src/completion/context/snippet';
import { estimateTokens } from '../../src/common/tokenEstimate';

/** Lines shown above and below what was edited. */
const around = 3;

/**
 * The places edited last as snippets, as many of the newest as fit into a budget of tokens; the oldest first, so that
 * one more comes behind those that are there.
 * @param fileOf the file of a place; undefined where it is closed, may not be sent or is in the prompt anyway
 */
export function editSnippets(
  places: readonly EditedPlace[],
  fileOf: (place: EditedPlace) => OpenFile | undefined,
  budget: number,
): SnippetForm[] {
  let left = budget;
  const forms: SnippetForm[] = [];
  for (const place of places) {
    const file = fileOf(place);
    if (!file || place.first >= file.lines.count) continue;
    const form = snippet(file, place.first - around, place.last + around);
    const tokens = estimateTokens(form.text, left);
    if (form.text.trim() === '' || tokens > left) continue;
    left -= tokens;
    forms.push(form);
  }
  return forms.reverse();
}
