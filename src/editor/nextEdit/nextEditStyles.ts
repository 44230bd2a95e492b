import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';

/** How the parts of a next edit look. */
export interface NextEditStyles extends Disposable {
  /** Text that will be removed. */
  readonly struck: vscode.TextEditorDecorationType;
  /** Below these lines, and above the first, new lines will stand. */
  readonly seamBelow: vscode.TextEditorDecorationType;
  readonly seamAbove: vscode.TextEditorDecorationType;
  /** Carries text that is not in the document, see the functions. */
  readonly shown: vscode.TextEditorDecorationType;
  /** Carries the hint. */
  readonly hint: vscode.TextEditorDecorationType;
  /** Text that will stand behind a place. */
  readonly inserted: (text: string) => vscode.DecorationInstanceRenderOptions;
  /** A row of a preview, so many columns behind the end of its line. */
  readonly row: (text: string, columns: number) => vscode.DecorationInstanceRenderOptions;
  readonly hinted: (text: string) => vscode.DecorationInstanceRenderOptions;
}

/** Creates the styles for a kind of theme: themes of high contrast have borders where others have backgrounds. */
export function nextEditStyles(kind: vscode.ColorThemeKind): NextEditStyles {
  const color = (name: string): vscode.ThemeColor => new vscode.ThemeColor(`codexSpark.nextEdit.${name}`);
  const contrast =
    kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
  const type = vscode.window.createTextEditorDecorationType;
  const behavior = vscode.DecorationRangeBehavior;
  const border = (name: string, style = 'solid'): vscode.ThemableDecorationAttachmentRenderOptions =>
    contrast ? { border: `1px ${style}`, borderColor: color(name) } : {};
  const seam = (borderWidth: string): vscode.TextEditorDecorationType =>
    type({ isWholeLine: true, borderStyle: 'dashed', borderWidth, borderColor: color('seam') });
  const types = {
    seamBelow: seam('0 0 1px 0'),
    seamAbove: seam('1px 0 0 0'),
    struck: type({
      textDecoration: 'line-through',
      rangeBehavior: behavior.ClosedClosed,
      backgroundColor: color('removedBackground'),
      ...(contrast ? { borderStyle: 'dashed', borderWidth: '1px', borderColor: color('removedBorder') } : {}),
    }),
    shown: type({ rangeBehavior: behavior.ClosedOpen }),
    hint: type({ rangeBehavior: behavior.ClosedOpen }),
  };
  return {
    ...types,
    inserted: text => ({
      after: {
        contentText: unbroken(text),
        // A line of its own is set off from the one that it is shown behind.
        margin: /^[↵↑]/.test(text) ? '0 0 0 1ch' : '0',
        color: color('insertedForeground'),
        backgroundColor: color('insertedBackground'),
        fontStyle: 'italic',
        ...border('insertedBorder', 'dashed'),
      },
    }),
    row: (text, columns) => ({
      after: {
        contentText: unbroken(` ${text} `),
        margin: `0 0 0 ${columns}ch`,
        color: color('previewForeground'),
        backgroundColor: color('previewBackground'),
        ...border('insertedBorder'),
      },
    }),
    hinted: text => ({
      after: {
        contentText: unbroken(` ${text} `),
        margin: '0 0 0 2ch',
        color: color('hintForeground'),
        backgroundColor: color('hintBackground'),
        border: '1px solid',
        borderColor: color('hintBorder'),
      },
    }),
    dispose: () => {
      for (const each of Object.values(types)) each.dispose();
    },
  };
}

/** The browser would join spaces. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
