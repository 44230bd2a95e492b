import assert from 'node:assert/strict';
import { readRight, withoutLinesBelow } from '../../../../../src/engines/local/recall/rightText';

describe('right text', () => {
  it('must be joined unless it only closes', () => {
    const joins = (suffix: string): boolean => readRight(suffix, false).mustJoin;
    assert.deepEqual(['', ')', '");', '])}', ' + b', ', b)', '\nb'].map(joins), [
      false,
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it('knows the rest of the word the cursor is in', () => {
    assert.equal(readRight('Name = 1', true).wordRest, 'Name');
    assert.equal(readRight('Name = 1', false).wordRest, '');
    assert.equal(readRight(' Name', true).wordRest, '');
  });

  it('sees whether code goes on below', () => {
    const goesOn = (suffix: string): boolean => readRight(suffix, false).codeBelow;
    assert.deepEqual(['', '\n', '\n\nx', '\n  }', '\n  x', ')\nx'].map(goesOn), [
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  const cases: readonly (readonly [string, string, string, string, string])[] = [
    ['the line below', '  ', 'b();', '\n  b();\n', ''],
    ['the last lines', '', 'a();\nb();\nc();', '\nb();\nc();\nd();', 'a();'],
    ['nothing when indented otherwise', '', 'if (a) {\n  b();\n}', '\n  }', 'if (a) {\n  b();\n}'],
    ['nothing when text stands right', '', 'a', ';\na;', 'a'],
  ];
  for (const [name, lead, completion, suffix, expected] of cases) {
    it(`takes away ${name}`, () => {
      assert.equal(withoutLinesBelow(completion, lead, readRight(suffix, false)), expected);
    });
  }
});
