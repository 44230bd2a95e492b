import { childrenOf, descendants, textOf } from '../parsedText';
import type { TextEdit } from '../textEdit';
import { isUntouched } from '../typed/mentions';
import type { TypedSource } from '../typed/source';

/** What it takes to use a package: an import to add, or to assume where the imports are not selected. */
export interface Needed {
  readonly edits: readonly TextEdit[];
  readonly assumes: string | undefined;
}

/** Whether a name in the selection is the package of that name: imported as it is, or its imports not selected. */
export function isPackage(source: TypedSource, name: string): boolean {
  const other = new RegExp(`/${name}(?:/v\\d+)?"$`);
  return (
    isUntouched(source, name) &&
    !descendants(source.root, 'ImportSpec').some(spec => other.test(textOf(source, spec)))
  );
}

/** What it takes to use a package of the standard library by its own name; undefined where that name is taken. */
export function needed(source: TypedSource, path: string): Needed | undefined {
  if (!isPackage(source, path)) return undefined;
  const specs = descendants(source.root, 'ImportSpec');
  const pathOf = (spec: (typeof specs)[number]): string =>
    textOf(source, childrenOf(spec).at(-1) ?? spec).slice(1, -1);
  const there = specs.find(spec => pathOf(spec) === path);
  if (there) return childrenOf(there).length === 1 ? { edits: [], assumes: undefined } : undefined;
  const { newline, unit } = source.layout;
  const [first] = specs;
  if (!first) {
    const clause = descendants(source.root, 'PackageClause')[0];
    if (!clause) return { edits: [], assumes: `\`${path}\` is imported` };
    const text = `${newline}${newline}import "${path}"`;
    return { edits: [{ start: clause.to, end: clause.to, text }], assumes: undefined };
  }
  // Where gofmt has it: among those of the standard library, which come first.
  const before = specs.findLast(spec => !pathOf(spec).includes('.') && pathOf(spec) < path);
  const at = before ?? first;
  if (at.parent?.name !== 'SpecList') {
    const { to } = at;
    return { edits: [{ start: to, end: to, text: `${newline}import "${path}"` }], assumes: undefined };
  }
  const edit = before
    ? { start: at.to, end: at.to, text: `${newline}${unit}"${path}"` }
    : { start: at.from, end: at.from, text: `"${path}"${newline}${unit}` };
  return { edits: [edit], assumes: undefined };
}
