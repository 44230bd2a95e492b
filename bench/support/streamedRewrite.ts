const perFunction = 11;

/** TypeScript in functions of eleven lines; one line is a comment to type into. */
export function sourceLines(count: number, typingLine: number): readonly string[] {
  const head = ['interface Row { amount: number; rate: number; discount: number }', ''];
  const lines = Array.from({ length: Math.ceil(count / perFunction) }, (_, n) => [
    `export function total${n}(rows: readonly Row[], count: number): number {`,
    `  let total = ${n};`,
    '  for (let at = 0; at < count; at++) {',
    '    const row = rows[at];',
    '    if (row === undefined) continue;',
    '    total += row.amount * row.rate;',
    '    total -= row.discount;',
    '  }',
    '  return total;',
    '}',
    '',
  ]).flat();
  return [...head, ...lines].slice(0, count).with(typingLine, '// typed:');
}

/**
 * A rewrite of such lines, as long as they are: all but lone brackets and blank lines are new, and end with their
 * number, so that a frame tells how far it has come.
 */
export function numberedRewrite(code: string): string {
  const rewritten = code
    .split('\n')
    .map(line => {
      if (/^\s*\}?$/.test(line)) return line;
      return line
        .replace('let total', 'let sum')
        .replace(/^(\s+)total\b/, '$1sum')
        .replace('at++', 'at += 1');
    })
    .map((line, n) => (/^\s*\}?$/.test(line) ? line : `${line} // n${n}`));
  return rewritten.join('\n');
}

/** When the numbered lines of an answer were sent. */
export class SentLines {
  private partial = '';
  private times = new Map<number, number>();
  private latest = -Infinity;
  private pieces = 0;
  /** Tokens a second from the first to the last token of the answers so far. */
  readonly speeds: number[] = [];
  private firstAt = 0;

  /** When something was sent last, in ms of this process's clock. */
  get lastAt(): number {
    return this.latest;
  }

  /** Takes a piece that is being sent now. */
  push(text: string): void {
    this.latest = performance.now();
    if (this.pieces++ === 0) this.firstAt = this.latest;
    const lines = (this.partial + text).split('\n');
    this.partial = lines.pop() ?? '';
    for (const line of lines) {
      const [, number] = /\/\/ n(\d+)$/.exec(line) ?? [];
      if (number !== undefined) this.times.set(Number(number), this.latest);
    }
  }

  /** The times of the lines since the last call, each when its last token was sent. */
  take(): ReadonlyMap<number, number> {
    const { times } = this;
    if (this.pieces > 1) this.speeds.push(((this.pieces - 1) / (this.latest - this.firstAt)) * 1000);
    this.times = new Map();
    this.partial = '';
    this.pieces = 0;
    return times;
  }
}
