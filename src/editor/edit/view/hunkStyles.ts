import * as vscode from 'vscode';
import type { Disposable } from '../../../common/disposable';

/** How the parts of an edit look. All colours are those the theme has for its own diffs. */
export interface HunkStyles extends Disposable {
  /** Lines the model wrote. */
  readonly added: vscode.TextEditorDecorationType;
  /** What is new in a line that was changed a little. */
  readonly changed: vscode.TextEditorDecorationType;
  /** The removed line, shown at the end of the line that stands in its place. */
  readonly removed: vscode.TextEditorDecorationType;
  /** Old lines the answer has not reached. */
  readonly pending: vscode.TextEditorDecorationType;
  /** The place the answer has come to. */
  readonly frontier: vscode.TextEditorDecorationType;
  /** Marks in the overview ruler. */
  readonly ruler: vscode.TextEditorDecorationType;
  /** The one-line picture of a removed line. */
  readonly removedText: (text: string) => vscode.DecorationInstanceRenderOptions;
}

/** Creates the styles for a kind of theme: themes of high contrast have borders where others have backgrounds. */
export function hunkStyles(kind: vscode.ColorThemeKind): HunkStyles {
  const color = (id: string): vscode.ThemeColor => new vscode.ThemeColor(id);
  const contrast =
    kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
  const type = vscode.window.createTextEditorDecorationType;
  const addedBorder: vscode.DecorationRenderOptions = contrast
    ? { borderColor: color('diffEditor.insertedTextBorder'), borderStyle: 'solid', borderWidth: '0 0 0 3px' }
    : {};
  const changedBorder: vscode.DecorationRenderOptions = contrast
    ? { borderColor: color('diffEditor.insertedTextBorder'), borderStyle: 'dashed', borderWidth: '1px' }
    : {};
  const styles = {
    added: type({
      isWholeLine: true,
      backgroundColor: color('diffEditor.insertedLineBackground'),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      ...addedBorder,
    }),
    changed: type({
      backgroundColor: color('diffEditor.insertedTextBackground'),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      ...changedBorder,
    }),
    removed: type({ rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen }),
    // Behind the text: a style of the text itself, such as its opacity, has the window draw every line in sight anew.
    pending: type({
      isWholeLine: true,
      ...(contrast
        ? { borderColor: color('disabledForeground'), borderStyle: 'dotted', borderWidth: '0 0 0 3px' }
        : { backgroundColor: color('editor.inactiveSelectionBackground') }),
    }),
    frontier: type({
      isWholeLine: true,
      borderColor: color('progressBar.background'),
      borderStyle: 'dashed',
      borderWidth: '1px 0 0 0',
    }),
    ruler: type({
      overviewRulerColor: color('editorOverviewRuler.addedForeground'),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    }),
  };
  return {
    ...styles,
    removedText: text => ({
      after: {
        contentText: text,
        margin: '0 0 0 3ch',
        backgroundColor: color('diffEditor.removedTextBackground'),
        color: color(contrast ? 'editor.foreground' : 'descriptionForeground'),
        ...(contrast ? { border: '1px dashed', borderColor: color('diffEditor.removedTextBorder') } : {}),
      },
    }),
    dispose: () => {
      for (const style of Object.values(styles)) style.dispose();
    },
  };
}
