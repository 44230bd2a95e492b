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
    secrets.length > 0 ? `API keys: ${secrets.map(name => name.replace(keyPrefix, '')).join(', ')}` : '',
    ...(['this workspace', 'other workspaces', 'windows without a folder'] as const).map(of =>
      conversations(of, folders),
    ),
    state > 0
      ? `What is remembered (instructions, servers that were found): ${plural(state, 'entry', 'entries')}`
      : '',
    downloads.length > 0 ? `Models that were downloaded from here: ${downloads.map(nameOf).join(', ')}` : '',
  ];
  return lines.filter(line => line !== '').join('\n');
}

function conversations(of: DataFolder['of'], folders: readonly DataFolder[]): string {
  const own = folders.filter(folder => folder.of === of);
  if (own.length === 0) return '';
  const files = own.reduce((sum, folder) => sum + folder.files, 0);
  const bytes = own.reduce((sum, folder) => sum + folder.bytes, 0);
  return `Conversations of ${of}: ${plural(files, 'file')}, ${sizeInWords(bytes)}`;
}

/** What a download is called. */
export function nameOf(download: Download): string {
  return download.by === 'ollama' ? `${download.tag} (Ollama)` : `${download.repository} (llama.cpp)`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function sizeInWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
