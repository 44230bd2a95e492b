/**
 * What a file of git's settings says of `core.excludesFile`; the last line that says something counts. Undefined where none
 * does. Files that it includes are not looked at.
 * @see https://git-scm.com/docs/git-config#_syntax
 */
export function excludesFileIn(config: string): string | undefined {
  let section = '';
  let found: string | undefined;
  for (const line of config.replaceAll(/\\\r?\n/g, '').split(/\r?\n/)) {
    const [, named, rest = line] = /^\s*\[((?:"(?:\\.|[^"\\])*"|[^\]"])*)\]\s*(.*)$/.exec(line) ?? [];
    if (named !== undefined) section = named.toLowerCase();
    const [, value] = /^\s*excludesfile\s*=\s*(.*)$/i.exec(rest) ?? [];
    if (value !== undefined && section === 'core') found = plain(value);
  }
  return found;
}

/** A value without quotes, escapes and the comment behind it. */
function plain(value: string): string {
  let text = '';
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    const next = value[at] ?? '';
    if (next === '"') quoted = !quoted;
    else if (next === '\\') text += escapes[value[++at] ?? ''] ?? value[at] ?? '';
    else if (!quoted && (next === '#' || next === ';')) break;
    else text += next;
  }
  return text.trim();
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };
