import * as vscode from 'vscode';
import { t } from '../../../common/l10n';
import { splitLines } from '../../../diff/lines';
import type { PlacedHunk } from '../../../diff/review/review';
import type { EditSession } from '../live/editSession';

/** The hover shows so many removed lines on either side of the one that is pointed at, and not more characters. */
const around = { lines: 12, characters: 2_000 };

/**
 * Makes the hovers of a hunk's removed lines: what was removed there, as code, with what can be done about it. Hovers
 * travel with every update of the decorations, so each holds an excerpt; the whole is a click away.
 * @returns for a removed line, counted from 0, its hover
 */
export function hunkHovers(
  document: vscode.TextDocument,
  edit: EditSession,
  hunk: PlacedHunk,
): (line: number) => vscode.MarkdownString {
  const removed = splitLines(hunk.old);
  const args = encodeURIComponent(JSON.stringify([edit.id, hunk.id]));
  const link = (label: string, command: string): string =>
    ` · [${label}](command:codexSpark.${command}?${args})`;
  return line => {
    const from = Math.max(0, Math.min(line - around.lines, removed.length - 2 * around.lines - 1));
    const to = Math.min(removed.length, from + 2 * around.lines + 1);
    const whole = removed.slice(from, to).join('');
    const shown = whole.length > around.characters ? `${whole.slice(0, around.characters)}…` : whole;
    const which =
      to - from < removed.length ? t(' (lines {0} to {1} of {2})', from + 1, to, removed.length) : '';
    const hover = new vscode.MarkdownString('', true);
    hover.isTrusted = {
      enabledCommands: ['codexSpark.acceptHunk', 'codexSpark.rejectHunk', 'codexSpark.peekRemoved'],
    };
    const links = [
      link(t('$(check) Accept'), 'acceptHunk'),
      link(t('$(discard) Reject'), 'rejectHunk'),
      ...(which === '' ? [] : [link(t('All of It'), 'peekRemoved')]),
    ];
    hover.appendMarkdown(`**${t('Removed')}**${which}${links.join('')}\n\n`);
    hover.appendCodeblock(shown, document.languageId);
    return hover;
  };
}
