import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';

describe('applying code to a file with texts that look like code', () => {
  const rows: [
    what: string,
    languageId: string,
    file: string,
    block: string,
    before: string,
    after: string,
  ][] = [
    [
      'a function below a pattern that holds a sign of a text',
      'typescript',
      'const a = b.filter(c => /^`/.test(c));\n\nfunction d() {\n  one();\n}\n\nconst e = `\nf`;\n',
      'function d() {\n  two();\n}',
      'one',
      'two',
    ],
    [
      'a section below a text that looks like it',
      'toml',
      "[a]\nb = '''\n[c]\nd = 1\n'''\n\n[c]\nd = 2\n",
      '[c]\nd = 3',
      'd = 2',
      'd = 3',
    ],
    [
      'a function below a text with a name',
      'cpp',
      'auto a = R"sql(\nvoid f() {\n)";\n)sql";\n\nvoid f() {\n    one();\n}\n',
      'void f() {\n    two();\n}',
      'one',
      'two',
    ],
    [
      'a function behind a text that ends with a backslash',
      'go',
      'var a = `C:\\`\n\nfunc f() {\n\tone()\n}\n\nvar b = `\nfunc f() {\n`\n',
      'func f() {\n\ttwo()\n}',
      'one',
      'two',
    ],
    [
      'a method below a text with values in it',
      'csharp',
      'class A {\n    string a = @$"\nvoid B() {\n";\n\n    void B() {\n        One();\n    }\n}\n',
      'void B() {\n    Two();\n}',
      'One',
      'Two',
    ],
    [
      'a function below one with a text that looks like it',
      'powershell',
      'function A {\n    $x = @"\nfunction B {\n"@\n}\n\nfunction B {\n    one\n}\n',
      'function B {\n    two\n}',
      'one',
      'two',
    ],
    [
      'a block below a text that looks like it',
      'terraform',
      'resource "a" "b" {\n  c = <<EOF\nresource "d" "e" {\nEOF\n}\n\nresource "d" "e" {\n  f = 1\n}\n',
      'resource "d" "e" {\n  f = 2\n}',
      'f = 1',
      'f = 2',
    ],
  ];
  for (const [what, languageId, file, block, before, after] of rows) {
    it(`finds ${what} (${languageId})`, () =>
      assert.equal(fitCode(file, block, languageId), file.replace(before, after)));
  }
});
