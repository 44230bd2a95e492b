import * as v from 'valibot';

/** What the manifest of the extension tells about itself. */
export type Manifest = v.InferOutput<typeof manifest>;

/** Reads `packageJSON`. */
export const manifest = v.object({
  version: v.string(),
  bugs: v.optional(v.union([v.string(), v.object({ url: v.optional(v.string()) })])),
});

/**
 * The page on which an issue is written; undefined where the manifest names none that a browser opens. Nothing of the report is
 * in the address: it is on the clipboard, and a person reads it before it goes anywhere.
 */
export function issuePlace({ bugs }: Manifest): string | undefined {
  const url = typeof bugs === 'string' ? bugs : bugs?.url;
  if (url === undefined || !/^https?:\/\/[^\s/]+/.test(url)) return undefined;
  const isGitHub = /^https:\/\/github\.com\/[^/?#]+\/[^/?#]+\/issues\/?$/.test(url);
  return isGitHub ? `${url.replace(/\/$/, '')}/new/choose` : url;
}
