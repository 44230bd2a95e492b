import type { Searchable } from './searchable';
import type { Source } from './votes';

/** What an occurrence counts by where it is; measured, see docs/local-engine.md. */
const weights = { current: 5, tabs: 2, workspace: 1 };

/** The indexes a completion recalls from, those that are there. */
export function sourcesOf(
  current: Searchable,
  tabs: Searchable | undefined,
  workspace: Searchable | undefined,
): readonly Source[] {
  const sources: Source[] = [{ name: 'current', index: current, weight: weights.current, here: true }];
  if (tabs) sources.push({ name: 'tabs', index: tabs, weight: weights.tabs, here: false });
  if (workspace)
    sources.push({ name: 'workspace', index: workspace, weight: weights.workspace, here: false });
  return sources;
}
