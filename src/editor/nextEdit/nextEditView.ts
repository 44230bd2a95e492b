import * as vscode from 'vscode';
import { DisposableStore, toDisposable, type Disposable } from '../../common/disposable';
import type { NextEdit } from '../../nextEdit/nextEdit';
import { columnsOf } from './columns';
import { hintLine } from './hint';
import { editHover } from './editHover';
import { nextEditStyles, type NextEditStyles } from './nextEditStyles';
import { drawEdit } from './picture';
import { pictureText } from './pictureText';

/** Lines drawn above and below what is visible. */
const margin = 30;

/** What is to be seen of a next edit. */
export interface Sight {
  readonly edit: NextEdit;
  /** The hint, and the editor in which the cursor is. */
  readonly hint: { readonly text: string; readonly editor: vscode.TextEditor } | undefined;
}

/** Draws at most one next edit, in all editors that show its place. */
export interface NextEditView extends Disposable {
  /** Draws this in the place of what was drawn; undefined clears it. What is drawn already costs nothing. */
  show(sight: Sight | undefined): void;
  /** Takes the hint away, and nothing else. */
  withoutHint(): void;
}

type Kind = 'struck' | 'seamBelow' | 'seamAbove' | 'shown' | 'hint';

/** What is drawn where the edit will be. */
type Options = Readonly<Record<Exclude<Kind, 'hint'>, vscode.DecorationOptions[]>>;

/** Creates the view. It follows the colour theme. */
export function nextEditView(): NextEditView {
  const store = new DisposableStore();
  let styles = nextEditStyles(vscode.window.activeColorTheme.kind);
  let current: Sight | undefined;
  /** What each editor was given last, as JSON. */
  let drawn = new Map<vscode.TextEditor, Map<Kind, string>>();

  const set = (editor: vscode.TextEditor, kind: Kind, options: vscode.DecorationOptions[]): void => {
    const before = drawn.get(editor) ?? new Map<Kind, string>();
    const now = options.length === 0 ? '' : JSON.stringify(options);
    if ((before.get(kind) ?? '') === now) return;
    drawn.set(editor, before.set(kind, now));
    editor.setDecorations(styles[kind], options);
  };
  const draw = (): void => {
    for (const editor of vscode.window.visibleTextEditors) {
      const isPlace = current !== undefined && editor.document.uri.toString() === current.edit.uri;
      const options = isPlace ? optionsOf(editor, current?.edit, styles) : none;
      for (const kind of ['struck', 'seamBelow', 'seamAbove', 'shown'] as const)
        set(editor, kind, options[kind]);
      const { hint } = current ?? {};
      set(editor, 'hint', hint?.editor === editor ? hintOptions(editor, hint.text, styles) : []);
    }
  };

  store.add(
    vscode.window.onDidChangeActiveColorTheme(({ kind }) => {
      styles.dispose();
      styles = nextEditStyles(kind);
      drawn = new Map();
      draw();
    }),
  );
  store.add(
    vscode.window.onDidChangeVisibleTextEditors(editors => {
      for (const editor of drawn.keys()) if (!editors.includes(editor)) drawn.delete(editor);
      if (current) draw();
    }),
  );
  store.add(
    vscode.window.onDidChangeTextEditorVisibleRanges(() => {
      if (current) draw();
    }),
  );
  store.add(toDisposable(() => styles.dispose()));
  return {
    show(sight) {
      current = sight;
      draw();
    },
    withoutHint() {
      if (!current?.hint) return;
      set(current.hint.editor, 'hint', []);
      current = { ...current, hint: undefined };
    },
    dispose: () => store.dispose(),
  };
}

const none: Options = { struck: [], seamBelow: [], seamAbove: [], shown: [] };

function optionsOf(editor: vscode.TextEditor, edit: NextEdit | undefined, styles: NextEditStyles): Options {
  const [top] = editor.visibleRanges;
  const bottom = editor.visibleRanges.at(-1);
  if (!edit || !top || !bottom) return none;
  const text = pictureText(editor.document, tabSizeOf(editor));
  const picture = drawEdit(edit, text, top.start.line - margin, bottom.end.line + margin);
  const hoverMessage = editHover(edit, text);
  const struck = picture.struck.map(({ line, from, to }) => ({
    range: new vscode.Range(line, from, line, to),
    hoverMessage,
  }));
  const shown = picture.inserted.map(({ line, at, text: added }): vscode.DecorationOptions => ({
    range: new vscode.Range(line, at, line, at),
    hoverMessage,
    renderOptions: styles.inserted(added),
  }));
  for (const { line, column, rows } of picture.boxes) {
    rows.forEach((row, n) => {
      const { length } = text.lineAt(line + n);
      const columns = column - columnsOf(text.lineAt(line + n), text.tabSize);
      shown.push({
        range: new vscode.Range(line + n, length, line + n, length),
        renderOptions: styles.row(row, columns),
      });
    });
  }
  const seams = (above: boolean): vscode.DecorationOptions[] =>
    picture.seams
      .filter(line => line < 0 === above)
      .map(line => ({ range: new vscode.Range(Math.max(0, line), 0, Math.max(0, line), 0) }));
  return { struck, seamBelow: seams(false), seamAbove: seams(true), shown };
}

function hintOptions(
  editor: vscode.TextEditor,
  hint: string,
  styles: NextEditStyles,
): vscode.DecorationOptions[] {
  const [top] = editor.visibleRanges;
  const bottom = editor.visibleRanges.at(-1);
  if (!top || !bottom) return [];
  const line = hintLine(editor.selection.active.line, { first: top.start.line, last: bottom.end.line });
  if (line >= editor.document.lineCount) return [];
  const { end } = editor.document.lineAt(line).range;
  return [{ range: new vscode.Range(end, end), renderOptions: styles.hinted(hint) }];
}

function tabSizeOf({ options }: vscode.TextEditor): number {
  return typeof options.tabSize === 'number' ? options.tabSize : 4;
}
