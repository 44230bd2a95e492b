import { t } from '../../../common/l10n';

/** A longer instruction is cut in a lens, in UTF-16 code units; the hover has all of it. */
const longest = 60;

/** What an edit is doing, for the first lens above it: after a redirect what it was told last, so that one sees it was heard. */
export function doingTitle(title: string, redirectedTo: string | undefined): string {
  if (redirectedTo === undefined) return lensTitle(`$(loading~spin) ${title}…`);
  const line = redirectedTo.replaceAll(/\s+/g, ' ').trim();
  const cut = line.length > longest ? line.slice(0, longest).trimEnd() : line;
  // What a user writes is no icon.
  return lensTitle(`$(loading~spin) ${t('Redirected: {0}', cut.replaceAll('$(', '$ ('))}…`);
}

/** A title with an icon in front: VS Code leaves out an ordinary space between the two. */
export function lensTitle(text: string): string {
  return text.replace(/^(\$\([\w~-]+\)) /, '$1\u00a0');
}
