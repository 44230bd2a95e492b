import * as vscode from 'vscode';
import type { Clock } from '../../../common/clock';
import { DisposableStore, toDisposable, type Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';
import { inlineChanges } from '../../../diff/inlineChanges';
import { removedHints } from '../../../diff/review/removedHints';
import { endOf, frontierOf, hunksOfReview, hunksWithin, type PlacedHunk } from '../../../diff/review/review';
import type { OffsetRange } from '../../../diff/offsetRange';
import { onDidChangeSettings, readSettings } from '../../settings';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession } from '../live/editSession';
import { hunkHovers } from './hunkHover';
import { hunkStyles, type HunkStyles } from './hunkStyles';
import { sparingDecorations, type SetDecorations } from '../../setDecorations';
import { editorRange } from '../live/editorRange';

/** At most one update of an editor's decorations in this time, in ms. */
const frameMs = 32;

/** While an edit streams, in ms: a little less than lies between two batches, so that an update follows each of them at once. */
const streamingMs = 40;

/** Marks in the overview ruler need not be so quick, in ms; they are of the whole edit, and wait until it has streamed in. */
const rulerMs = 250;

/**
 * Lines decorated above and below what is visible, so that scrolling finds them decorated. Fewer while an edit streams:
 * then all of them are sent to the window again and again.
 */
const margins = { review: 80, streaming: 20 };

/** A removed line is shown up to this many characters; the hover has all of it. */
const longestHint = 90;

/** Lists of ranges for each style of one editor. */
interface Lists {
  readonly added: vscode.Range[];
  readonly changed: vscode.Range[];
  readonly removed: vscode.DecorationOptions[];
  readonly pending: vscode.Range[];
  readonly frontier: vscode.Range[];
}

/**
 * Shows the edits in the editors. However large the file and the edit, one update costs as much as what is on screen:
 * only lines in view are decorated. VS Code moves the decorations with the text in between.
 */
export function hunkDecorations(registry: EditRegistry, clock: Clock): Disposable {
  const store = new DisposableStore();
  let styles = hunkStyles(vscode.window.activeColorTheme.kind);
  let showRemoved = readSettings().edit.removedLines;
  const set = sparingDecorations();
  const decorated = new Set<vscode.TextDocument>();
  const frames = new Map<vscode.TextDocument, Disposable>();
  const rulers = new Map<vscode.TextDocument, Disposable>();
  /** When the editors of a document were decorated last. */
  const drawn = new WeakMap<vscode.TextDocument, number>();
  const streaming = new WeakSet<vscode.TextDocument>();

  const later = (
    timers: Map<vscode.TextDocument, Disposable>,
    document: vscode.TextDocument,
    delay: number,
    draw: (editor: vscode.TextEditor) => void,
  ): void => {
    if (timers.has(document)) return;
    const timer = clock.setTimeout(() => {
      timers.delete(document);
      for (const editor of vscode.window.visibleTextEditors) {
        if (editor.document === document) draw(editor);
      }
    }, delay);
    timers.set(document, timer);
  };
  const drawIn = (editor: vscode.TextEditor): void => {
    const edits = registry.of(editor.document);
    drawn.set(editor.document, clock.now());
    draw(set, editor, edits, styles, showRemoved);
  };
  const update = (document: vscode.TextDocument): void => {
    const edits = registry.of(document);
    if (edits.length === 0 && !decorated.delete(document)) return;
    if (edits.length > 0) decorated.add(document);
    const rest = isStreaming(edits) ? streamingMs - clock.now() + (drawn.get(document) ?? -Infinity) : 0;
    later(frames, document, frameMs + Math.max(0, rest), drawIn);
    later(rulers, document, rulerMs, editor => {
      const now = registry.of(document);
      if (!isStreaming(now)) drawRuler(set, editor, now, styles);
    });
  };
  /** Takes back the next drawing; false when none was planned. */
  const cancel = (document: vscode.TextDocument): boolean => {
    frames.get(document)?.dispose();
    return frames.delete(document);
  };
  /** A batch was written, or something was decided. */
  const changed = (document: vscode.TextDocument): void => {
    const isOn = isStreaming(registry.of(document));
    // What it ends with is not put off like what came before.
    if (!isOn && streaming.delete(document)) cancel(document);
    update(document);
    if (!isOn) return;
    streaming.add(document);
    if (clock.now() - (drawn.get(document) ?? -Infinity) < streamingMs) return;
    // Once the edits know of everything that was typed by now, and before the next batch is made.
    queueMicrotask(() => {
      if (!cancel(document)) return;
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) drawIn(editor);
    });
  };
  const updateAll = (): void => {
    for (const document of decorated) update(document);
  };

  store.add(registry.onDidChange(changed));
  store.add(vscode.window.onDidChangeVisibleTextEditors(updateAll));
  store.add(
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      if (decorated.has(textEditor.document)) update(textEditor.document);
    }),
  );
  store.add(
    vscode.window.onDidChangeActiveColorTheme(({ kind }) => {
      styles.dispose();
      styles = hunkStyles(kind);
      updateAll();
    }),
  );
  store.add(
    onDidChangeSettings(['edit.removedLines'], () => {
      showRemoved = readSettings().edit.removedLines;
      updateAll();
    }),
  );
  store.add(
    toDisposable(() => {
      for (const timer of [...frames.values(), ...rulers.values()]) timer.dispose();
      styles.dispose();
    }),
  );
  return store;
}

