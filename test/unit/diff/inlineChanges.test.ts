import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inlineChanges, type TextRange } from '../../../src/diff/inlineChanges';

/** The two sides with what differs in brackets. */
function shown(before: string, after: string): [string, string] | undefined {
  const changes = inlineChanges(before, after);
  return changes && [marked(before, changes.removed), marked(after, changes.added)];
}

function marked(text: string, ranges: readonly TextRange[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of ranges) {
    out += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return out + text.slice(at);
}

describe('inlineChanges', () => {
  const table: [name: string, before: string, after: string, shown: [string, string] | undefined][] = [
    ['a word', 'let total = a;', 'let sum = a;', ['let [total] = a;', 'let [sum] = a;']],
    ['an added argument', 'f(a)\n', 'f(a, b)\n', ['f(a)\n', 'f(a[, b])\n']],
    ['indentation', '  return x;\n', '    return x;\n', ['[  ]return x;\n', '[    ]return x;\n']],
    ['whole characters of two units', 'x = "🙂";', 'x = "🙃";', ['x = "[🙂]";', 'x = "[🙃]";']],
    ['nothing when little is common', 'alpha(beta, gamma)', 'while (true) stop;', undefined],
    ['nothing when a side is empty', '', 'x', undefined],
  ];
  for (const [name, before, after, expected] of table) {
    it(`marks ${name}`, () => assert.deepEqual(shown(before, after), expected));
  }

  it('leaves the same text on both sides and cuts no surrogate pair', () => {
    const text = fc.array(fc.constantFrom('a', 'b1', ' ', '🙂', '🙃', '\n', '\r\n', '(', ')'), {
      maxLength: 30,
    });
    const rest = (side: string, ranges: readonly TextRange[]): string =>
      ranges.reduceRight((sum, { start, end }) => sum.slice(0, start) + sum.slice(end), side);
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [before, after] = [left.join(''), right.join('')];
        const changes = inlineChanges(before, after);
        if (!changes) return;
        const common = rest(before, changes.removed);
        assert.equal(common, rest(after, changes.added));
        assert.doesNotMatch(common, /\p{Surrogate}/u);
      }),
      { numRuns: 3000 },
    );
  });
});
