import type { CodeSymbol } from './symbols';

const modifiers =
  '(?:(?:export|public|private|protected|internal|static|final|abstract|virtual|override|async|pub(?:\\([a-z]+\\))?|unsafe|extern|inline|open|sealed|data|local|const|default)\\s+)*';
const definitions: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['class', new RegExp(`^\\s*${modifiers}(?:class|module)\\s+([A-Za-z_]\\w*)`)],
  ['interface', new RegExp(`^\\s*${modifiers}(?:interface|trait|protocol)\\s+([A-Za-z_]\\w*)`)],
  ['type', new RegExp(`^\\s*${modifiers}(?:struct|enum|union|record|type)\\s+([A-Za-z_]\\w*)`)],
  [
    'function',
    new RegExp(
      `^\\s*${modifiers}(?:function|func|fn|def|fun|sub|proc)\\s+(?:\\([^)]*\\)\\s*)?(?:[A-Za-z_]\\w*[.:])*([A-Za-z_]\\w*[!?]?)`,
    ),
  ],
  // Return type, name, parameters, opening brace: C, C++, Java, C#.
  [
    'function',
    /^\s*(?:[A-Za-z_][\w:<>,*&[\]]*\s+)+[*&]*(?!if\b|for\b|while\b|switch\b|catch\b|return\b)([A-Za-z_]\w*)\s*\([^;{]*\)[^;{]*\{\s*$/,
  ],
];

/**
 * Guesses the definitions of a text in any language, line by line, from the words that usually begin them; a
 * definition ends before the next line that is indented no deeper and is not just a closing bracket.
 */
export function guessedSymbols(text: string): CodeSymbol[] {
  const lines = text.split(/\r\n|\n|\r/);
  const open: { indent: number }[] = [];
  const symbols: CodeSymbol[] = [];
  lines.forEach((line, at) => {
    if (line.trim() === '' || /^\s*[}\])]/.test(line)) return;
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    if (/^\s*(?:return|else|throw|new|delete|case|\/\/|#|\*|--)\b/.test(line)) return;
    for (const [kind, pattern] of definitions) {
      const name = pattern.exec(line)?.[1];
      if (name === undefined) continue;
      symbols.push({ kind, name, line: at + 1, endLine: endOf(lines, at, indent), depth: open.length });
      open.push({ indent });
      return;
    }
  });
  return symbols;
}

function endOf(lines: readonly string[], start: number, indent: number): number {
  let last = start;
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const depth = /^\s*/.exec(line)?.[0].length ?? 0;
    if (depth < indent || (depth === indent && !/^\s*([}\])]|end\b|\{)/.test(line))) break;
    last = at;
  }
  return last + 1;
}
