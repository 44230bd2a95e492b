import * as vscode from 'vscode';
import { scratchEnd, scratchText } from './scratchText';

/** Opens a file to try the extension in and asks for the first suggestion. */
export async function openScratch(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'typescript',
    content: scratchText + scratchEnd,
  });
  const editor = await vscode.window.showTextDocument(document);
  // By lines: VS Code may open it with line breaks of another length.
  const lines = scratchText.split('\n');
  const cursor = new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  editor.selection = new vscode.Selection(cursor, cursor);
  editor.revealRange(new vscode.Range(cursor, cursor));
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
}
