import assert from 'node:assert/strict';
import { jsonObject } from '../../../src/diff/jsonMembers';
import { beginsLine, commaBehind, indentUnit, lineEndBehind } from '../../../src/diff/jsonPlaces';

/** What stands from the end of the comma behind the first member on; undefined without a comma. */
function behind(text: string): string | undefined {
  const [first] = jsonObject(text)?.members ?? [];
  const at = first && commaBehind(text, first);
  return at === undefined ? undefined : text.slice(at);
}

describe('commaBehind', () => {
  const table: [text: string, rest: string | undefined][] = [
    ['{ "a": 1 }', undefined],
    ['{ "a": 1, "b": 2 }', ' "b": 2 }'],
    ['{ "a": 1 \n  , "b": 2 }', ' "b": 2 }'],
    ['{ "a": 1 /* , b */ , "b": 2 }', ' "b": 2 }'],
    ['{ "a": 1 // one, two\n  , "b": 2 }', ' "b": 2 }'],
    ['{ "a": 1 /* , */ }', undefined],
    ['{ "a": 1 // ,\n }', undefined],
  ];
  for (const [text, rest] of table) {
    it(JSON.stringify(text), () => {
      assert.equal(behind(text), rest);
    });
  }
});

describe('lineEndBehind', () => {
  const table: [text: string, at: number, end: number | undefined][] = [
    ['a,\nb', 2, 2],
    ['a,  \nb', 2, 4],
    ['a, // c\nb', 2, 7],
    ['a, /* cc */ // d\nb', 2, 16],
    ['a, /* c */', 2, 10],
    ['a,', 2, 2],
    ['a, b\nc', 2, undefined],
    ['a, /* c */ b\nc', 2, undefined],
  ];
  for (const [text, at, end] of table) {
    it(JSON.stringify(text), () => {
      assert.equal(lineEndBehind(text, at), end);
    });
  }
});

describe('beginsLine', () => {
  it('is so where only white space stands in front', () => {
    assert.equal(beginsLine('a\n  b', 4), true);
    assert.equal(beginsLine('a\n  b', 3), true);
    assert.equal(beginsLine('a\nc b', 4), false);
    assert.equal(beginsLine('a\nb', 2), true);
    assert.equal(beginsLine(' b', 1), true);
  });
});

describe('indentUnit', () => {
  const unitOf = (text: string): string | undefined => {
    const root = jsonObject(text);
    return root && indentUnit({ text, root });
  };

  it('is that of the first member, beyond that of the object', () => {
    assert.equal(unitOf('{\n\t"a": 1\n}'), '\t');
    assert.equal(unitOf('  {\n     "a": 1\n  }'), '   ');
  });

  it('is two spaces where nothing tells', () => {
    assert.equal(unitOf('{}'), '  ');
    assert.equal(unitOf('    { "a": 1 }'), '  ');
    assert.equal(unitOf('{\n"a": 1\n}'), '  ');
  });
});
