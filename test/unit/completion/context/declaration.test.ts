import assert from 'node:assert/strict';
import { declarationAt } from '../../../../src/completion/context/declaration';
import { textLines } from '../../../support/completion/textLines';

describe('declarationAt', () => {
  const rows: [what: string, text: string, told: string][] = [
    [
      'a function',
      'export function f(a: number): string {\n  return x;\n}',
      'export function f(a: number): string',
    ],
    [
      'a function over lines',
      'function f(\n  a: number,\n): string {\n  body();\n}',
      'function f(\n  a: number,\n): string',
    ],
    [
      'an options type in a signature',
      'function f(o: { a: 1 }): void {\n  x;\n}',
      'function f(o: { a: 1 }): void',
    ],
    ['an arrow function', 'export const f = (a: number) => a + 1;', 'export const f = (a: number) =>'],
    [
      'a declaration without body',
      'declare function f(): void;\ndeclare const g: 1;',
      'declare function f(): void;',
    ],
    [
      'an interface',
      'interface A {\n  b: number;\n  c(): void;\n}\nother();',
      'interface A {\n  b: number;\n  c(): void;\n}',
    ],
    ['a type on one line', "type A = 'b' | 'c';\ntype D = 1;", "type A = 'b' | 'c';"],
    ['a member', '  load(id: string): Item {\n    body();\n  }', 'load(id: string): Item'],
    ['Python', 'def f(a: int) -> str:\n    return b', 'def f(a: int) -> str'],
    ['a Python class', 'class A:\n    b = 1\n\ndef f():\n    pass', 'class A:\n    b = 1'],
    [
      'Go',
      'func Load(id string) (*Item, error) {\n\treturn nil, nil\n}',
      'func Load(id string) (*Item, error)',
    ],
    ['Rust', 'pub struct A {\n    b: u8,\n}\n\nimpl A {}', 'pub struct A {\n    b: u8,\n}'],
    ['nothing', '', ''],
    ['an enum', 'enum A {\n  B,\n}\nother();', 'enum A {\n  B,\n}'],
    ['a type of a function', 'type F = (\n  a: 1,\n) => void;\nother();', 'type F = (\n  a: 1,\n) => void;'],
    ['what only names a type', 'function of(type: A) {\n  body();\n}', 'function of(type: A)'],
    ['a member with a return type in brackets', '  f(): { a: 1 } {\n    x;\n  }', 'f():'],
    ['an arrow in a parameter', 'function f(g: () => void): number {', 'function f(g: () => void): number'],
    ['a default that ends with a colon in Python', 'def f(a={1: 2}):\n    pass', 'def f(a={1: 2})'],
    ['Python with a comment', 'def f(a):  # why\n    pass', 'def f(a)'],
    ['Python over lines', 'def f(\n    a,\n):\n    pass', 'def f(\n    a,\n)'],
    [
      'a class with blank lines',
      'class A {\n  b = 1;\n\n  c = 2;\n}\n',
      'class A {\n  b = 1;\n\n  c = 2;\n}',
    ],
    [
      'what is indented, from the margin',
      '    interface A {\n      b: 1;\n    }',
      'interface A {\n  b: 1;\n}',
    ],
    ['a constant', 'const a = 1\nconst b = 2', 'const a = 1'],
    ['what is declared without a comment behind it', 'int load(int id); // by id', 'int load(int id);'],
    [
      'an options type of several members',
      'f(o: { a: 1; b: 2 }): void {\n  x;\n}',
      'f(o: { a: 1; b: 2 }): void',
    ],
    [
      'a union over lines in a signature',
      'function f(\n  a:\n    | B\n    | C,\n): void {\n  x;\n}',
      'function f(\n  a:\n    | B\n    | C,\n): void',
    ],
    [
      'a parameter that is called like a type',
      'function of(a: A, type: B) {\n  body();\n}',
      'function of(a: A, type: B)',
    ],
    ['the name behind a struct of C', '} Invoice;\n\nint other;', '} Invoice;'],
    ['a type that ends with what it stands in', '  type A = B }\n}\nother();', 'type A = B }'],
    [
      'a Python class with blank lines',
      '    class A:\n        b = 1\n\n        c = 2\n  \n        d = 3\n\ndef f():',
      'class A:\n    b = 1\n\n    c = 2\n\n    d = 3',
    ],
    ['lines with white space at their ends', 'interface A {  \n  b: 1;\t\n}  ', 'interface A {\n  b: 1;\n}'],
  ];
  for (const [what, text, told] of rows) {
    it(`tells ${what}`, () => assert.equal(declarationAt(textLines(text), 0), told));
  }

  it('is short, however long the declaration', () => {
    const members = Array.from({ length: 500 }, (_, n) => `  member${n}: string;`).join('\n');
    assert.equal(declarationAt(textLines(`class A {\n${members}\n}`), 0).split('\n').length, 20);
    assert.ok(declarationAt(textLines(`const a = "${'🙂'.repeat(5_000)}`), 0).length <= 200);
  });
});
