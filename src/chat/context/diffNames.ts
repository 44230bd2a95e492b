/**
 * The names of the file that one part of a diff is about, before and after: relative to the repository. Undefined when
 * they cannot be told for certain. A name that is quoted is read as git writes it.
 * @param part what stands from one `diff --git` to the next
 */
export function diffNames(part: string): string[] | undefined {
  const lines = part.split('\n');
  const changes = lines.findIndex(line => line.startsWith('@@'));
  const head = changes < 0 ? lines : lines.slice(0, changes);
  const names = new Set<string>();
  for (const line of head.slice(1)) {
    const [, moved] = /^(?:rename|copy) (?:from|to) (.+)$/.exec(line) ?? [];
    const [, changed] = /^(?:---|\+\+\+) (?!\/dev\/null$)(.+?)\t?$/.exec(line) ?? [];
    if (moved === undefined && changed === undefined) continue;
    const name = moved === undefined ? withoutSide(unquoted(changed)) : unquoted(moved);
    if (name === undefined) return undefined;
    names.add(name);
  }
  if (names.size > 0) return [...names];
  const both = sameTwice(head[0] ?? '');
  return both === undefined ? undefined : [both];
}

/** What is neither renamed nor has lines of text is named twice alike: `diff --git a/x b/x`. */
function sameTwice(line: string): string | undefined {
  const rest = line.slice('diff --git '.length);
  const [first, second] = [rest.slice(0, (rest.length - 1) / 2), rest.slice((rest.length + 1) / 2)];
  const names = [withoutSide(unquoted(first)), withoutSide(unquoted(second))];
  return names[0] === names[1] ? names[0] : undefined;
}

function withoutSide(name: string | undefined): string | undefined {
  return name !== undefined && /^[ab]\//.test(name) ? name.slice(2) : undefined;
}

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** A name without its quotes, if it has some: bytes beyond ASCII stand in them as octal numbers. */
function unquoted(name = ''): string | undefined {
  if (!name.startsWith('"')) return name;
  if (!/^"(?:[^"\\]|\\(?:[abtnvfr"\\]|[0-3][0-7]{2}))*"$/.test(name)) return undefined;
  const bytes: number[] = [];
  for (const [, octal, sign, plain = ''] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (sign !== undefined) bytes.push(escapes[sign] ?? 63);
    else bytes.push(...new TextEncoder().encode(plain));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
