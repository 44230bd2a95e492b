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
 * their URIs, declarations in the order of the file: which of them the cursor is near to does not move them.
 */
export function groupDeclarations(declarations: readonly Declaration[], budget: number): DefinitionsForm[] {
  let left = budget;
  const told: Declaration[] = [];
  const seen = new Set<string>();
  for (const declaration of declarations) {
    const place = `${declaration.line} ${declaration.uri}`;
    const tokens = estimateTokens(declaration.text, left);
    if (seen.has(place) || declaration.text === '' || tokens > left) continue;
    seen.add(place);
    left -= tokens;
    told.push(declaration);
  }
  const forms = new Map<string, DefinitionsForm>();
  for (const { uri, path, language, text } of told.sort(byPlace)) {
    const before = forms.get(uri);
    forms.set(uri, { kind: 'definitions', path, language, text: before ? `${before.text}\n${text}` : text });
  }
  return [...forms.values()];
}

function byPlace(a: Declaration, b: Declaration): number {
  if (a.uri === b.uri) return a.line - b.line;
  return a.uri < b.uri ? -1 : 1;
}
