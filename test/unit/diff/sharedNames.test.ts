import assert from 'node:assert/strict';
import { SharedNames } from '../../../src/diff/sharedNames';

const code = 'const total = rows.map(toAmount);\nreturn sumOf(total, currency);\n';

describe('SharedNames', () => {
  const table: [what: string, before: string, after: readonly string[], any: boolean][] = [
    ['a name of it', code, ['print(currency)'], true],
    ['a name of it, further down', code, ['print(1)', 'print(currency)'], true],
    ['no name of it', code, ['print(price)'], false],
    ['a part of a name only', code, ['print(curren)', 'print(currencyOf)'], false],
    ['a word of the language only', code, ['const x = 1;', 'return x;', 'RETURN'], false],
    [
      'words of the language only',
      'while (alpha) yield beta(gamma, delta, omega)',
      ['while (x) yield'],
      false,
    ],
    ['nothing yet', code, [], false],
    ['anything, where there are few names to tell by', 'let total = rows.map(toAmount);', [], true],
    ['nothing, where there are as many as it takes', 'let total = rows.map(toAmount, sumOf);', [], false],
    ['names of two letters only', 'a1 = b2 + c3 + d4 + e5 + f6', ['x'], true],
    ['a name in another alphabet', 'größe = länge * höhe * breite * tiefe', ['höhe'], true],
    ['a name with signs and digits', '$a1 = _b2 + $c3 + _d4 + $e5', ['$c3'], true],
  ];
  for (const [what, before, after, any] of table) {
    it(`${any ? 'finds' : 'does not find'} ${what}`, () => {
      const names = new SharedNames(before);
      names.take(after);
      assert.equal(names.any, any);
    });
  }

  it('remembers that it has found one', () => {
    const names = new SharedNames(code);
    names.take(['currency']);
    names.take(['other']);
    assert.equal(names.any, true);
  });
});
