import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerPieces } from '../../../../src/completion/answers/answerPieces';
import { replacedSuffix } from '../../../../src/completion/text/replacedSuffix';
import { assumedFit, suffixFit } from '../../../../src/completion/text/suffixFit';
import { accept, at } from '../../../support/completion/cursorText';
import { bracketedLine, type BracketedLine } from '../../../support/completion/bracketedCode';

/** The document after the suggestion was accepted; undefined where there is none. */
function accepted(screen: string, answer: string, languageId: string): string | undefined {
  const snapshot = at(screen, { languageId });
  const pieces = new AnswerPieces(snapshot);
  for (let end = 1; end < answer.length; end++) pieces.grow(answer.slice(0, end), false);
  pieces.grow(answer, true);
  const text = pieces.restAt(snapshot)?.text ?? '';
  if (text === '') return undefined;
  return accept(snapshot, text, replacedSuffix(text, snapshot.suffix, snapshot)).replace('█', '');
}

/** How often a property did not pass for want of a suggestion. */
function counted(): { shown: number; asked: number } {
  return { shown: 0, asked: 0 };
}

describe('suggestions beside brackets', () => {
  it('give back a line of which a part was cut out', () => {
    const count = counted();
    fc.assert(
      fc.property(bracketedLine, fc.nat(), fc.nat(), (line, a, b) => {
        const [from, to] = cuts(line, a, b);
        if (from === to) return;
        const screen = `${line.code.slice(0, from)}█${line.code.slice(to)}\nnext();\n`;
        const after = accepted(screen, line.code.slice(from, to), line.languageId);
        count.asked++;
        if (after === undefined) return;
        count.shown++;
        assert.equal(after, `${line.code}\nnext();\n`, screen);
      }),
      { numRuns: 3_000 },
    );
    assert.ok(count.shown > count.asked * 0.8, `${count.shown} of ${count.asked} are shown`);
  });

  it('give back a line of which the editor has closed the brackets and quotes', () => {
    const count = counted();
    fc.assert(
      fc.property(bracketedLine, fc.nat(), (line, a) => {
        const [cut] = cuts(line, a, a);
        if (cut === line.code.length) return;
        const suffix = line.closersAt.get(cut) ?? '';
        const screen = `${line.code.slice(0, cut)}█${suffix}\nnext();\n`;
        const after = accepted(screen, line.code.slice(cut), line.languageId);
        count.asked++;
        if (after === undefined) return;
        count.shown++;
        assert.equal(after, `${line.code}\nnext();\n`, screen);
      }),
      { numRuns: 3_000 },
    );
    assert.ok(count.shown > count.asked * 0.8, `${count.shown} of ${count.asked} are shown`);
  });
});

describe('suffixFit', () => {
  // A text at the cursor in the place of so much of the suffix, and whether brackets and strings come out right.
  const table: [screen: string, text: string, from: number, right: boolean][] = [
    ['foo(█)', 'a', 0, true],
    ['foo(█)', 'a', 1, false],
    ['foo(█)', 'a)', 1, true],
    ['foo(█)', 'a)', 0, false],
    ['foo("█")', 'a', 0, true],
    ['foo("█")', 'a"', 0, false],
    ['"█"', 'a', 1, false],
    ['foo(/* █ */)', 'a) b', 0, true],
    ['foo(/* █ */)', 'a\n b)', 0, true],
    // What was opened above the line stays open behind it ...
    ['foo(\n  bar(█)\n)', 'x)', 1, true],
    ['foo(\n  bar(█)\n)', 'x))', 1, false],
    ['foo(\n  bar(█)\r\n)', 'x))', 1, false],
    // ... unless the line has closed it.
    ['foo(\n  bar(█))', 'x))', 2, true],
    ['foo(\n  bar(█))', 'x', 0, true],
  ];
  for (const [screen, text, from, right] of table)
    it(`${JSON.stringify(screen)} with ${JSON.stringify(text)} in place of ${from} is ${right ? 'right' : 'wrong'}`, () => {
      const place = at(screen);
      assert.equal(suffixFit(place, text).faults(text, from) === 0, right);
    });
});

describe('assumedFit', () => {
  // What the suffix closes, outermost first; in brackets what it closes inside of a string.
  const table: [suffix: string, open: string][] = [
    ['', ''],
    [');', ')'],
    [']) }, > ', '> } ) ]'],
    [' ) a )', ')'],
    [')\n}', ')'],
    [')\r\n}', ')'],
    ['");', ') "'],
    ['})`)', ') ` [)] [}]'],
    ['}\'"', '" [\'] [}]'],
    // A quote that has a partner further on begins a string, and closes none.
    ['"a")', ''],
    [') + "a"', ')'],
    ['"], "b"', '] "'],
  ];
  for (const [suffix, open] of table)
    it(`takes ${JSON.stringify(open)} to be open in front of ${JSON.stringify(suffix)}`, () => {
      const { levels } = assumedFit(suffix).read('');
      assert.ok(levels.every(({ endsWithLine }) => !endsWithLine));
      assert.equal(
        levels.map(({ close, place }) => ({ code: close, text: `[${close}]`, hole: '' })[place]).join(' '),
        open,
      );
      assert.deepEqual(
        levels.map(({ kind }) => kind),
        levels.map(({ close }) => (/["'`]/.test(close) ? 'string' : 'bracket')),
      );
    });
});

/** Two places of a line, between its tokens. */
function cuts({ places }: BracketedLine, a: number, b: number): [number, number] {
  const one = places[a % places.length] ?? 0;
  const other = places[b % places.length] ?? 0;
  return [Math.min(one, other), Math.max(one, other)];
}
