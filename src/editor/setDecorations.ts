import type * as vscode from 'vscode';

/** Gives an editor the decorations of one style, in place of those it had. */
export type SetDecorations = (
  editor: vscode.TextEditor,
  style: vscode.TextEditorDecorationType,
  decorations: readonly vscode.Range[] | readonly vscode.DecorationOptions[],
) => void;

/**
 * As `TextEditor.setDecorations`, but without the calls that take nothing away from where nothing is: each goes to the
 * window, where somebody may be typing in another editor of the same document.
 */
export function sparingDecorations(): SetDecorations {
  const decorated = new WeakMap<vscode.TextEditor, Set<vscode.TextEditorDecorationType>>();
  return (editor, style, decorations) => {
    const styles = decorated.get(editor) ?? new Set();
    decorated.set(editor, styles);
    if (decorations.length > 0) styles.add(style);
    else if (!styles.delete(style)) return;
    editor.setDecorations(style, decorations);
  };
}
