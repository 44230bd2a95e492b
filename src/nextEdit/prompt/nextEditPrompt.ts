import { writeForm } from '../../protocol/promptForms';
import type { ResponseInputItem } from '../../protocol/wire';
import { editWindow, type LineWindow } from './editWindow';
import { likelyPlaces } from './likelyPlaces';
import type { ModelMoment } from './modelMoment';
import { shownPaths } from './shownPaths';

/** What the answer says where nothing is to be changed. */
export const noEdit = 'NO EDIT';

/** The instructions of every question for the next edit. The same for all of them, so that a server prepares them once. */
export const nextEditInstructions = [
  'You predict the next edit of somebody who writes code.',
  'The changes are unified diffs of what was just done, the oldest first. Snippets show places that may be concerned. The window shows where the cursor is, <|cursor|>; the lines between <|edit|> and <|/edit|> are close to it.',
  'Say what will be changed next: the rest of what was begun, the same change where it is still missing, what no longer fits because of it. Close to the cursor first. Never undo what the changes did. Most of the time nothing is to be changed.',
  `If nothing is, answer with ${noEdit} and nothing else. Otherwise answer with one block for each place, the likeliest first, three at the most. The line above a block is the path as given. Inside, between the markers, stand first the lines as they are, whole and without <|cursor|>, enough of them to occur only once, then the lines that replace them:`,
  'path/of/file.ts',
  '<<<<<<< SEARCH',
  'lines as they are',
  '=======',
  'lines as they will be',
  '>>>>>>> REPLACE',
  'No words around the blocks. If the code itself holds lines that look like these markers, write all three markers of the block with more signs.',
].join('\n');

/** A question for the next edit. */
export interface NextEditQuestion {
  readonly input: readonly ResponseInputItem[];
  /** What each document is called in it, by its URI. */
  readonly paths: ReadonlyMap<string, string>;
  /** The lines of the active document that are shown around the cursor. */
  readonly window: LineWindow;
}

/**
 * Writes the question: what was changed, other places, the window around the cursor, so that what changes with every key comes
 * last. Undefined where the line of the cursor is too long for it. The answer is read with `NextEditAnswer`.
 */
export function nextEditQuestion({
  active,
  cursor,
  others,
  recentDiffs,
}: ModelMoment): NextEditQuestion | undefined {
  const window = editWindow(active.text, cursor);
  if (!window) return undefined;
  const paths = shownPaths([
    ...new Set([active.uri, ...others.map(({ uri }) => uri), ...recentDiffs.map(({ uri }) => uri)]),
  ]);
  const pathOf = (uri: string): string => paths.get(uri) ?? '';
  const diffs = recentDiffs.map(({ uri, diff }) => `--- a/${pathOf(uri)}\n+++ b/${pathOf(uri)}\n${diff}`);
  const places = likelyPlaces([active, ...others], recentDiffs, { uri: active.uri, ...window });
  const parts = [
    ...(diffs.length === 0 ? [] : [writeForm({ kind: 'changes', text: diffs.join('\n') })]),
    ...places.map(({ document, start, end, line }) => {
      const text = document.text.slice(start, end).replace(/\r?\n$/, '');
      const lines = { first: line, last: line + text.split('\n').length - 1 };
      return writeForm({
        kind: 'snippet',
        path: pathOf(document.uri),
        language: document.languageId,
        lines,
        text,
      });
    }),
    writeForm({
      kind: 'window',
      path: pathOf(active.uri),
      language: active.languageId,
      line: window.line,
      above: active.text.slice(window.start, window.editStart),
      before: active.text.slice(window.editStart, cursor),
      after: active.text.slice(cursor, window.editEnd),
      below: active.text.slice(window.editEnd, window.end),
    }),
  ];
  const content = parts.map(text => ({ type: 'input_text' as const, text }));
  return { input: [{ type: 'message', role: 'user', content }], paths, window };
}
