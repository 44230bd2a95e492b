import assert from 'node:assert/strict';
import { Desk } from '../../../support/nextEdit/desk';

/** A document in one line of a table: lines are divided by bars, an indentation is written as it is. */
function screen(text: string): string {
  return text.replaceAll(' | ', '\n');
}

describe('predictNextEdits', () => {
  /** The document as it was, as it is after each change, and the lines that are offered. */
  const table: [what: string, before: string, changes: string[], offered: string[]][] = [
    [
      'a variable that was renamed where it is declared',
      'const foo = 1; | bar(foo); | baz(foo, "foo");',
      ['const total█ = 1; | bar(foo); | baz(foo, "foo");'],
      ['bar(total);', 'baz(total, "foo");'],
    ],
    [
      'code in a string',
      'name = "x" | print(f"Hello, {name}!")',
      ['user_name█ = "x" | print(f"Hello, {name}!")'],
      ['print(f"Hello, {user_name}!")'],
    ],
    [
      'a word that is not written to its end',
      'name = "x" | print(f"Hello, {name}!")',
      ['fu█name = "x" | print(f"Hello, {name}!")'],
      [],
    ],
    [
      'a call that moved',
      'a(statuses[one]) | b(statuses[two]) | c(statuses[three]) | d()',
      [
        'a(codes.message[one]█) | b(statuses[two]) | c(statuses[three]) | d()',
        'a(codes.message[one]) | b(codes.message[two]█) | c(statuses[three]) | d()',
      ],
      ['c(codes.message[three])'],
    ],
    [
      'a line that comes with a line',
      'start(one); | run(); | start(two); | run(); | start(three); | run();',
      [
        'start(one); | log(); | run(); | start(two); | run(); | start(three); | run();',
        'start(one); | log(); | run(); | start(two); | log(); | run(); | start(three); | run();',
      ],
      ['log();'],
    ],
    ['nothing that was typed for the first time', 'const a = 1; | b();', ['const a = 1; | b(); | c();█'], []],
    ['nothing where nothing was done', 'const a = 1;', [], []],
    ['a keyword', 'let a = 1; | let b = 2;', ['const█ a = 1; | let b = 2;'], []],
    [
      'a parameter',
      'function f(a) { |   return g(a); | }',
      ['function f(item█) { |   return g(a); | }'],
      ['return g(item);'],
    ],
    [
      'a parameter that was added',
      'function load(path) { |   return path; | } | function all(signal) { |   return load("x"); | }',
      [
        'function load(path, signal█) { |   return path; | } | function all(signal) { |   return load("x"); | }',
      ],
      ['return load("x", signal);'],
    ],
    [
      'one dimension more',
      'class Point { |   constructor(x: number, y: number) {} |   get length() { return this.x * this.x + this.y * this.y; } | }',
      [
        'class Point3D█ { |   constructor(x: number, y: number) {} |   get length() { return this.x * this.x + this.y * this.y; } | }',
      ],
      [
        'constructor(x: number, y: number, z: number) {}',
        'get length() { return this.x * this.x + this.y * this.y + this.z * this.z; }',
      ],
    ],
  ];
  for (const [what, before, changes, offered] of table) {
    it(what, async () => {
      const desk = new Desk(screen(before));
      for (const change of changes) desk.show(screen(change));
      assert.deepEqual(await desk.lines(), offered);
    });
  }
});