function isStreaming(edits: readonly EditSession[]): boolean {
  return edits.some(({ phase }) => phase === 'streaming');
}

function draw(
  set: SetDecorations,
  editor: vscode.TextEditor,
  edits: readonly EditSession[],
  styles: HunkStyles,
  showRemoved: boolean,
): void {
  const lists: Lists = { added: [], changed: [], removed: [], pending: [], frontier: [] };
  const margin = isStreaming(edits) ? margins.streaming : margins.review;
  for (const view of viewsOf(editor, margin)) {
    // A place is quickly found in the document, but not for thousands of changes out of sight.
    const inSight = rangeOfLines(editor.document, view);
    for (const edit of edits) {
      for (const hunk of hunksWithin(edit.review, inSight)) {
        addHunk(lists, editor.document, edit, hunk, view, showRemoved ? styles.removedText : undefined);
      }
      if (edit.phase === 'streaming') addPending(lists, editor.document, edit, view);
    }
  }
  set(editor, styles.added, lists.added);
  set(editor, styles.changed, lists.changed);
  set(editor, styles.removed, lists.removed);
  set(editor, styles.pending, lists.pending);
  set(editor, styles.frontier, lists.frontier);
}

function drawRuler(
  set: SetDecorations,
  editor: vscode.TextEditor,
  edits: readonly EditSession[],
  styles: HunkStyles,
): void {
  const ranges = edits.flatMap(({ review }) =>
    hunksOfReview(review).map(hunk => {
      const { first, last } = linesOf(editor.document, hunk.start, hunk.end);
      return new vscode.Range(first, 0, Math.max(first, last), 0);
    }),
  );
  set(editor, styles.ruler, ranges);
}

/** Lines in view with a margin, both inclusive. Folded parts split the view; together they are one range. */
function viewsOf(
  { visibleRanges, document }: vscode.TextEditor,
  margin: number,
): { first: number; last: number }[] {
  const [top] = visibleRanges;
  const bottom = visibleRanges.at(-1);
  if (!top || !bottom) return [];
  return [
    {
      first: Math.max(0, top.start.line - margin),
      last: Math.min(document.lineCount - 1, bottom.end.line + margin),
    },
  ];
}

/** Where lines stand, both inclusive, up to the beginning of the next one. */
function rangeOfLines(
  document: vscode.TextDocument,
  { first, last }: { readonly first: number; readonly last: number },
): OffsetRange {
  return {
    start: document.offsetAt(new vscode.Position(first, 0)),
    end: document.offsetAt(new vscode.Position(last + 1, 0)),
  };
}

function addHunk(
  lists: Lists,
  document: vscode.TextDocument,
  edit: EditSession,
  hunk: PlacedHunk,
  view: { readonly first: number; readonly last: number },
  removedText: HunkStyles['removedText'] | undefined,
): void {
  const { first, last } = linesOf(document, hunk.start, hunk.end);
  if (first > view.last || Math.max(first, last) < view.first) return;
  if (last >= first) {
    lists.added.push(new vscode.Range(Math.max(first, view.first), 0, Math.min(last, view.last), 0));
  }
  // While it streams the words would only flicker.
  const words = edit.phase === 'streaming' ? undefined : inlineChanges(hunk.old, hunk.new);
  for (const { start, end } of words?.added ?? []) {
    lists.changed.push(editorRange(document, { start: hunk.start + start, end: hunk.start + end }));
  }
  // While it streams there are none: each is a style of its own, for which the window calculates all styles anew.
  if (!removedText || edit.phase === 'streaming') return;
  const hovers = hunkHovers(document, edit, hunk);
  for (const hint of removedHints(hunk)) {
    const line = first + hint.line;
    if (line < view.first || line > view.last || line < 0) continue;
    const end = document.lineAt(line).range.end;
    lists.removed.push({
      range: new vscode.Range(end, end),
      hoverMessage: hovers(Math.max(0, hint.line)),
      renderOptions: removedText(hintText(hint.text, hint.more)),
    });
  }
}

function addPending(
  lists: Lists,
  document: vscode.TextDocument,
  { review }: EditSession,
  view: { readonly first: number; readonly last: number },
): void {
  const { first, last } = linesOf(document, frontierOf(review), endOf(review));
  if (last < first || first > view.last || last < view.first) return;
  lists.pending.push(new vscode.Range(Math.max(first, view.first), 0, Math.min(last, view.last), 0));
  lists.frontier.push(new vscode.Range(first, 0, first, 0));
}

/** The lines of a range of whole lines, both inclusive; `last < first` when it is empty. */
function linesOf(document: vscode.TextDocument, start: number, end: number): { first: number; last: number } {
  const first = document.positionAt(start).line;
  if (end === start) return { first, last: first - 1 };
  const to = document.positionAt(end);
  return { first, last: to.character === 0 && to.line > first ? to.line - 1 : to.line };
}

function hintText(text: string, more: number): string {
  const line = text === '' ? t('(blank line)') : text;
  const cut = line.length > longestHint ? `${line.slice(0, longestHint)}…` : line;
  const rest = more === 0 ? '' : more === 1 ? t(' and 1 more line') : t(' and {0} more lines', more);
  // Spaces would be joined by the browser.
  return ` − ${cut}${rest} `.replaceAll(' ', '\u00a0');
}
