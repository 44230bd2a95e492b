import type { DefinitionsForm } from '../../protocol/promptForms';
import { estimateTokens } from '../../common/tokenEstimate';

/** A declaration and where it stands. */
export interface Declaration {
  /** Identifies the file. */
  readonly uri: string;
  readonly path: string;
  readonly language: string;
  /** Zero-based. */
  readonly line: number;
  readonly text: string;
}

/**
 * Declarations by file, as many as fit into a budget of tokens; those given first count most. Files in the order of
 * their paths, declarations in the order of the file: which of them the cursor is near to does not move them.
 */
export function groupDeclarations(declarations: readonly Declaration[], budget: number): DefinitionsForm[] {
  let left = budget;
  const byFile = new Map<string, Declaration[]>();
  const seen = new Set<string>();
  for (const declaration of declarations) {
    const place = `${declaration.line} ${declaration.uri}`;
    const tokens = estimateTokens(declaration.text, left);
    if (seen.has(place) || declaration.text === '' || tokens > left) continue;
    seen.add(place);
    left -= tokens;
    byFile.set(declaration.uri, [...(byFile.get(declaration.uri) ?? []), declaration]);
  }
  return [...byFile.values()]
    .flatMap(([first, ...rest]): DefinitionsForm[] => {
      if (!first) return [];
      const inOrder = [first, ...rest].sort((a, b) => a.line - b.line);
      const { path, language } = first;
      return [{ kind: 'definitions', path, language, text: inOrder.map(({ text }) => text).join('\n') }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
