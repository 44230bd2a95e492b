import fc from 'fast-check';

/** A text and what a model made of it. */
export interface Rewrite {
  readonly original: string;
  readonly rewritten: string;
}

/** Lines as code has them: many that occur often, some that occur once, tabs, trailing blanks, characters of two units. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('}', '', '  }', '{', '  return;', '    break;', '  });') },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', '  ', '    ', '\t', '\t  '),
        fc.constantFrom('let', 'call', 'if'),
        fc.nat(40),
      )
      .map(([indent, word, n]) => `${indent}${word}(value${n});`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('  "🙂" + "👩‍👩‍👧";', '// Ünïcödé  ', '   ', 'a\u2028b', 'lone \ud83d half', '\r'),
  },
);

const lines = fc.array(line, { maxLength: 24, size: 'max' });

/** One thing a model does to code. Numbers are places and lengths, taken modulo what there is. */
type Deed = (lines: string[], at: number, count: number) => string[];

const deeds: Readonly<Record<string, Deed>> = {
  remove: (all, at, count) => all.toSpliced(at, count),
  move: (all, at, count) => {
    const rest = all.toSpliced(at, count);
    return rest.toSpliced((at * 7 + count) % (rest.length + 1), 0, ...all.slice(at, at + count));
  },
  duplicate: (all, at, count) => all.toSpliced(at, 0, ...all.slice(at, at + count)),
  indent: (all, at, count) => all.map((text, n) => (n >= at && n < at + count ? `  ${text}` : text)),
  dedent: (all, at, count) =>
    all.map((text, n) => (n >= at && n < at + count ? text.replace(/^(?: {2}|\t)/, '') : text)),
  change: (all, at, count) =>
    all.map((text, n) => (n >= at && n < at + count ? text.replace(/value\d+|return|$/, 'changed') : text)),
};

const deed = fc.tuple(fc.constantFrom(...Object.values(deeds)), fc.nat(40), fc.integer({ min: 1, max: 6 }));

const ending = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n'),
  hasFinal: fc.boolean(),
  mark: fc.constantFrom('', '', '', '\ufeff'),
});

function written(
  all: readonly string[],
  { lineEnd, hasFinal, mark }: { lineEnd: string; hasFinal: boolean; mark: string },
): string {
  return mark + all.join(lineEnd) + (hasFinal && all.length > 0 ? lineEnd : '');
}

/** Rewrites as models write them: a few changes, moved and re-indented blocks, now and then all of it anew. */
export const rewrites: fc.Arbitrary<Rewrite> = fc
  .tuple(
    lines,
    fc.oneof({ weight: 5, arbitrary: fc.array(deed, { maxLength: 5 }) }, { weight: 1, arbitrary: lines }),
    fc.array(fc.tuple(fc.nat(40), line), { maxLength: 4 }),
    ending,
    fc.option(ending, { freq: 4 }),
  )
  .map(([before, change, inserted, oldEnding, newEnding]) => {
    let after = before;
    for (const one of change) {
      if (typeof one === 'string') return { before, after: change as string[], oldEnding, newEnding };
      const [make, at, count] = one;
      after = make(after, at % (after.length + 1), count);
    }
    for (const [at, text] of inserted) after = after.toSpliced(at % (after.length + 1), 0, text);
    return { before, after, oldEnding, newEnding };
  })
  .map(({ before, after, oldEnding, newEnding }) => ({
    original: written(before, oldEnding),
    rewritten: written(after, newEnding ?? oldEnding),
  }));
