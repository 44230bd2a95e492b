import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import type { NextEdit } from '../../nextEdit/nextEdit';
import type { PictureText } from './picture';
import { editAsDiff } from './words';

/** A longer diff is cut in the hover, in characters. */
const longest = 2_000;

/** The hover of a next edit: what it does as a diff, and what can be done with it. */
export function editHover(edit: NextEdit, text: PictureText): vscode.MarkdownString {
  const link = (label: string, command: string): string =>
    `[${label}](command:codexSpark.nextEdit.${command})`;
  const hover = new vscode.MarkdownString('', true);
  hover.isTrusted = {
    enabledCommands: ['accept', 'dismiss'].map(name => `codexSpark.nextEdit.${name}`),
  };
  hover.appendMarkdown(
    `**${t('Next edit')}** · ${link(t('$(check) Apply'), 'accept')} · ${link(t('$(discard) Dismiss'), 'dismiss')}\n\n`,
  );
  const [, , ...hunks] = editAsDiff(edit, text, '').split('\n');
  const diff = hunks.join('\n');
  hover.appendCodeblock(diff.length > longest ? `${diff.slice(0, longest)}…` : diff, 'diff');
  return hover;
}
