import assert from 'node:assert/strict';
import { mergeCode } from '../../../src/diff/mergeCode';

/** A file with a block merged into it, as lines. */
function applied(languageId: string, file: string, block: string): string | undefined {
  return mergeCode(file.split('\n'), block.split('\n'), languageId)?.join('\n').trimEnd();
}

describe('Code that is applied, by its names', () => {
  const file = "import {\n  a,\n} from './a';\nimport { z } from './z';\n\nfunction f() {\n  a(z);\n}";

  it('leaves an import over several lines as it is, where another module is imported like that', () => {
    const block = "import {\n  b,\n} from './b';\n\nfunction f() {\n  b();\n}";
    assert.equal(
      applied('typescript', file, block),
      "import {\n  a,\n} from './a';\nimport { z } from './z';\nimport {\n  b,\n} from './b';\n\nfunction f() {\n  b();\n}",
    );
  });

  it('takes an import over several lines for that of the same module on one', () => {
    const block = "import {\n  y,\n  z,\n} from './z';\n\nfunction f() {\n  y(z);\n}";
    assert.equal(
      applied('typescript', file, block),
      "import {\n  a,\n} from './a';\nimport {\n  y,\n  z,\n} from './z';\n\nfunction f() {\n  y(z);\n}",
    );
  });

  it('takes no import for an export from the same module, nor one of types for one of values', () => {
    const old =
      "export { a } from './a';\nimport type { B } from './a';\nimport { a } from './a';\n\nfunction f() {\n  a();\n}";
    const block = "import { a, b } from './a';\n\nfunction f() {\n  b();\n}";
    assert.equal(
      applied('typescript', old, block),
      old.replace('import { a }', 'import { a, b }').replace('a();', 'b();'),
    );
  });

  const beside: [what: string, languageId: string, file: string, block: string][] = [
    ['a test of C++', 'cpp', 'TEST(A, Adds) {\n  a();\n}', 'TEST(A, Removes) {\n  b();\n}'],
    [
      'a type of C that has its name behind it',
      'c',
      'typedef struct {\n  int a;\n} A;',
      'typedef struct {\n  int b;\n} B;',
    ],
    ['an enum class', 'kotlin', 'enum class A {\n  X,\n}', 'enum class B {\n  Y,\n}'],
    [
      'a policy whose name has blanks',
      'sql',
      'create policy "may see"\n  on a;',
      'create policy "may write"\n  on a;',
    ],
    [
      'a procedure of T-SQL',
      'sql',
      'create or alter procedure a as\n  x;',
      'create or alter procedure b as\n  y;',
    ],
  ];
  for (const [what, languageId, old, block] of beside) {
    const other = languageId === 'sql' ? 'create table c (\n  d int\n);' : 'class C {\n}';
    it(`keeps ${what} beside a new one`, () => {
      const now = applied(languageId, `${old}\n\n${other}`, block) ?? '';
      for (const piece of [old, other, block]) assert.ok(now.includes(piece), now);
    });
  }

  const instead: [what: string, languageId: string, file: string, block: string][] = [
    [
      'a method with a comment behind its head',
      'javascript',
      '  a() { // first\n    b();\n  }',
      '  a() { // first\n    c();\n  }',
    ],
    [
      'an element by its id, whatever its classes',
      'html',
      '  <p class="x" id="a">\n    b\n  </p>',
      '  <p class="x y" id="a">\n    c\n  </p>',
    ],
    ['a variable called like a statement', 'python', '  match = b()', '  match = c()'],
    ['a variable called impl', 'python', '  impl = b()', '  impl = c()'],
    [
      'a test that is waited for',
      'typescript',
      '  await t.step("a", async () => {\n    b();\n  });',
      '  await t.step("a", async () => {\n    c();\n  });',
    ],
    ['a case class', 'scala', '  case class A(b: Int)', '  case class A(b: Int, c: Int)'],
  ];
  const around: Record<string, [string, string]> = {
    javascript: ['class C {', '}'],
    html: ['<body>', '  <p class="x" id="other">\n    d\n  </p>\n</body>'],
    python: ['class C:', ''],
    typescript: ['Deno.test("x", async t => {', '});'],
    scala: ['object C {', '}'],
  };
  for (const [what, languageId, old, block] of instead) {
    it(`replaces ${what}`, () => {
      const [open, close] = around[languageId] ?? ['', ''];
      assert.equal(
        applied(languageId, `${open}\n${old}\n${close}`, block),
        `${open}\n${block}\n${close}`.trimEnd(),
      );
    });
  }

  describe('fields of a class', () => {
    const field = 'private int max = 3;';
    const classOf = (...members: string[]): string => `class A {\n    ${members.join('\n\n    ')}\n}`;
    const rows: [what: string, file: string, block: string, after: string][] = [
      [
        'take the place of those of their name',
        classOf(field, 'void f() { a(); }'),
        'private int max = 4;\n\nvoid f() { b(); }',
        classOf('private int max = 4;', 'void f() { b(); }'),
      ],
      [
        'stand behind the others',
        classOf(field, 'void f() { a(); }'),
        'private int min = 4;\n\nvoid f() { b(); }',
        classOf(field, 'private int min = 4;', 'void f() { b(); }'),
      ],
      [
        'stay with the method they come with, where there are no others',
        classOf('void f() { a(); }'),
        'private int min = 4;\n\nprivate int mid;\n\nvoid f() { b(); }',
        classOf('void f() { b(); }', 'private int min = 4;', 'private int mid;'),
      ],
      [
        'stay outside where something else comes next',
        classOf('void f() { a(); }'),
        'private int min = 4;\n\nclass B {}\n\nvoid f() { b(); }',
        `${classOf('void f() { b(); }')}\n\nprivate int min = 4;\n\nclass B {}`,
      ],
      [
        'stand in the class of what comes next, not of what came before',
        `${classOf('void f() { a(); }')}\n\n${classOf('void g() { a(); }').replace('A', 'C')}`,
        'void f() { b(); }\n\nclass B {}\n\nprivate int min = 4;\n\nvoid g() { b(); }',
        `${classOf('void f() { b(); }')}\n\n${classOf('void g() { b(); }', 'private int min = 4;').replace('A', 'C')}\n\nclass B {}`,
      ],
    ];
    for (const [what, old, block, after] of rows) {
      it(what, () => assert.equal(applied('java', old, block), after));
    }

    it('hold functions, whatever says who may use them', () =>
      assert.equal(
        applied(
          'typescript',
          'class A {\n  private f = (a: B) => {\n    one();\n  };\n}',
          'private f = (a: C): void => {\n  two();\n};',
        ),
        'class A {\n  private f = (a: C): void => {\n    two();\n  };\n}',
      ));
  });
});
