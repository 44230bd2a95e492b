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
    [
      'a whole word that has grown',
      'let total = a;',
      'let totals = a;',
      ['let [total] = a;', 'let [totals] = a;'],
    ],
    [
      'exactly as little in common as is enough',
      'abc defghij',
      'abc qrstuvw',
      ['abc [defghij]', 'abc [qrstuvw]'],
    ],
    ['nothing when a side is much longer', 'abc', `abc ${'word '.repeat(20)}`, undefined],
    ['nothing when only white space is common', 'a          b', 'c          d', undefined],
    ['nothing when a side is empty', '', 'x', undefined],
    ['nothing when the old side is empty, and the new one white space', '', '  \n', undefined],
    ['nothing when the new side is empty, and the old one white space', '  \n', '', undefined],
  ];
  for (const [name, before, after, expected] of table) {
    it(`marks ${name}`, () => assert.deepEqual(shown(before, after), expected));
  }

  it('has nothing to show of very long sides', () => {
    const side = 'ab '.repeat(4_000).slice(0, 10_000);
    assert.deepEqual(inlineChanges(side, side), { removed: [], added: [] });
    assert.equal(inlineChanges(side, `${side}c`), undefined);
  });

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
