import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { t } from '../../common/l10n';
import { isSecretFile } from '../../common/secretFiles';
import { until } from '../../common/until';
import type { ContextKind } from '../messages';
import type { Attachment } from '../model/conversationRecord';
import { diffNames } from './diffNames';
import { recentText, type RecentChange } from './recentChanges';

/** What of the user's files may leave the editor. */
export interface SendPermission {
  mayBeSent(uri: vscode.Uri): boolean;
  /** Whether that is known by now: false while the ignore files of a file are read. */
  isDecided(uri: vscode.Uri): boolean;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}

/** A piece of context as it was found, or why there is none. */
export type Found = { readonly piece: Attachment } | { readonly why: string };

/** Larger files are not read, in bytes. */
const mostBytes = 2_000_000;

const nameOf = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri, false);

/** Ignore files of a folder are read when they are first asked for; this long at most, in ms. */
const patienceMs = 1_000;

/** Resolves when it is known whether a file may be sent, or after a while. */
export function whenDecided(uri: vscode.Uri, permission: SendPermission, clock: Clock): Promise<void> {
  return until(() => permission.isDecided(uri), permission.onDidChange, clock, patienceMs);
}

/** Why nothing of a file is sent; undefined when it may be. */
export function keptBack(uri: vscode.Uri, permission: SendPermission): string | undefined {
  if (permission.mayBeSent(uri)) return undefined;
  if (!permission.isDecided(uri)) return t('Its ignore files are still being read; try it once more.');
  return isSecretFile(uri.path)
    ? t('This file may hold secrets, so nothing of it is sent.')
    : t('This file is ignored (.gitignore or .codexsparkignore), so nothing of it is sent.');
}

function piece(kind: ContextKind, label: string, text: string, detail?: string, language?: string): Found {
  return {
    piece: {
      kind,
      label,
      text,
      ...(detail === undefined ? {} : { detail }),
      ...(language === undefined ? {} : { language }),
    },
  };
}

/** A file, or a range of it. Read from the editor where it is open. */
export async function filePiece(
  uri: vscode.Uri,
  permission: SendPermission,
  range?: vscode.Range,
  symbol?: string,
): Promise<Found> {
  const why = keptBack(uri, permission);
  if (why !== undefined) return { why };
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open) return documentPiece(open, permission, range, symbol);
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) return { why: t('Folders cannot be attached; choose files.') };
    if (size > mostBytes) return { why: t('The file is too big to be attached.') };
    if (range) return documentPiece(await vscode.workspace.openTextDocument(uri), permission, range, symbol);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
    if (text.includes('\0')) return { why: t('This is not a text file.') };
    return piece('file', nameOf(uri), text);
  } catch {
    return { why: t('The file cannot be read as text.') };
  }
}

/** An open document, or a range of it. */
export function documentPiece(
  document: vscode.TextDocument,
  permission: SendPermission,
  range?: vscode.Range,
  symbol?: string,
): Found {
  const why = keptBack(document.uri, permission);
  if (why !== undefined) return { why };
  const name = nameOf(document.uri);
  if (!range) return piece('file', name, document.getText(), undefined, document.languageId);
  const lines = `${name}:${range.start.line + 1}-${range.end.line + 1}`;
  const text = document.getText(range);
  return symbol === undefined
    ? piece('selection', lines, text, undefined, document.languageId)
    : piece('symbol', symbol, text, lines, document.languageId);
}

const severities = ['error', 'warning', 'information', 'hint'];

/** The problems that VS Code shows, with their lines. */
export function problemsPiece(permission: SendPermission): Found {
  const lines = vscode.languages
    .getDiagnostics()
    .filter(([uri]) => permission.mayBeSent(uri))
    .flatMap(([uri, problems]) =>
      problems.map(
        ({ range, message, severity }) =>
          `${nameOf(uri)}:${range.start.line + 1}:${range.start.character + 1} ${severities[severity] ?? ''}: ${message}`,
      ),
    );
  if (lines.length === 0) return { why: t('There are no problems.') };
  return piece(
    'problems',
    t('Problems'),
    lines.slice(0, 300).join('\n'),
    lines.length === 1 ? t('1 problem of the workspace') : t('{0} problems of the workspace', lines.length),
  );
}

const repository = v.object({
  rootUri: v.custom<vscode.Uri>(value => value instanceof vscode.Uri),
  diff: v.function(),
});
const gitApi = v.object({ repositories: v.array(repository) });
const gitExports = v.object({ getAPI: v.function() });

/**
 * What has changed since the last commit, and what was edited in the last minutes, of files that may be sent.
 * @param recent the edits of the last minutes, the oldest first
 */
export async function changesPiece(
  permission: SendPermission,
  recent: readonly RecentChange[],
): Promise<Found> {
  const edited = recentText(recent, text => {
    const uri = vscode.Uri.parse(text);
    return permission.mayBeSent(uri) ? nameOf(uri) : undefined;
  });
  const committed = await changesSinceCommit(permission);
  if ('why' in committed && !edited) return committed;
  const files = 'why' in committed ? [] : committed.files;
  const told = [
    ...(files.length > 0 ? [t('Changed files: {0}', files.length)] : []),
    ...(edited ? [t('Recent edits: {0}', edited.count)] : []),
  ];
  return piece('changes', t('Changes'), files.join('') + (edited?.text ?? ''), told.join(', '));
}

/** The diffs of changed files, by the Git extension of VS Code, or why there are none. */
async function changesSinceCommit(
  permission: SendPermission,
): Promise<{ readonly files: readonly string[] } | { readonly why: string }> {
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  if (!extension) return { why: t('The Git extension is not there.') };
  try {
    const git: unknown = await extension.activate();
    const { getAPI } = v.parse(gitExports, git);
    const { repositories } = v.parse(gitApi, getAPI.call(git, 1));
    const files: string[] = [];
    for (const { rootUri, diff } of repositories) {
      for (const cached of [true, false]) {
        const text: unknown = await diff.call(
          repositories.find(other => other.rootUri === rootUri),
          cached,
        );
        if (typeof text === 'string') files.push(...allowed(text, rootUri, permission));
      }
    }
    return files.length === 0 ? { why: t('There are no changes that may be sent.') } : { files };
  } catch {
    return { why: t('The changes cannot be read from Git.') };
  }
}

/** The files of a diff that may be sent. */
function allowed(diff: string, root: vscode.Uri, permission: SendPermission): string[] {
  return diff.split(/^(?=diff --git )/m).filter(part => {
    const names = diffNames(part);
    return names?.every(name => permission.mayBeSent(vscode.Uri.joinPath(root, name))) ?? false;
  });
}
