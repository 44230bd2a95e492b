import type { CodeUnit } from './codeUnits';
import { withoutDecorators } from './leadingLines';

/** Whether one may be a new version of the other: defined by the same word, or both by their names. */
export function isAlike({ form: one }: CodeUnit, { form: other }: CodeUnit): boolean {
  const byName = (form: string): boolean => form === 'method' || form === 'member';
  return one === other || (byName(one) && byName(other));
}

/** Whether it looks like part of a class, wherever it stands. */
export function isMethod({ form }: CodeUnit): boolean {
  return form === 'method' || form.endsWith(' self');
}

/** Whether it is a call with a text and code, such as a test. */
export function isCall({ form }: CodeUnit): boolean {
  return form.startsWith('call ');
}

/** Whether it holds methods. */
export function isClass({ form }: CodeUnit): boolean {
  return /^(?:class|struct|interface|trait|protocol|enum|record|object|extension|actor|mixin|module|impl|type)$/.test(
    form,
  );
}

/** The names of the decorators of a definition, and the words in front of it that say who may use it or what it overrides. */
export function marksOf(lines: readonly string[], { start, head }: CodeUnit): readonly string[] {
  const decorators = lines
    .slice(start, head + 1)
    .flatMap(line => /^\s*(?:@|\[|#\[)([\p{L}_][\p{L}\p{N}_.]*)/u.exec(line)?.[1] ?? []);
  const words =
    /^(?:[a-z]+\s+)+/
      .exec(withoutDecorators(lines[head] ?? ''))?.[0]
      .trim()
      .split(/\s+/) ?? [];
  return [...decorators, ...words.filter(word => accesses.has(word))];
}

const accesses: ReadonlySet<string> = new Set(
  'public private protected internal override static abstract final open mutating virtual'.split(' '),
);

/**
 * What a definition is that shares its name with another one: `get`, `set` or `delete`, by a word in front of the name or by a
 * decorator; empty for any other.
 */
export function accessorOf(lines: readonly string[], { start, head }: CodeUnit): string {
  const word = /^\s*(?:[a-z]+\s+)*?(get|set)\s+[\p{L}_$#[]/u.exec(lines[head] ?? '')?.[1];
  if (word !== undefined) return word;
  for (const line of lines.slice(start, head)) {
    const [, property, other] =
      /^\s*@(?:([\w.]*property)\b|[\w.]+\.(setter|deleter|getter)\b)/.exec(line) ?? [];
    if (property !== undefined) return 'get';
    if (other !== undefined) return other === 'deleter' ? 'delete' : other.slice(0, 3);
  }
  return '';
}
