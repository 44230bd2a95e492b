import * as vscode from 'vscode';

/** A replacement as it is about to be made, in positions of the document as it is before. */
export interface LineReplacement {
  readonly range: vscode.Range;
  readonly text: string;
}

/**
 * Keeps what a user looks at where it is when lines come or go above it: VS Code keeps the distance from the top of
 * the document instead. Called before a batch; call what it returns once the batch stands in the document.
 */
export function holdView(
  document: vscode.TextDocument,
  replacements: readonly LineReplacement[],
): () => void {
  const moves = vscode.window.visibleTextEditors.flatMap(editor => {
    const top = editor.visibleRanges[0]?.start.line;
    if (editor.document !== document || top === undefined) return [];
    const lines = linesAbove(replacements, top);
    return lines === 0 ? [] : [{ editor, top: top + lines, lines }];
  });
  return () => {
    for (const { editor, top, lines } of moves) {
      if (editor === vscode.window.activeTextEditor) scrollBy(editor, lines);
      else editor.revealRange(new vscode.Range(top, 0, top, 0), vscode.TextEditorRevealType.AtTop);
    }
  };
}

/** How many more lines stand above a line after replacements that end above it. */
export function linesAbove(replacements: readonly LineReplacement[], top: number): number {
  return replacements
    .filter(({ range }) => range.end.line < top || (range.end.line === top && range.end.character === 0))
    .reduce(
      (sum, { range, text }) => sum + text.split('\n').length - 1 - (range.end.line - range.start.line),
      0,
    );
}

/** Relative to where the view is by then, so that it is right however fast the user scrolls; a part of a line is kept. */
function scrollBy(editor: vscode.TextEditor, lines: number): void {
  const wraps = vscode.workspace.getConfiguration('editor', editor.document).get('wordWrap', 'off') !== 'off';
  const scroll = {
    to: lines > 0 ? 'down' : 'up',
    by: wraps ? 'line' : 'wrappedLine',
    value: Math.abs(lines),
  };
  // Reaches the window before the next batch does, so nothing waits for it. It fails only when the editor has gone.
  vscode.commands
    .executeCommand('editorScroll', { ...scroll, revealCursor: false })
    .then(undefined, () => undefined);
}

/** Whether a line of a document, or what is below it, is in sight somewhere: what changes there moves nothing in sight. */
export function isBelowTop(document: vscode.TextDocument, line: number): boolean {
  return vscode.window.visibleTextEditors.some(
    editor => editor.document === document && (editor.visibleRanges[0]?.start.line ?? 0) <= line,
  );
}
