import type { Finder, Rewrite } from '../../../../../src/engines/local/optimise/rewrite';

/** A finder that finds only some of the rewrites. */
export function onlyWanted(find: Finder, wanted: (rewrite: Rewrite) => boolean = () => true): Finder {
  return text => {
    const findings = find(text);
    if ('fault' in findings) return findings;
    return { ...findings, steps: filtered(findings.steps, wanted) };
  };
}

function* filtered(
  steps: Iterable<readonly Rewrite[]>,
  wanted: (rewrite: Rewrite) => boolean,
): Generator<readonly Rewrite[]> {
  for (const step of steps) yield step.filter(wanted);
}
