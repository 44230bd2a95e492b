import assert from 'node:assert/strict';
import { anchored, isSamePlace, liesAhead, typedSince } from '../../../src/completion/snapshot';
import { at } from '../../support/completion/cursorText';

describe('typedSince', () => {
  const table: [earlier: string, later: string, typed: string | undefined][] = [
    ['let a = █;', 'let a = █;', ''],
    ['let a = █;', 'let a = fo█;', 'fo'],
    ['if (x)█', 'if (x) {\n  █', ' {\n  '],
    ['let ab█', 'let a█', undefined],
    ['let a = █;', 'let b = █;', undefined],
    ['let a = █;', 'let a = x█', undefined],
    ['call█', 'call(█)', '('],
    ['call█;', 'call([█]);', '(['],
    ['say(█', "say('█'", "'"],
    ['call█', 'call█)', undefined],
    ['if (x█)', 'if (x) {\n█', ') {\n'],
    ['call([a█]);', 'call([a])█;', '])'],
    ["say('a█')", "say('a'█)", "'"],
    ['if (x█)', 'if (x█', undefined],
    ['if (x█)', 'if (xy█', undefined],
    ['f(a█))', 'f(ab)█', undefined],
    ['█', '█}', undefined],
    ['a█', 'a{█}', '{'],
    ['say█', 'say"█"', '"'],
    ['s = █', 's = `█`', '`'],
    // No editor closes more than a few at once, and what one types over comes in its order.
    ['f█', 'f((((█))))', '(((('],
    ['f█', 'f(((((█)))))', undefined],
    ['f((((a█))))', 'f((((a))))█', '))))'],
    ['f(((((a█)))))', 'f(((((a)))))█', undefined],
    ['call([a█]);', 'call([a)]█;', undefined],
    ['a█b', 'ab█', undefined],
  ];
  for (const [earlier, later, typed] of table) {
    it(`${JSON.stringify(earlier)} then ${JSON.stringify(later)} is ${JSON.stringify(typed)}`, () => {
      assert.equal(typedSince(at(earlier), at(later)), typed);
    });
  }
  it('never takes one document for another', () => {
    assert.equal(typedSince(at('a█'), at('ab█', { uri: 'file:///b.ts' })), undefined);
    assert.equal(typedSince(at('a█'), at('ab█', { languageId: 'javascript' })), undefined);
  });
  it('looks over a step of the window, down and up', () => {
    assert.equal(typedSince(at('a\nb\nc█'), at('b\ncd█', { firstLine: 1 })), 'd');
    assert.equal(typedSince(at('b\nc█', { firstLine: 1 }), at('a\nb\ncd█')), 'd');
    assert.equal(typedSince(at('a\nb\nc█'), at('x\ncd█', { firstLine: 1 })), undefined);
    assert.equal(typedSince(at('a█'), at('ab█', { firstLine: 3 })), undefined);
  });
});

describe('liesAhead', () => {
  const table: [now: string, place: string, ahead: boolean][] = [
    ['fo█', 'foo()█', true],
    ['fo█', 'fo█', true],
    ['foo(█)', 'foo(a)█', true],
    ['foo█', 'fo█', false],
    ['fx█', 'foo█', false],
    ['fo█;', 'foo█!', false],
    ['foo(█)', 'foo(a█)', true],
    ['foo█', 'foo█)', false],
  ];
  for (const [now, place, ahead] of table) {
    it(`${now} then ${place}: ${ahead}`, () => assert.equal(liesAhead(at(now), at(place)), ahead));
  }
});

describe('liesAhead, over a step of the window', () => {
  it('compares what both windows hold', () => {
    assert.equal(liesAhead(at('a\nb█'), at('bc█', { firstLine: 1 })), true);
    assert.equal(liesAhead(at('a\nb█'), at('xc█', { firstLine: 1 })), false);
    assert.equal(liesAhead(at('b█', { firstLine: 1 }), at('a\nbc█')), true);
    assert.equal(liesAhead(at('a█'), at('ab█', { uri: 'file:///b.ts' })), false);
  });
});

describe('isSamePlace', () => {
  it('needs the same text on both sides', () => {
    assert.equal(isSamePlace(at('a█b'), at('a█b')), true);
    assert.equal(isSamePlace(at('a█b'), at('a█')), false);
    assert.equal(isSamePlace(at('a█b'), at('ab█b')), false);
    assert.equal(isSamePlace(at('call█'), at('call█)')), false);
    assert.equal(isSamePlace(at('a\nb█'), at('b█', { firstLine: 1 })), true);
  });
});

describe('anchored', () => {
  it('moves the beginning of a window', () => {
    assert.deepEqual(anchored(at('a\nb█'), at('b\nc█', { firstLine: 1 })), at('b█', { firstLine: 1 }));
    assert.deepEqual(anchored(at('b█', { firstLine: 1 }), at('a\nb\nc█')), at('a\nb█'));
  });
  it('cannot where the windows do not meet', () =>
    assert.equal(anchored(at('a█'), at('z█', { firstLine: 26 })), undefined));
});
