import { keyPrefix } from '../endpoints/keyNames';
import type { Download } from '../downloads';
import type { LeftBehind } from './leftBehind';

/** Whether there is anything to remove. */
export function isNothing({ secrets, folders, state, downloads }: LeftBehind): boolean {
  return secrets.length + folders.length + state + downloads.length === 0;
}

/** What there is, a line for each kind, for a person who is asked. */
export function inWords({ secrets, folders, state, downloads }: LeftBehind): string {
  const lines = [
    secrets.length > 0 ? `API keys: ${secrets.map(name => name.replace(keyPrefix, '')).join(', ')}` : '',
    ...folders.map(
      ({ path, files, bytes }) =>
        `Conversations: ${plural(files, 'file')}, ${sizeInWords(bytes)}, in ${path}`,
    ),
    state > 0
      ? `What is remembered (instructions, servers that were found): ${plural(state, 'entry', 'entries')}`
      : '',
    downloads.length > 0 ? `Models that were downloaded from here: ${downloads.map(nameOf).join(', ')}` : '',
  ];
  return lines.filter(line => line !== '').join('\n');
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
