import assert from 'node:assert/strict';
import { parseJava, readJava } from '../../../../../../src/engines/local/optimise/java/parse';
import { rewriteTyped } from '../typed/running';

/** Selections: statements, members, an expression, a file; and words that are keywords only in a module. */
const forms = [
  'int n = 1;\nuse(n);\n',
  'private int n;\n\nvoid f() {}\n',
  'a.b(c) + 1',
  'package a;\n\nimport java.util.List;\n\nrecord A(int n) {}\n',
  'Class<?> c = String.class;\nuse(int.class, A.B.class);\n',
  'int to = 1;\nx.with(to).uses();\n',
  'if (o instanceof String s) use(s);\n',
  'String s = """\n    text\n    """;\n',
];

describe('parseJava', () => {
  for (const text of forms) it(`reads ${JSON.stringify(text)}`, () => assert.ok(parseJava(text)));
  for (const text of ['class {', 'int = 1;', '} else {']) {
    it(`does not parse ${JSON.stringify(text)}`, () => assert.equal(parseJava(text), undefined));
  }

  it('changes nothing where a value may have been taken for a type', async () => {
    const text =
      'boolean f(int a, int b) {\n    if ((c & MASK) + 1 > 2) {\n        return true;\n    }\n    return false;\n}\n';
    assert.ok((parseJava(text)?.closed.length ?? 0) > 0);
    assert.equal((await rewriteTyped('java', text)).text, text);
  });

  it('sets aside what it does not know, and closes the method around it', () => {
    const text =
      'class A {\n    int f(int n) {\n        return switch (n) {\n            case 1 -> 2;\n            default -> 3;\n        };\n    }\n\n    void g() {}\n}\n';
    const reading = readJava(text);
    assert.ok('source' in reading && reading.unread.length === 1);
    const [closed] = reading.source.closed.map(({ start, end }) => text.slice(start, end));
    assert.match(closed ?? '', /^int f[^]*\};\n {4}\}$/);
  });
});
