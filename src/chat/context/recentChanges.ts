/** One change of the last minutes. */
export interface RecentChange {
  /** The document's URI as text. */
  readonly uri: string;
  /** Hunks of a unified diff, without names of files and without a line break at the end. */
  readonly diff: string;
}

/** What was changed in the last minutes, written for a model. */
export interface RecentText {
  readonly text: string;
  /** How many changes it tells of. */
  readonly count: number;
}

/** What stands in front of it, so that it is not taken for what differs from the last commit. */
const title = 'What was edited in the last minutes, the oldest edit first:';

/**
 * Writes changes with the names of their files. Undefined when there is none that may be sent.
 * @param changes the oldest first
 * @param nameOf what a file is called; undefined for one of which nothing is sent
 */
export function recentText(
  changes: readonly RecentChange[],
  nameOf: (uri: string) => string | undefined,
): RecentText | undefined {
  const parts = changes.flatMap(({ uri, diff }) => {
    const name = nameOf(uri);
    return name === undefined ? [] : [`--- a/${name}\n+++ b/${name}\n${diff}\n`];
  });
  return parts.length === 0 ? undefined : { text: `${title}\n${parts.join('')}`, count: parts.length };
}
