import assert from 'node:assert/strict';
import { shapedCode } from '../../../src/diff/codeShape';
import { codeUnits } from '../../../src/diff/codeUnits';
import { counterpartsIn } from '../../../src/diff/counterparts';

/** The first lines of the pieces of a file that the first piece of some code is a version of. */
function found(file: readonly string[], code: readonly string[]): number[] {
  const [unit] = codeUnits(code);
  assert.ok(unit);
  return counterpartsIn(codeUnits(file), shapedCode(file, ''))(unit, shapedCode(code, '')).map(
    ({ start }) => start,
  );
}

describe('counterpartsIn', () => {
  const file = [
    'import a from "a";', // 0
    'function a() {', // 1
    '  one();',
    '}',
    'send(', // 4
    '  1,',
    ');',
    "app.get('/a', () => {", // 7
    '});',
    "app.get('/b', () => {", // 9
    '});',
    'if (x) {', // 11
    '  y();',
    '}',
    'größe2$.x(1);', // 14
    'await go(1);', // 15
    'größe2$.x(2);', // 16
    'function a() {', // 17
    '}',
    'send(', // 19
    '  1,',
    ');',
  ];
  const table: [what: string, code: readonly string[], starts: number[]][] = [
    ['definitions of the name', ['function a() {', '  other();', '}'], [1, 17]],
    ['the import of the module', ['import { b } from "a";'], [0]],
    ['no import for a definition of that name', ['function a2() {', '}'], []],
    ['the first statement with the same text, but for its indentation', ['  send(', '    1,', '  );'], [4]],
    ['the calls that begin alike', ['send(2);'], [4, 19]],
    ['the call with the same first argument', ["  app.get('/b', () => {", '  go();', '});'], [9]],
    ['none with another one', ["app.get('/c', () => {", '});'], []],
    ['none with an argument of another kind', ['app.get(path, () => {', '});'], []],
    ['a statement by its text only, where it is no call', ['if (x) {', '  y();', '}'], [11]],
    ['no statement that is no call, and another one', ['if (z) {', '}'], []],
    ['calls of any name', ['größe2$.x(3);'], [14, 16]],
    ['no call behind another word', ['go(2);'], []],
  ];
  for (const [what, code, starts] of table) {
    it(`finds ${what}`, () => assert.deepEqual(found(file, code), starts));
  }

  const members = [
    'get size() {', // 0
    '  return 1;',
    '}',
    'set size(value) {', // 3
    '  keep(value);',
    '}',
    'm(a) {', // 6
    '  x();',
    '}',
    'm(a, b) {', // 9
    '  y();',
    '}',
    'const f = () => {', // 12
    '};',
    'function f() {', // 14
    '}',
    'length() {', // 16
    '}',
    'get length() {', // 18
    '}',
    'plain() {', // 20
    '}',
    'send(1);', // 22
    "app.get('/d', done);", // 23
    "app.get('/e', () => {", // 24
    '});',
    'start(', // 26
    ') {',
    '}',
    'get alone() {', // 29
    '}',
  ];
  const named: [what: string, code: readonly string[], starts: number[]][] = [
    ['only the setter for a setter', ['set size(other) {', '}'], [3]],
    ['both for code that does not say what it is', ['size() {', '}'], [0, 3]],
    ['the getter, not a method of its name', ['get length() {', '}'], [18]],
    ['what does not say what it is, for a getter', ['get plain() {', '}'], [20]],
    ['of two methods that with the same parameters', ['m(a) {', '}'], [6]],
    ['the same parameters over several lines', ['m(', '  a,', '  b', ') {', '}'], [9]],
    ['both methods for other parameters', ['m(c) {', '}'], [6, 9]],
    ['the function for a function', ['function f() {', '  x();', '}'], [14]],
    ['the variable for a variable', ['const f = () => {', '  x();', '}'], [12]],
    ['nothing for a setter, where only a getter has its name', ['set alone(value) {', '}'], []],
    ['the getter, though it has another type', ['get length(): number {', '}'], [18]],
    ['the function, though it has other parameters', ['function f(x) {', '  x();', '}'], [14]],
    ['the variable, though it has other parameters', ['const f = (x) => {', '  x();', '}'], [12]],
    ['no call for a method', ['send() {', '}'], []],
    ['no method for a call', ['start(1);'], []],
    ['a call on one line for one with code', ["app.get('/d', () => {", '  x();', '});'], [23]],
    ['a call with code for one on one line', ["app.get('/e', done);"], [24]],
  ];
  for (const [what, code, starts] of named) {
    it(`finds ${what}`, () => assert.deepEqual(found(members, code), starts));
  }
});
