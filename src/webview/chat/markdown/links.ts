import { fileLocation } from '../../../common/fileLocation';
import { parseUrl } from '../../../common/parseUrl';

/** Where a link of a model may lead. */
export type LinkTarget =
  /** `shown`: the host (or address), as it really is, for the user to read before they click. */
  | { readonly kind: 'web'; readonly href: string; readonly shown: string }
  /** A path in the workspace, perhaps with a line; the extension looks for it there and nowhere else. */
  | { readonly kind: 'file'; readonly path: string };

/** Longer ones are not links. */
const longest = 2_048;

/** Control characters, and those that change the direction of the text around them. */
const deceiving = /[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/**
 * What a link leads to: `http`, `https`, `mailto` or a relative path; anything else (`command:`, `javascript:`,
 * `data:`, `file:`, `vscode:`, ...) is no link. Names that are not ASCII are shown as punycode, so that no letter can
 * pass for another.
 */
export function linkTarget(href: string): LinkTarget | undefined {
  if (href.length > longest || deceiving.test(href)) return undefined;
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  // `a.ts:12` begins like an address.
  if (scheme === undefined || /^\s*[^:]+\.[^:/]+:\d+(?::\d+)?(?:-\d+)?$/.test(href)) return fileTarget(href);
  if (!['http', 'https', 'mailto'].includes(scheme)) return undefined;
  if (scheme !== 'mailto' && !/^\s*https?:\/\//i.test(href)) return undefined;
  const url = parseUrl(href);
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return undefined;
  // `https://bank.example@evil.example/` reads like the bank.
  if (url.username || url.password || url.href.includes(' ')) return undefined;
  if (url.protocol === 'mailto:') return { kind: 'web', href: url.href, shown: decoded(url.pathname) };
  return { kind: 'web', href: url.href, shown: url.host };
}

/** `src/a.ts`, `./a.ts#L12`, `a.ts:12:5`: no root, no way out, nothing that another program could take for an address. */
function fileTarget(href: string): LinkTarget | undefined {
  const text = decoded(href.trim());
  const { path, line } = fileLocation(text);
  if (!/^[\p{L}\p{N}\p{M}_.@()[\]+~$ -]+(?:\/[\p{L}\p{N}\p{M}_.@()[\]+~$ -]+)*$/u.test(path))
    return undefined;
  const segments = path.split('/');
  if (segments.includes('..') || path.startsWith('~') || !/[./]/.test(path)) return undefined;
  return line === undefined && /[#:]/.test(text) ? undefined : { kind: 'file', path: text };
}

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text);
    return deceiving.test(plain) ? text : plain;
  } catch {
    return text;
  }
}
