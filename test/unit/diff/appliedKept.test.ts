import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';
import { CannotFit } from '../../../src/diff/unitPlaces';

describe('applying code without losing any', () => {
  const two = 'function a() {\n  one();\n}\n\nfunction b() {\n  two();\n}\n';
  const cart = 'class Cart:\n    def total(self):\n        return 0\n\n    def last(self):\n        pass\n';
  const spaced =
    'namespace N {\n  class A {\n    int y;\n\n    void f() {\n      old();\n    }\n  }\n\n  class B {\n    int x;\n  }\n}\n';
  const node = '#!/usr/bin/env node\n';
  const doc = '"""About this.\n\nMore.\n"""\n\ndef a():\n    one()\n\n\ndef b():\n    two()\n';
  const table: [name: string, before: string, block: string, after: string, languageId?: string][] = [
    [
      'a class inside of something, and a method of it beside it',
      spaced,
      'class A {\n  int z;\n  // ...\n}\n\nvoid f() {\n  fresh();\n}',
      spaced.replace('    int y;\n', '    int z;\n').replace('old', 'fresh'),
    ],
    [
      'a class inside of something, and a new method of it beside it',
      spaced,
      'class A {\n  // ...\n  void f() {\n    old();\n  }\n}\n\nvoid k() {\n  fresh();\n}',
      spaced.replace('old();\n    }\n', 'old();\n    }\n\n    void k() {\n      fresh();\n    }\n'),
    ],
    [
      'a new function and a new method, where the class ends with its last method',
      cart,
      'def helper():\n    return 1\n\ndef add(self):\n    pass',
      `${cart}\n    def add(self):\n        pass\n\ndef helper():\n    return 1\n`,
    ],
    [
      'a class, a new function and a new method of the class',
      cart,
      'class Cart:\n    # ...\n    def last(self):\n        return 2\n\ndef helper():\n    return 1\n\ndef add(self):\n    pass',
      `${cart.replace('pass', 'return 2')}\n    def add(self):\n        pass\n\ndef helper():\n    return 1\n`,
    ],
    [
      'a new method and a new function, in this order',
      cart,
      'def add(self):\n    pass\n\ndef helper():\n    return 1',
      `${cart}\n    def add(self):\n        pass\n\ndef helper():\n    return 1\n`,
    ],
    [
      'a class, and its last method beside it',
      cart,
      'class Cart:\n    # ...\n    x = 1\n\ndef last(self):\n    return 2',
      `${cart.replace('pass', 'return 2')}    x = 1\n`,
    ],
    [
      'a new function behind the imports, in front of the first one',
      `import { x } from 'x';\n\n${two}`,
      'function zero() {\n}\n\nfunction a() {\n  y();\n}',
      `import { x } from 'x';\n\nfunction zero() {\n}\n\n${two.replace('one', 'y')}`,
    ],
    [
      'a new version of all, with one line for a name that was set twice',
      'x = 1\nx = 2\n\ndef a():\n    one()\n',
      'x = 3\n\ndef a():\n    two()',
      'x = 3\n\ndef a():\n    two()\n',
    ],
    [
      'a new version of all, with one call over several lines less',
      'send(\n  1,\n);\nsend(\n  2,\n);\n\nfunction a() {\n  one();\n}\n',
      'send(\n  3,\n);\n\nfunction a() {\n  y();\n}',
      'send(\n  3,\n);\n\nfunction a() {\n  y();\n}\n',
    ],
    [
      'lines in the place of all below the line that names the interpreter',
      '#!/bin/sh\necho a\necho b\n',
      'echo c\necho d',
      '#!/bin/sh\necho c\necho d\n',
    ],
    [
      'code for a file with nothing but that line',
      '#!/bin/sh\n',
      'a() {\n  one\n}',
      '#!/bin/sh\n\na() {\n  one\n}\n',
    ],
    ['nothing but that line', `${node}\n${two}`, '#!/usr/bin/env bun', `#!/usr/bin/env bun\n\n${two}`],
    [
      'that line, and one of white space below it',
      `${node}  \n${two}`,
      two.replace('one', 'y'),
      `${node}  \n${two.replace('one', 'y')}`,
    ],
    [
      'a file in which such a line stands elsewhere',
      "x = '#!/bin/sh'\n\nfunction a() {\n  one();\n}\n",
      'function a() {\n  y();\n}',
      "x = '#!/bin/sh'\n\nfunction a() {\n  y();\n}\n",
    ],
    [
      'the first definition below the line that names the interpreter, and a new import',
      node + two,
      "import x from 'x';\n\nfunction a() {\n  y();\n}",
      `${node}import x from 'x';\n\n${two.replace('one', 'y')}`,
    ],
    [
      'the first definition with a comment, which that line is not',
      node + two,
      '/** Says a. */\nfunction a() {\n  y();\n}',
      `${node}/** Says a. */\n${two.replace('one', 'y')}`,
    ],
    [
      'a new version of all below that line and a blank one',
      `${node}\n${two}`,
      two.replace('one', 'y'),
      `${node}\n${two.replace('one', 'y')}`,
    ],
    [
      'that line again',
      `${node}\n${two}`,
      `${node}\nfunction b() {\n  y();\n}\n\nfunction c() {\n}`,
      `${node}\n${two.replace('two', 'y')}\nfunction c() {\n}\n`,
    ],
    [
      'another interpreter',
      `${node}\n${two}`,
      '#!/usr/bin/env bun\nfunction b() {\n  y();\n}',
      `#!/usr/bin/env bun\n\n${two.replace('two', 'y')}`,
    ],
    [
      'an interpreter for a file that names none',
      two,
      `${node}\nfunction b() {\n  y();\n}`,
      `${node}\n${two.replace('two', 'y')}`,
    ],
    [
      'an attribute of Rust, which is no interpreter',
      '#![allow(unused)]\n\nfn a() {\n    one();\n}\n\nfn b() {\n    two();\n}\n',
      'use x::y;\n\nfn b() {\n    y();\n}',
      '#![allow(unused)]\n\nuse x::y;\n\nfn a() {\n    one();\n}\n\nfn b() {\n    y();\n}\n',
      'rust',
    ],
    [
      'a new import of a page of PHP',
      `<?php\n\n${two}`,
      'use X;\n\nfunction b() {\n  y();\n}',
      `<?php\n\nuse X;\n\n${two.replace('two', 'y')}`,
      'php',
    ],
    [
      'new imports below a directive',
      `'use client';\n\n${two}`,
      "import x from 'x';\nimport z from 'z';\n\nfunction b() {\n  y();\n}",
      `'use client';\n\nimport x from 'x';\nimport z from 'z';\n\n${two.replace('two', 'y')}`,
    ],
    [
      'a new import below a comment on the file and its documentation',
      `# Ours.\n\n${doc}`,
      'import x\n\ndef b():\n    three()',
      `# Ours.\n\n${doc.replace('\ndef a', '\nimport x\n\ndef a').replace('two', 'three')}`,
      'python',
    ],
    [
      'a new import above a call that is made first',
      `start('a');\n\n${two}`,
      "import x from 'x';\n\nfunction b() {\n  y();\n}",
      `import x from 'x';\n\nstart('a');\n\n${two.replace('two', 'y')}`,
    ],
    [
      'the only definition without the comment that the file has on it',
      '/** Says a. */\nfunction a() {\n  one();\n}\n',
      'function a() {\n  y();\n}',
      '/** Says a. */\nfunction a() {\n  y();\n}\n',
    ],
    [
      'a script without definitions, written anew with one',
      'print(1)\nprint(2)\n',
      'def main():\n    print(3)\n\nmain()',
      'def main():\n    print(3)\n\nmain()\n',
    ],
    [
      'a definition in a branch, beside a new one',
      'if x:\n    def g():\n        one()\n\ncall()\nmore()\nand_more()\n',
      'def g():\n    two()\n\ndef h():\n    pass',
      'if x:\n    def g():\n        two()\n\n    def h():\n        pass\n\ncall()\nmore()\nand_more()\n',
    ],
    [
      'a variable in the place of a function',
      two,
      'const a = () => {\n  y();\n};',
      two.replace('function a() {\n  one();\n}', 'const a = () => {\n  y();\n};'),
    ],
    [
      'a call over several lines of which two begin alike, as a new one',
      `send(\n  1,\n);\nsend(\n  2,\n);\n\n${two}`,
      'send(\n  3,\n);\n\nfunction a() {\n  y();\n}',
      `send(\n  1,\n);\nsend(\n  2,\n);\n\nsend(\n  3,\n);\n\n${two.replace('one', 'y')}`,
    ],
    [
      'one more line for a name that was set several times, behind what comes before it',
      'x = 1\ny = 2\nx = 3\n\ndef a():\n    one()\n',
      'def a():\n    two()\n\nx = 4',
      'x = 1\ny = 2\nx = 3\n\ndef a():\n    two()\n\nx = 4\n',
    ],
    [
      'a type of a name that is imported',
      `import {\n  type A,\n  b,\n} from 'x';\n\n${two}`,
      'type A = {\n  c: 1;\n};',
      `import {\n  type A,\n  b,\n} from 'x';\n\n${two}\ntype A = {\n  c: 1;\n};\n`,
    ],
    [
      'both of two definitions with the same head, in their order',
      '#if A\nint f() {\n  a();\n}\n#else\nint f() {\n  b();\n}\n#endif\nint g() {\n  g();\n}\n',
      'int f() {\n  c();\n}\nint f() {\n  d();\n}',
      '#if A\nint f() {\n  c();\n}\n#else\nint f() {\n  d();\n}\n#endif\nint g() {\n  g();\n}\n',
      'c',
    ],
    [
      'a class in a branch, and a new method of it beside it',
      'if x:\n    class A:\n        def f(self):\n            pass\n',
      'class A:\n    # ...\n    y = 1\n\ndef k(self):\n    pass',
      'if x:\n    class A:\n        def f(self):\n            pass\n\n        def k(self):\n            pass\n        y = 1\n',
    ],
    [
      'a class in a branch that has no methods any more, and a function like one beside it',
      'if x:\n    class A:\n        def f(self):\n            pass\n',
      'class A:\n    y = 1\n\ndef k(self):\n    pass',
      'if x:\n    class A:\n        y = 1\n\ndef k(self):\n    pass\n',
    ],
    [
      'a class, for a file with nothing but a function in a branch of a branch',
      'if a:\n    if b:\n        def f():\n            one()\n',
      'class A:\n    x = 1\n\n    y = 2',
      'if a:\n    if b:\n        def f():\n            one()\n\nclass A:\n    x = 1\n\n    y = 2\n',
    ],
    [
      'a new version of a script that sets something in a branch',
      'if a:\n    x = 1\n    go(x)\n',
      'def main():\n    go(1)\n\nmain()',
      'def main():\n    go(1)\n\nmain()\n',
    ],
    [
      'a new member of a list, in a file with nothing but that',
      'setup({\n  methods: {\n    one() {\n      x();\n    },\n  },\n});\n',
      'three() {\n  q();\n},',
      'setup({\n  methods: {\n    one() {\n      x();\n    },\n    three() {\n      q();\n    },\n  },\n});\n',
    ],
    [
      'two new functions in front of the first one',
      two,
      'function y() {\n}\n\nfunction z() {\n}\n\nfunction a() {\n  x();\n}',
      `function y() {\n}\n\nfunction z() {\n}\n\n${two.replace('one', 'x')}`,
    ],
  ];
  for (const [name, before, block, after, languageId] of table) {
    it(name, () => assert.equal(fitCode(before, block, languageId), after));
  }

  it('does not take one of two overloads for the whole file', () => {
    const overloads = 'int f(int a) {\n  a();\n}\n\nint f(char a) {\n  b();\n}\n';
    assert.equal(fitCode(overloads, 'int f(int a) {\n  c();\n}'), overloads.replace('a();', 'c();'));
    const more = 'int f(int a) {\n  c();\n}\n\nint g() {\n}';
    assert.equal(fitCode(overloads, more), overloads.replace('a();\n}\n', 'c();\n}\n\nint g() {\n}\n'));
    assert.throws(() => fitCode(overloads, 'int f(int *a) {\n  c();\n}'), CannotFit);
    assert.equal(
      fitCode(overloads, 'int f(char a) {\n  d();\n}\n\nint f(int a) {\n  c();\n}'),
      'int f(char a) {\n  d();\n}\n\nint f(int a) {\n  c();\n}\n',
    );
  });
});
