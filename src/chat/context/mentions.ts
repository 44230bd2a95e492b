import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import { isSecretFile } from '../../common/secretFiles';
import type { MentionItem } from '../messages';

const most = 30;

const starters: readonly MentionItem[] = [
  { id: 'selection', kind: 'selection', label: 'selection', detail: t('What is selected in the editor') },
  { id: 'problems', kind: 'problems', label: 'problems', detail: t('Errors and warnings of the workspace') },
  {
    id: 'changes',
    kind: 'changes',
    label: 'changes',
    detail: t('What has changed since the last commit and in the last few minutes'),
  },
  { id: 'more', kind: 'file', label: 'file', detail: t('A file of the workspace'), insert: 'file:' },
  {
    id: 'more',
    kind: 'symbol',
    label: 'symbol',
    detail: t('A function, class or other symbol'),
    insert: 'symbol:',
  },
];

/** What the completion after `@` offers for what has been typed. */
export async function mentions(query: string, signal: vscode.CancellationToken): Promise<MentionItem[]> {
  const [, kind, rest] = /^(file|symbol):(.*)$/s.exec(query) ?? [];
  if (kind === 'symbol') return await symbols(rest ?? '');
  if (kind === 'file') return await files(rest ?? '', signal);
  const fitting = starters.filter(({ label }) => label.startsWith(query.toLowerCase()));
  return [...fitting, ...(await files(query, signal))].slice(0, most);
}

/** Open files first, then those of the workspace whose path holds the query. */
async function files(query: string, signal: vscode.CancellationToken): Promise<MentionItem[]> {
  const wanted = query.toLowerCase();
  const fits = (uri: vscode.Uri): boolean =>
    vscode.workspace.asRelativePath(uri, false).toLowerCase().includes(wanted);
  const open = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []))
    .filter(uri => uri.scheme !== 'output' && fits(uri));
  const found =
    wanted === '' ? [] : await vscode.workspace.findFiles(`**/*${anyCase(wanted)}*`, undefined, most, signal);
  const unique = new Map([...open, ...found].map(uri => [uri.toString(), uri]));
  return [...unique.values()]
    .filter(uri => !isSecretFile(uri.path))
    .slice(0, most)
    .map(uri => {
      const path = vscode.workspace.asRelativePath(uri, false);
      const label = path.slice(path.lastIndexOf('/') + 1);
      return {
        id: `file:${uri.toString()}`,
        kind: 'file',
        label,
        ...(path === label ? {} : { detail: path }),
      };
    });
}

/** A glob that matches without regard to case; signs of the glob language stand for themselves. */
function anyCase(text: string): string {
  return [...text]
    .map(sign => {
      const [lower, upper] = [sign.toLowerCase(), sign.toUpperCase()];
      if (lower !== upper) return `[${lower}${upper}]`;
      return '*?[]{}!'.includes(sign) ? '?' : sign === '/' ? '*/*' : sign;
    })
    .join('');
}

async function symbols(query: string): Promise<MentionItem[]> {
  const found: unknown = await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', query);
  if (!Array.isArray(found)) return [];
  return found
    .filter((symbol): symbol is vscode.SymbolInformation => isSymbol(symbol))
    .filter(({ location }) => !isSecretFile(location.uri.path))
    .slice(0, most)
    .map(({ name, containerName, location: { uri, range } }) => ({
      id: `symbol:${range.start.line}-${range.end.line}:${encodeURIComponent(name)}:${uri.toString()}`,
      kind: 'symbol',
      label: name,
      detail: [containerName, vscode.workspace.asRelativePath(uri, false)].filter(Boolean).join(', '),
    }));
}

function isSymbol(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('location' in value) || !('name' in value))
    return false;
  const { location } = value;
  return location instanceof vscode.Location && typeof value.name === 'string';
}
