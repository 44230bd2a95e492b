import { limits } from '../../../chat/messages';

/** The addresses of a `text/uri-list` (RFC 2483: one a line, `#` begins a comment). */
export const droppedUris = (list: string): string[] =>
  list
    .split(/\r?\n/)
    .filter(line => line !== '' && !line.startsWith('#'))
    .slice(0, limits.chips);
