import * as vscode from 'vscode';
import { scratchText } from './scratchText';

/** Opens a file to try the extension in and asks for the first suggestion at its end. */
export async function openScratch(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: scratchText });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(new vscode.Range(end, end));
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
}
