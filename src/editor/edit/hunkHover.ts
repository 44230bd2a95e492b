import * as vscode from 'vscode';
import type { PlacedHunk } from '../../diff/review/review';
import type { EditSession } from './editSession';

/** The hover shows removed code up to this many characters. */
const longestCode = 6_000;

/** What a hunk has removed, as code, with what can be done about it. */
export function hunkHover(
  document: vscode.TextDocument,
  edit: EditSession,
  hunk: PlacedHunk,
): vscode.MarkdownString {
  const hover = new vscode.MarkdownString('', true);
  hover.isTrusted = { enabledCommands: ['codexSpark.acceptHunk', 'codexSpark.rejectHunk'] };
  const link = (command: string): string =>
    `command:codexSpark.${command}?${encodeURIComponent(JSON.stringify([edit.id, hunk.id]))}`;
  hover.appendMarkdown(
    `**Removed** · [$(check) Accept](${link('acceptHunk')}) · [$(discard) Reject](${link('rejectHunk')})\n\n`,
  );
  const cut = hunk.old.length > longestCode;
  hover.appendCodeblock(cut ? `${hunk.old.slice(0, longestCode)}\n…` : hunk.old, document.languageId);
  return hover;
}
