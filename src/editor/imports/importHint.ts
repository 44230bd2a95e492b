import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';

/** The context key that the keys of an offer go by. */
const offeredKey = 'codexSpark.inline.importOffered';

/** Longest title that is shown, in UTF-16 code units. */
const longestTitle = 80;

/** The key as the manifest binds it. */
const key = process.platform === 'darwin' ? '⌃⌥I' : 'Alt+I';

/** An offer on screen: some grey text at the end of a line of code. */
export interface ImportHint extends Disposable {
  show(editor: vscode.TextEditor, line: number, title: string): void;
  hide(): void;
}

/** Draws offers, and tells VS Code's keys whether there is one. */
export function importHint(): ImportHint {
  const type = vscode.window.createTextEditorDecorationType({
    after: {
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
      margin: '0 0 0 2em',
      fontStyle: 'normal',
    },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  let shownIn: vscode.TextEditor | undefined;
  const tellKeys = (isOffered: boolean): void =>
    void vscode.commands.executeCommand('setContext', offeredKey, isOffered);
  const hide = (): void => {
    if (!shownIn) return;
    shownIn.setDecorations(type, []);
    shownIn = undefined;
    tellKeys(false);
  };
  return {
    show(editor, line, title) {
      if (shownIn !== editor) hide();
      const { end } = editor.document.lineAt(line).range;
      const short = title.length <= longestTitle ? title : `${title.slice(0, longestTitle - 1)}…`;
      const contentText = `${short} (${key})`;
      editor.setDecorations(type, [
        { range: new vscode.Range(end, end), renderOptions: { after: { contentText } } },
      ]);
      if (!shownIn) tellKeys(true);
      shownIn = editor;
    },
    hide,
    dispose() {
      hide();
      type.dispose();
    },
  };
}
