import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';

describe('applying code whose lines begin with the sign of a comment of other languages', () => {
  const styles =
    '* {\n  a: b;\n}\n\n#header {\n  a: c;\n}\n\n#nav a,\n*,\n#foot {\n  a: d;\n}\n\n.e {\n  a: f;\n}\n';
  const rows: [
    what: string,
    languageId: string,
    file: string,
    block: string,
    before: string,
    after: string,
  ][] = [
    ['a style with an id', 'css', styles, '#header {\n  a: g;\n}', 'a: c', 'a: g'],
    ['one that is for all', 'css', styles, '* {\n  a: g;\n}', 'a: b', 'a: g'],
    ['one with several selectors', 'scss', styles, '#nav a,\n*,\n#foot {\n  a: g;\n}', 'a: d', 'a: g'],
    [
      'a style in a component',
      'vue',
      `<template>\n  <p />\n</template>\n\n<style>\n${styles}</style>\n`,
      '#header {\n  a: g;\n}',
      'a: c',
      'a: g',
    ],
    [
      'a generator with a blank behind its star',
      'javascript',
      'class A {\n  * a() {\n    b();\n  }\n\n  c() {\n  }\n}\n',
      '* a() {\n  d();\n}',
      'b()',
      'd()',
    ],
    [
      'what a pointer is for, the rest left out',
      'c',
      'void a(int *b) {\n  c();\n  *b = 1;\n  d();\n}\n\nvoid e() {\n}\n',
      'void a(int *b) {\n  // ... existing code ...\n  *b = 2;\n  d();\n}',
      '= 1',
      '= 2',
    ],
    [
      'something private with a decorator, the rest left out',
      'typescript',
      'class A {\n  @tracked #a = 1;\n  @tracked #b = 1;\n\n  c() {\n    d();\n  }\n}\n',
      'class A {\n  @tracked #a = 2;\n  // ... existing code ...\n}',
      '#a = 1',
      '#a = 2',
    ],
    [
      'a function with code at the left that is commented out',
      'python',
      'def a():\n    b()\n#c = 1\n    d()\n\ndef e():\n    f()\n',
      'def a():\n    b()\n    g()',
      '#c = 1\n    d()',
      '    g()',
    ],
    [
      'one of two methods with comments that look like keys',
      'python',
      'class A:\n    #TODO: one\n    def a(self):\n        b()\n\n    #TODO: two\n    def c(self):\n        d()\n',
      '#TODO: three\ndef a(self):\n    e()',
      'one\n    def a(self):\n        b()',
      'three\n    def a(self):\n        e()',
    ],
    [
      'a function with its documentation',
      'lua',
      '---@param a number\nlocal function b(a)\n  c()\nend\n\nlocal function d()\nend\n',
      '---@param a string\nlocal function b(a)\n  e()\nend',
      'number\nlocal function b(a)\n  c()',
      'string\nlocal function b(a)\n  e()',
    ],
    [
      'a constructor of a template behind a function',
      'cpp',
      'int a() {\n  b();\n}\n\ntemplate <class T>\nA<T>::A(int c) {\n  d();\n}\n\nvoid e() {\n}\n',
      'template <class T>\nA<T>::A(int c) {\n  f();\n}',
      'd()',
      'f()',
    ],
    [
      'a function below a comment that ends with a backslash',
      'python',
      'def a():\n    b()\n\n# C:\\c\\\ndef d():\n    e()\n',
      'def d():\n    f()',
      'e()',
      'f()',
    ],
    [
      'a section on another language than the one above',
      'markdown',
      '# A\n\n## C\n\nb\n\n## C#\n\nd\n',
      '## C#\n\ne',
      '\nd\n',
      '\ne\n',
    ],
    [
      'a section with a setting that is commented out',
      'ini',
      '; a\n[b]\n;c=1\nd=2\n\n[e]\nf=3\n',
      '[b]\nd=4',
      ';c=1\nd=2',
      'd=4',
    ],
    [
      'a statement below one with a comment behind it',
      'sql',
      'DROP TABLE a; /* b */\nCREATE TABLE c (d);\n\nCREATE TABLE e (f);\n',
      'CREATE TABLE c (g);',
      'd',
      'g',
    ],
  ];
  for (const [what, languageId, file, block, before, after] of rows) {
    it(`changes ${what} (${languageId})`, () =>
      assert.equal(
        fitCode(file, block, languageId),
        file.replace(before, () => after),
      ));
  }
});
