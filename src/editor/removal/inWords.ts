import { t } from '../../common/l10n';
import { keyPrefix } from '../endpoints/keyNames';
import type { Download } from '../downloads';
import type { DataFolder, LeftBehind } from './leftBehind';

/** Whether there is anything to remove. */
export function isNothing({ secrets, folders, state, downloads }: LeftBehind): boolean {
  return secrets.length + folders.length + state + downloads.length === 0;
}

/** What there is, a line for each kind, for a person who is asked. */
export function inWords({ secrets, folders, state, downloads }: LeftBehind): string {
  const lines = [
    secrets.length > 0 ? t('API keys: {0}', secrets.map(name => name.replace(keyPrefix, '')).join(', ')) : '',
    ...(['workspace', 'others', 'none'] as const).map(of => conversations(of, folders)),
    state > 0 ? t('Entries that are remembered (instructions, servers that were found): {0}', state) : '',
    downloads.length > 0
      ? t('Models that were downloaded from here: {0}', downloads.map(nameOf).join(', '))
      : '',
  ];
  return lines.filter(line => line !== '').join('\n');
}

function conversations(of: DataFolder['of'], folders: readonly DataFolder[]): string {
  const own = folders.filter(folder => folder.of === of);
  if (own.length === 0) return '';
  const files = own.reduce((sum, folder) => sum + folder.files, 0);
  const bytes = own.reduce((sum, folder) => sum + folder.bytes, 0);
  const size = sizeInWords(bytes);
  if (of === 'workspace') return t('Conversations of this workspace, in files: {0} ({1})', files, size);
  if (of === 'others') return t('Conversations of other workspaces, in files: {0} ({1})', files, size);
  return t('Conversations of windows without a folder, in files: {0} ({1})', files, size);
}

/** What a download is called. */
export function nameOf(download: Download): string {
  return download.by === 'ollama' ? `${download.tag} (Ollama)` : `${download.repository} (llama.cpp)`;
}

function sizeInWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
