import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';

describe('applying code of many languages', () => {
  const rows: [
    what: string,
    languageId: string,
    file: string,
    block: string,
    before: string,
    after: string,
  ][] = [
    [
      'a method below one whose documentation reaches the left margin',
      'python',
      'class A:\n    def f(self):\n        """One.\n\nclass B:\ndef g(self):\n"""\n        a()\n\n    def g(self):\n        b()\n',
      'def g(self):\n    c()',
      'b()',
      'c()',
    ],
    [
      'a method with such documentation itself',
      'python',
      'class A:\n    def f(self):\n        """One.\nTwo.\n"""\n        a()\n\n    def g(self):\n        b()\n',
      'def f(self):\n    """One.\nTwo.\n"""\n    c()',
      'a()',
      'c()',
    ],
    [
      'a function below one with a template',
      'typescript',
      'function a() {\n  return `\nfunction b() {\n}\n`;\n}\n\nfunction b() {\n  one();\n}\n',
      'function b() {\n  two();\n}',
      'one',
      'two',
    ],
    [
      'a function of a shell with a text of its own',
      'shellscript',
      'a() {\n  cat <<EOF\nb() {\nEOF\n}\n\nb() {\n  one\n}\n',
      'b() {\n  two\n}',
      'one',
      'two',
    ],
    [
      'a function below one that is decorated over several lines',
      'python',
      'def a():\n    b()\n\n\n@route(\n    "/c",\n    [d()],\n)  # e\ndef c():\n    f()\n',
      'def a():\n    g()',
      'b()',
      'g()',
    ],
    [
      'a function whose parameters go on at the left margin',
      'c',
      'void f(int a,\nint b) {\none();\n}\n\nint g() {\ntwo();\n}\n',
      'void f(int a,\nint b) {\nthree();\n}',
      'one',
      'three',
    ],
    [
      'a function whose end stands behind its last statement',
      'javascript',
      'function f() {\nreturn 1; }\n\nfunction g() {\nreturn 2; }\n',
      'function g() {\nreturn 3; }',
      '2',
      '3',
    ],
    [
      'the script of a page',
      'php',
      '<?php f(); ?>\n<script>\nfunction a() {\n  one();\n}\n</script>\n',
      'function a() {\n  two();\n}',
      'one',
      'two',
    ],
    [
      'a function inside of a namespace that nothing is indented in',
      'cpp',
      'namespace n {\n\nint A::f(\n    int a) {\n  b();\n}\n\nint A::g() {\n  c();\n}\n\n} // namespace n\n',
      'int A::f(\n    int a) {\n  d();\n}',
      'b()',
      'd()',
    ],
    [
      'a function below its type',
      'c',
      'static int\nf(int a)\n{\n  b();\n}\n\nstatic int\ng(void)\n{\n  c();\n}\n',
      'static int\ng(void)\n{\n  d();\n}',
      'c()',
      'd()',
    ],
    [
      'a method behind labels at the left',
      'cpp',
      'class A {\npublic:\n  void f() {\n    a();\n  }\nprivate:\n  void g() {\n    b();\n  }\n};\n',
      'class A {\n  // ... existing code ...\n  void g() {\n    c();\n  }\n};',
      'b()',
      'c()',
    ],
    [
      'a method with its annotation in the same line',
      'kotlin',
      'class A {\n  @Test fun f() {\n    a()\n  }\n\n  @Test fun g() {\n    b()\n  }\n}\n',
      '@Test fun g() {\n  c()\n}',
      'b()',
      'c()',
    ],
    [
      'a method below attributes over several lines',
      'csharp',
      'class A\n{\n    [Theory]\n    [InlineData("a",\n        "b")]\n    public void F(string x)\n    {\n        One();\n    }\n}\n',
      'public void F(string x)\n{\n    Two();\n}',
      'One',
      'Two',
    ],
    [
      'a rule of two selectors',
      'css',
      '.a,\n.b {\n  c: d;\n}\n\n.a,\n.e {\n  f: g;\n}\n',
      '.a,\n.e {\n  f: h;\n}',
      'f: g',
      'f: h',
    ],
    [
      'rules for a medium',
      'css',
      '.a {\n  b: c;\n}\n\n@media (d) {\n  .a {\n    b: e;\n  }\n}\n',
      '@media (d) {\n  .a {\n    b: f;\n  }\n}',
      'b: e',
      'b: f',
    ],
    [
      'a key with a list no deeper than itself, called like a statement',
      'yaml',
      'on: a\nwith:\n- b\n# c\n- d\nif: e\n',
      'with:\n- b\n# c\n- f',
      '- d',
      '- f',
    ],
    [
      'an element of a page',
      'html',
      '<ul>\n  <li class="a">\n    b\n  </li>\n  <li class="c">\n    d\n  </li>\n</ul>\n',
      '<li class="c">\n  e\n</li>',
      '    d',
      '    e',
    ],
    [
      'an element inside of one of its kind, by what it holds',
      'html',
      '<div class="a">\n  <p>b</p>\n  <div class="a">\n    <p>c</p>\n    <p>d</p>\n  </div>\n</div>\n',
      '<div class="a">\n  <p>c</p>\n  <p>e</p>\n</div>',
      '    <p>d</p>',
      '    <p>e</p>',
    ],
    [
      'a function of a component',
      'vue',
      '<template>\n  <p>a</p>\n</template>\n\n<script setup>\nfunction b() {\n  c();\n}\n\nfunction d() {\n  e();\n}\n</script>\n',
      'function d() {\n  f();\n}',
      'e()',
      'f()',
    ],
    [
      'a table',
      'toml',
      '[a]\nname = "x"\n\n[b]\nname = "y"\n\n[[c]]\nname = "z"\n',
      '[b]\nname = "w"',
      '"y"',
      '"w"',
    ],
    [
      'a section, with the rest left out',
      'markdown',
      '# A\n\n## B\n\nb\n\n```sh\n# c\n```\n\n## D\n\nd\n',
      '<!-- ... existing text ... -->\n\n## B\n\nbb\n\n```sh\n# c\n```\n\n<!-- ... existing text ... -->',
      '\nb\n',
      '\nbb\n',
    ],
    [
      'a function of SQL, whose body is a text',
      'sql',
      "CREATE TABLE a (\n  b int\n);\n\nCREATE FUNCTION c()\nRETURNS int\nAS $$\nSELECT 'd;\n';\n$$\nLANGUAGE sql;\n\n/* e */\n\nCREATE FUNCTION f()\nRETURNS int\nAS 'x'\nLANGUAGE sql;\n",
      "CREATE FUNCTION c()\nRETURNS int\nAS $$\nSELECT 'g;\n';\n$$\nLANGUAGE sql;",
      "'d;",
      "'g;",
    ],
    [
      'a function where all of the file is indented, but for one line',
      'javascript',
      '  function a() {\n    one();\n  }\n\n  function b() {\n    two();\n  }\n\n c();\n',
      'function b() {\n  three();\n}',
      'two',
      'three',
    ],
    [
      'a statement that has changed, with what follows left out',
      'typescript',
      'function a() {\n  one();\n  const b = two(1);\n  three();\n}\n',
      'function a() {\n  one();\n  const b = two(2);\n  // ... existing code ...\n}',
      'two(1)',
      'two(2)',
    ],
    [
      'a class that stands deeper in the block, with a new method',
      'java',
      'class A {\n  class B {\n    int f() {\n      return 1;\n    }\n  }\n}\n',
      'class B {\n  // ... existing code ...\n\n  int g() {\n    return 2;\n  }\n}',
      '      return 1;\n    }\n',
      '      return 1;\n    }\n\n    int g() {\n      return 2;\n    }\n',
    ],
  ];
  for (const [what, languageId, file, block, before, after] of rows) {
    it(`changes ${what} (${languageId})`, () =>
      assert.equal(
        fitCode(file, block, languageId),
        file.replace(before, () => after),
      ));
  }

  const list = 'const a = {\n  b() {\n    c();\n  },\n  d() {\n    e();\n  },\n};\n\nf(a);\n';
  const fresh: [
    what: string,
    languageId: string,
    file: string,
    block: string,
    behind: string,
    added: string,
  ][] = [
    [
      'a method of a list behind the one before it',
      'javascript',
      list,
      'b() {\n  c();\n},\ng() {\n  h();\n},',
      '    c();\n  },\n',
      '  g() {\n    h();\n  },\n',
    ],
    [
      'a method of a list by itself',
      'javascript',
      list,
      'g() {\n  h();\n},',
      '    e();\n  },\n',
      '  g() {\n    h();\n  },\n',
    ],
    [
      'a function into the only class that has some',
      'php',
      '<?php\nclass A {\n  public function f() {\n    a();\n  }\n}\n\nb();\n',
      'public function g() {\n  c();\n}',
      '    a();\n  }\n',
      '\n  public function g() {\n    c();\n  }\n',
    ],
    [
      'a test into the class of tests, beside a function at the top',
      'kotlin',
      'class A {\n  @Test\n  fun f() {\n    a()\n  }\n}\n\nprivate fun b() {\n  c()\n}\n',
      '@Test\nfun g() {\n  d()\n}',
      '    a()\n  }\n',
      '\n  @Test\n  fun g() {\n    d()\n  }\n',
    ],
    [
      'a function in front of one that it stands beside',
      'swift',
      'class A {\n  func f() {\n    a()\n  }\n}\n\nclass B {\n  func g() {\n    b()\n  }\n}\n',
      'func e() {\n  c()\n}\n\nfunc f() {\n  a()\n}',
      '    a()\n  }\n',
      '\n  func e() {\n    c()\n  }\n',
    ],
  ];
  for (const [what, languageId, file, block, behind, added] of fresh) {
    it(`adds ${what} (${languageId})`, () =>
      assert.equal(
        fitCode(file, block, languageId),
        file.replace(behind, () => behind + added),
      ));
  }

  const refused: [what: string, languageId: string, file: string, block: string][] = [
    [
      'keys that stand in several places',
      'yaml',
      'a:\n  b:\n    c: 1\n    d: 1\ne:\n  b:\n    c: 2\n    d: 2\n',
      'b:\n  c: 3\n  d: 3',
    ],
    [
      'a key inside that another one at the top has the name of',
      'yaml',
      'a: |\n  zero\nb:\n  a: |\n    one\n    two\n',
      'a: |\n  one\n  three',
    ],
    [
      'a function of two classes, beside another one',
      'rust',
      'impl A {\n    fn new() -> A {\n        a()\n    }\n}\n\nimpl B {\n    fn new() -> B {\n        b()\n    }\n}\n',
      'fn new() -> C {\n    c()\n}\n\nfn other() {\n    d()\n}',
    ],
  ];
  for (const [what, languageId, file, block] of refused) {
    it(`refuses to guess between ${what} (${languageId})`, () =>
      assert.throws(() => fitCode(file, block, languageId), /several (?:definitions|places)/));
  }
});
