import assert from 'node:assert/strict';
import { isQuoted, openedThoughts, thoughtTags } from '../../../src/common/thoughtTags';

describe('isQuoted', () => {
  const table: readonly (readonly [line: string, quoted: boolean])[] = [
    ['So a + b.', false],
    ["It isn't the users' list, it's 'a'.", false],
    ['the "x" and `y`, so ', false],
    ["cut('", true],
    ["cut('x ", true],
    ['say "up to ', true],
    ['`up to ', true],
    ["f'x", true],
    ["RB'x", true],
    ["'don't ", true],
    ["'a\\' ", true],
    ['a\\', true],
    ['  // up to ', true],
    ['<!-- up to ', true],
    ['# Plan ', false],
    ['- a ', false],
  ];
  for (const [line, quoted] of table) {
    it(`is ${quoted} behind ${line}`, () => {
      assert.equal(isQuoted(`${line}</think>`, line.length), quoted);
      assert.equal(isQuoted(`"\n${line}</think>"`, line.length + 2), quoted);
    });
  }
});

describe('openedThoughts', () => {
  for (const [text, found] of [
    ['<', 'maybe'],
    ['< ', 'maybe'],
    ['<thi', 'maybe'],
    ['<think', 'maybe'],
    ['<think:', 'maybe'],
    ['[T', 'maybe'],
    ['<|chan', 'maybe'],
    ['<thinker>', undefined],
    ['<think size={1}>', undefined],
    ['[thinking]', undefined],
    ['<div', undefined],
    ['x <think>', undefined],
  ] as const) {
    it(`says ${found} of ${text}`, () => assert.equal(openedThoughts(text), found));
  }
});

describe('thoughtTags', () => {
  it('finds tags in order, from a place on', () => {
    const text = '<think>a</Think> [THINK] <channel|>';
    const found = [...thoughtTags(text, 3)].map(({ kind, start, end }) => [kind, text.slice(start, end)]);
    assert.deepEqual(found, [
      ['closing', '</Think>'],
      ['opening', '[THINK]'],
      ['closing', '<channel|>'],
    ]);
  });
});
