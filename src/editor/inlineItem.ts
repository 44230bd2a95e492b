import * as vscode from 'vscode';

const command = 'codexSpark.placeCursorAfterAccept';

/**
 * A text to show in place of a range that begins at or before the cursor and ends on its line.
 *
 * VS Code (seen in 1.139) counts characters and not UTF-16 code units when it puts the cursor behind an accepted
 * text: with emoji the cursor ends up too far left, and what is typed next lands inside the text. Such an item
 * brings a command that puts it right.
 */
export function inlineItem(text: string, range: vscode.Range): vscode.InlineCompletionItem {
  const item = new vscode.InlineCompletionItem(text, range);
  if (/[\uD800-\uDFFF]/.test(text)) {
    const { line, character } = range.start;
    item.command = { title: 'Place the cursor', command, arguments: [line, character, text] };
  }
  return item;
}

/** The command that such items bring. */
export function placeCursorAfterAccept(): vscode.Disposable {
  return vscode.commands.registerCommand(command, (line: number, character: number, text: string) => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selections.length > 1) return;
    const start = editor.document.offsetAt(new vscode.Position(line, character));
    const end = editor.document.positionAt(start + text.length);
    // Unless the text is there as it was accepted, something else has happened meanwhile.
    if (editor.document.getText(new vscode.Range(line, character, end.line, end.character)) !== text) return;
    editor.selection = new vscode.Selection(end, end);
  });
}
