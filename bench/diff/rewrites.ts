/** A text of so many lines and what a model made of it. */
export interface Rewriting {
  readonly kind: string;
  readonly original: string;
  readonly rewritten: string;
}

/** The four kinds of rewrite, for a text of `size` lines that reads like code. The same every time. */
export function rewritings(size: number): Rewriting[] {
  const lines = code(size, 'item');
  const original = written(lines);
  const third = Math.floor(size / 3);
  const moved = [...lines.slice(0, third), ...lines.slice(2 * third), ...lines.slice(third, 2 * third)];
  return [
    {
      kind: '10 % edits',
      original,
      rewritten: written(lines.map((line, at) => (at % 10 === 3 ? `${line} // changed ${at}` : line))),
    },
    { kind: 'full rewrite', original, rewritten: written(code(size, 'entry')) },
    { kind: 'block move', original, rewritten: written(moved) },
    {
      kind: 're-indentation',
      original,
      rewritten: written(lines.map(line => (line === '' ? line : `  ${line}`))),
    },
  ];
}

function written(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('');
}

/** Functions of nine lines with the lines all code has: brackets, blank lines, returns. */
function code(size: number, word: string): string[] {
  const lines: string[] = [];
  for (let n = 0; lines.length < size; n++) {
    lines.push(
      `export function ${word}${n}(${word}s: readonly ${word}[]): number {`,
      `  let total${n} = ${n};`,
      `  for (const each of ${word}s) {`,
      `    if (each.kind === '${word}${n % 17}') {`,
      `      total${n} += each.${word} * ${n + 3};`,
      '    }',
      '  }',
      `  return total${n};`,
      '}',
      '',
    );
  }
  return lines.slice(0, size);
}
