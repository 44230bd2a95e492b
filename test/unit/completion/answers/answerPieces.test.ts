import assert from 'node:assert/strict';
import { AnswerPieces } from '../../../../src/completion/answers/answerPieces';
import { at } from '../../../support/completion/cursorText';

/** What an answer so far has for a screen: the text, with `…` where it may grow. */
function rest(screen: string, text: string, ended: boolean, now = screen): string | undefined {
  const pieces = new AnswerPieces(at(screen));
  for (let length = 1; length <= text.length; length++) pieces.grow(text.slice(0, length), false);
  if (ended) pieces.grow(text, true);
  const found = pieces.restAt(at(now));
  return found === undefined ? undefined : found.text + (found.complete ? '' : '…');
}

describe('AnswerPieces', () => {
  const two = '\n  a();\n}\n\ng();\nh();';
  const table: [
    name: string,
    screen: string,
    text: string,
    ended: boolean,
    now: string,
    rest: string | undefined,
  ][] = [
    ['shows nothing of a line that is not complete', 'f() {█', '\n  a', false, 'f() {█', '…'],
    ['shows a line of one character', 'f() {█', '}\n', false, 'f() {█', '}…'],
    ['shows complete lines', 'f() {█', '\n  a();\n  b', false, 'f() {█', '\n  a();…'],
    [
      'shows a piece as soon as its end is known',
      'f() {█',
      '\n  a();\n}\n\ng;\n',
      false,
      'f() {█',
      '\n  a();\n}',
    ],
    ['takes off what is typed', 'f() {█', two, true, 'f() {\n  a█', '();\n}'],
    ['has the next piece behind the first', 'f() {█', two, true, 'f() {\n  a();\n}█', '\n\ng();\nh();'],
    [
      'has the next piece while it is written',
      'f() {█',
      `${two}\ni`,
      false,
      'f() {\n  a();\n}█',
      '\n\ng();\nh();…',
    ],
    ['agrees with typing that is ahead of it', 'f() {█', '\n  a', false, 'f() {\n  a()█', '…'],
    ['does not agree with other typing', 'f() {█', '\n  a', false, 'f() {\n  b█', undefined],
    ['knows nothing behind its end', 'f() {█', '\n  a();\n}', true, 'f() {\n  a();\n}█', undefined],
    ['knows that nothing fits', 'f() {█', '', true, 'f() {█', ''],
    ['agrees with what the filters made of it', '\tf() {█', '\n        a();', true, '\tf() {\n\t\ta█', '();'],
  ];
  for (const [name, screen, text, ended, now, expected] of table) {
    it(name, () => assert.equal(rest(screen, text, ended, now), expected));
  }

  it('does not offer the same again, as a model in a loop does', () => {
    const pieces = new AnswerPieces(at('█'));
    pieces.grow('a();\n\na();\n\na();\n\n', false);
    assert.equal(pieces.wanted, false);
    assert.deepEqual(
      pieces.known().map(({ text }) => text),
      ['a();'],
    );
  });
  it('does not offer the same again with other white space around it', () => {
    const pieces = new AnswerPieces(at('f() {█'));
    pieces.grow('\n  a();\n\n  a();\n\n  a();\n\n', false);
    assert.deepEqual(
      pieces.known().map(({ text }) => text),
      ['\n  a();'],
    );
  });
  it('is enough where nothing of use can follow', () => {
    const pieces = new AnswerPieces(at('f(█, b)'));
    pieces.grow('a', false);
    assert.equal(pieces.wanted, true);
    pieces.grow('a\n', false);
    assert.equal(pieces.wanted, false);
  });
  it('gives its complete pieces, each for its place', () => {
    const pieces = new AnswerPieces(at('f() {█'));
    pieces.grow(`${two}\n\ni();`, false);
    assert.deepEqual(
      pieces.known().map(({ snapshot, text }) => [snapshot.prefix, text]),
      [['f() {', '\n  a();\n}']],
    );
    pieces.grow(`${two}\n\ni();`, true);
    assert.deepEqual(
      pieces.known().map(({ snapshot, text }) => [snapshot.prefix, text]),
      [
        ['f() {', '\n  a();\n}'],
        ['f() {\n  a();\n}', '\n\ng();\nh();'],
        ['f() {\n  a();\n}\n\ng();\nh();', '\n\ni();'],
      ],
    );
  });

  it('begins anew with an answer that does not go on with what came before', () => {
    const pieces = new AnswerPieces(at('let a = █'));
    pieces.grow('So one();\nand two();\n\nthree\n', false);
    pieces.grow('', false);
    assert.deepEqual(pieces.restAt(at('let a = █')), { text: '', complete: false });
    pieces.grow('one();', true);
    assert.deepEqual(pieces.restAt(at('let a = █')), { text: 'one();', complete: true });
    assert.equal(pieces.known().length, 1);
  });
});
