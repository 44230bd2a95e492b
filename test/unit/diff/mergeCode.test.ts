import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';
import { CannotFit } from '../../../src/diff/unitPlaces';
import { cartFile as file } from '../../support/diff/cartFile';

describe('mergeCode', () => {
  const table: [name: string, block: string, after: string][] = [
    [
      'members left out',
      'export class Cart {\n  // ... existing code ...\n\n  total() {\n    return 1;\n  }\n}',
      file.replace('return 0', 'return 1'),
    ],
    [
      'a part of a body left out, and a new member',
      'export class Cart {\n  // ...\n  add(item) {\n    // ... existing checks ...\n    log(item);\n    return this;\n  }\n\n  clear() {\n    this.items = [];\n  }\n  // ... rest of the class\n}',
      file.replace(
        '    this.items.push(item);\n    return this;\n  }\n',
        '    this.items.push(item);\n    log(item);\n    return this;\n  }\n\n  clear() {\n    this.items = [];\n  }\n',
      ),
    ],
    [
      'a method by itself, without its indentation',
      'total() {\n  return 2;\n}',
      file.replace('return 0', 'return 2'),
    ],
    [
      'an import that the file has with other names',
      "import { tx } from './db';\n\nexport class Cart {\n  // ...\n}",
      file.replace("import { db } from './db';", "import { db, tx } from './db';"),
    ],
    [
      'a call that is known by its first argument',
      "app.get('/cart', () => {\n  send(2);\n});\n\nexport class Cart {\n  // ...\n}",
      file.replace('send(1)', 'send(2)'),
    ],
    [
      'a new function behind the class it follows',
      'export class Cart {\n  // ...\n}\n\nfunction next() {\n  return 1;\n}',
      file.replace('}\n\napp.get', '}\n\nfunction next() {\n  return 1;\n}\n\napp.get'),
    ],
  ];
  for (const [name, block, after] of table) {
    it(name, () => assert.equal(fitCode(file, block), after));
  }

  const two = 'function a() {\n  one();\n}\n\nfunction b() {\n  two();\n}\n';
  const calls = 'a(1);\nb(1);\nc(1);\n\nd(1);\n';
  const sends = 'function f() {\n  send(1);\n  send(2);\n  done();\n}\n';
  const python = 'def a():\n    one()\n\n\ndef b():\n    two()\n';
  const others: [name: string, before: string, block: string, after: string][] = [
    ['statements left out in front', calls, '// ...\nd(2);', calls.replace('d(1)', 'd(2)')],
    [
      'statements left out between two',
      calls,
      'a(2);\n// ... rest ...\nd(3);',
      calls.replace('a(1)', 'a(2)').replace('d(1)', 'd(3)'),
    ],
    [
      'statements left out at the end, and one that is gone',
      calls,
      'a(2);\nc(3);\n// ...',
      'a(2);\nc(3);\n\nd(1);\n',
    ],
    [
      'a new statement behind those left out',
      calls,
      'a(2);\n// ...\nnew();\n\nd(3);',
      'a(2);\nb(1);\nc(1);\nnew();\n\nd(3);\n',
    ],
    ['nothing but a line for all', calls, '// ... existing code ...', calls],
    [
      'statements left out in two places, and a new one at the end',
      calls,
      '// ...\nb(2);\n// ...\nx();',
      'a(1);\nb(2);\nc(1);\n\nd(1);\nx();\n',
    ],
    [
      'all definitions in another order',
      two,
      'function b() {\n  two();\n}\nfunction a() {\n  x();\n}',
      'function b() {\n  two();\n}\nfunction a() {\n  x();\n}\n',
    ],
    [
      'all definitions, of which one leaves something out, in the order of the file',
      two,
      'function b() {\n  // ...\n}\nfunction a() {\n  x();\n}',
      two.replace('one', 'x'),
    ],
    [
      'a method by itself, and a new function behind all',
      file,
      'total() {\n  return 2;\n}\n\nfunction next() {\n  y();\n}',
      `${file.replace('return 0', 'return 2')}\nfunction next() {\n  y();\n}\n`,
    ],
    [
      'a method by itself, without its indentation, and blank lines in it',
      file,
      'total() {\n  a();\n\n  return 2;\n}',
      file.replace('    return 0;', '    a();\n\n    return 2;'),
    ],
    [
      'a method by itself with more indentation, and blank lines in it',
      file,
      '    total() {\n      a();\n\n      b();\n     odd();\n    }',
      file.replace('    return 0;', '    a();\n\n    b();\n   odd();'),
    ],
    [
      'a new import, right behind the last one',
      file,
      "import { x } from './x';\n\nexport class Cart {\n  // ...\n}",
      file.replace('\n\n', "\nimport { x } from './x';\n\n"),
    ],
    [
      'new imports, where the file has none',
      two,
      "import { x } from './x';\nimport { y } from './y';\n\nfunction b() {\n  z();\n}",
      `import { x } from './x';\nimport { y } from './y';\n\n${two.replace('two', 'z')}`,
    ],
    [
      'a new import below the line that names the interpreter',
      `#!/usr/bin/env node\n${two}`,
      "import { x } from './x';\n\nfunction b() {\n  z();\n}",
      `#!/usr/bin/env node\nimport { x } from './x';\n\n${two.replace('two', 'z')}`,
    ],
    [
      'a new function in front of the first one',
      two,
      'function zero() {\n  z();\n}\n\nfunction a() {\n  y();\n}',
      `function zero() {\n  z();\n}\n\n${two.replace('one', 'y')}`,
    ],
    [
      'a new function in front of another one',
      two,
      'function zero() {\n  z();\n}\n\nfunction b() {\n  y();\n}',
      two.replace('function b', 'function zero() {\n  z();\n}\n\nfunction b').replace('two', 'y'),
    ],
    [
      'a new function whose body is left to be written',
      python,
      'def c():\n    ...\n\n\ndef b():\n    three()',
      'def a():\n    one()\n\ndef c():\n    ...\n\n\ndef b():\n    three()\n',
    ],
    [
      'a call of which the file has several that begin alike, as a new one',
      sends,
      'function f() {\n  // ...\n  send(9);\n  done();\n}',
      sends.replace('  done', '  send(9);\n  done'),
    ],
    [
      'statements of a body that are gone between two others',
      sends,
      'function f() {\n  send(1);\n  done();\n  // ...\n}',
      sends.replace('  send(2);\n', ''),
    ],
    [
      'members of a class that stay between two others, and behind them',
      file,
      'export class Cart {\n  items = [];\n  total() {\n    return 7;\n  }\n  // ...\n}',
      file.replace('return 0', 'return 7'),
    ],
    [
      'members of a class that stay, where nothing stands for them',
      file,
      'export class Cart {\n  items = [1];\n  add(item) {\n    // ...\n    return this;\n  }\n}',
      file.replace('[]', '[1]'),
    ],
    [
      'members in another order',
      file,
      'export class Cart {\n  // ...\n  total() {\n    return 7;\n  }\n\n  add(item) {\n    x();\n  }\n}',
      file
        .replace(
          / {2}add[^]*return 0;\n {2}}\n/,
          '  total() {\n    return 7;\n  }\n\n  /** Takes one more. */\n  add(item) {\n    x();\n  }\n',
        )
        .replace('  /** Takes one more. */\n  total', '  total'),
    ],
    [
      'comments that the block has, for those of the file',
      file,
      'export class Cart {\n  // ...\n  /** Takes it. */\n  add(item) {\n    x();\n  }\n  // ...\n}',
      file.replace(/ {2}\/\*\* Takes[^]*return this;\n/, '  /** Takes it. */\n  add(item) {\n    x();\n'),
    ],
  ];
  const fewer: [name: string, before: string, block: string, after: string][] = [
    [
      'an overload more than the file has, behind the other one',
      two,
      'function a() {\n  x();\n}\n\nfunction a(y) {\n  z();\n}',
      two.replace('one', 'x').replace('\n\n', '\n\nfunction a(y) {\n  z();\n}\n\n'),
    ],
    [
      'a call more than the file has that begin alike, behind the other one',
      `send(1);\n\n${two}`,
      'send(2);\nsend(3);\n\nfunction a() {\n  x();\n}',
      `send(2);\nsend(3);\n\n${two.replace('one', 'x')}`,
    ],
    [
      'a statement that stands there twice, as it is',
      `x();\ny();\nx();\n\n${two}`,
      'x();\ny();\nx();\n\nfunction a() {\n  z();\n}',
      `x();\ny();\nx();\n\n${two.replace('one', 'z')}`,
    ],
    [
      'one more line for a name that was set several times, behind all of them',
      'x = 1\ny = 2\nx = 3\n\ndef a():\n    one()\n',
      'x = 4\n\ndef a():\n    two()',
      'x = 1\ny = 2\nx = 3\n\nx = 4\n\ndef a():\n    two()\n',
    ],
    [
      'a new function in front of those left out, before the next one that is known',
      two,
      'function zero() {\n  z();\n}\n\n// ...\n\nfunction b() {\n  y();\n}',
      two.replace('function b', 'function zero() {\n  z();\n}\n\nfunction b').replace('two', 'y'),
    ],
    [
      'two new functions in front of a known one, in their order',
      two,
      'function y() {\n}\n\nfunction z() {\n}\n\nfunction b() {\n  x();\n}',
      two.replace('function b', 'function y() {\n}\n\nfunction z() {\n}\n\nfunction b').replace('two', 'x'),
    ],
    [
      'a new function in front of a method, behind all',
      file,
      'function zero() {\n  z();\n}\n\ntotal() {\n  return 5;\n}',
      `${file.replace('return 0', 'return 5')}\nfunction zero() {\n  z();\n}\n`,
    ],
    [
      'a single line inside a small definition',
      'const a = {\n  total: 1,\n};\nb();\n',
      'total: 2,',
      'const a = {\n  total: 2,\n};\nb();\n',
    ],
  ];
  for (const [name, before, block, after] of [...others, ...fewer]) {
    it(name, () => assert.equal(fitCode(before, block), after));
  }

  it('refuses what leaves out something inside a statement that the file does not have', () => {
    assert.throws(() => fitCode(sends, 'function f() {\n  if (a) {\n    // ... rest\n  }\n}'), CannotFit);
    assert.throws(
      () => fitCode(python, 'def c():\n    # ... existing code ...\n'),
      /leaves something out \("# \.\.\. existing code \.\.\."\)/,
    );
  });

  it('refuses what leaves out something that the file does not tell', () => {
    const block = 'function fresh() {\n  // ... existing code ...\n  return 1;\n}';
    assert.throws(() => fitCode(file, block), CannotFit);
    assert.throws(() => fitCode(file, block), /leaves something out/);
  });

  it('refuses to guess between definitions of one name', () => {
    const twice = 'if (a) {\n}\nfunction f() {\n  a();\n}\nfunction f() {\n  b();\n}\n';
    assert.throws(() => fitCode(twice, 'function f() {\n  c();\n}'), /several definitions of "f"/);
  });

  it('takes several of one name for those of the file in their order, when they are as many', () => {
    const overloads = 'int f(int a) {\n  a();\n}\n\nvoid other() {\n}\n\nint f(char a) {\n  b();\n}\n';
    assert.equal(
      fitCode(overloads, 'int f(int a) {\n  c();\n}\n\nint f(char a) {\n  d();\n}'),
      overloads.replace('a();', 'c();').replace('b();', 'd();'),
    );
  });

  it('leaves a comment alone that the file holds itself', () => {
    const held = 'function f() {\n  // ... existing code ...\n  a();\n}\n';
    assert.equal(
      fitCode(held, 'function f() {\n  // ... existing code ...\n  b();\n}'),
      held.replace('a()', 'b()'),
    );
  });
});
