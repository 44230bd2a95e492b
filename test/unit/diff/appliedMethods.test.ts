import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';
import { cartFile as file } from '../../support/diff/cartFile';

describe('applying methods without their class', () => {
  const clear = 'clear() {\n  this.items = [];\n}';
  const inside = '\n\n  clear() {\n    this.items = [];\n  }\n}\n\napp';
  const cart = 'class Cart:\n    def total(self):\n        return 0\n\n    def last(self):\n        pass\n';
  const pair =
    'class A {\n  get size() {\n    return this.a;\n  }\n  set size(value) {\n    this.a = value;\n  }\n}\n';
  const property =
    'class A:\n    @property\n    def size(self):\n        return self.a\n\n    @size.setter\n    def size(self, value):\n        self.a = value\n';
  const branches =
    'if x:\n    class A:\n        def f(self):\n            return 1\n\n    def g():\n        a = 0\nelse:\n    def h():\n        pass\n';
  const tests =
    "describe('x', () => {\n  it('a', () => {\n    one();\n  });\n\n  it('b', () => {\n    two();\n  });\n});\n";
  const likes =
    'class A {\n  only() {\n    one();\n  }\n\n  run() {\n    a();\n    b();\n    c();\n  }\n}\n\nclass B {\n  run() {\n    d();\n    e();\n  }\n}\n';
  const methods: [name: string, before: string, block: string, after: string][] = [
    [
      'a function that is called like a method, behind all',
      file,
      'function total() {\n  return 2;\n}',
      `${file}\nfunction total() {\n  return 2;\n}\n`,
    ],
    [
      'a function without the object, called like a method with it, behind all',
      cart,
      'def total():\n    return 2',
      `${cart}\ndef total():\n    return 2\n`,
    ],
    [
      'a property for a method',
      file,
      'total = () => {\n  a();\n};',
      file.replace('total() {\n    return 0;\n  }', 'total = () => {\n    a();\n  };'),
    ],
    [
      'a method on one line',
      file,
      'total() { return 2; }',
      file.replace(/total[^]*?0;\n {2}\}/, 'total() { return 2; }'),
    ],
    [
      'a method beside its class, of which the rest is left out',
      file,
      'export class Cart {\n  // ...\n  add(item) {\n    x();\n  }\n}\n\ntotal() {\n  return 2;\n}',
      file.replace(/this\.check[^]*return this;/, 'x();').replace('return 0', 'return 2'),
    ],
    [
      'a new method beside its class, of which the rest is left out',
      file,
      `export class Cart {\n  items = [1];\n  // ...\n}\n\n${clear}`,
      file.replace('[]', '[1]').replace('\n}\n\napp', inside),
    ],
    ['a new method, into the only class', file, clear, file.replace('\n}\n\napp', inside)],
    [
      'a new method behind the one before it',
      cart,
      'def total(self):\n    return 1\n\ndef add(self):\n    pass',
      cart.replace('return 0\n', 'return 1\n\n    def add(self):\n        pass\n'),
    ],
    [
      'a second method of a name, behind the first one',
      file,
      'total() {\n  return 0;\n}\n\ntotal(x) {\n  return x;\n}',
      file.replace('\n}\n\napp', '\n\n  total(x) {\n    return x;\n  }\n}\n\napp'),
    ],
    [
      'a new method behind the one before it, where several classes have some',
      `${cart}\n\nclass Other:\n    def f(self):\n        pass\n`,
      'def total(self):\n    return 1\n\ndef add(self):\n    pass',
      `${cart}\n\nclass Other:\n    def f(self):\n        pass\n`.replace(
        'return 0\n',
        'return 1\n\n    def add(self):\n        pass\n',
      ),
    ],
    [
      'a new function of a language whose functions look like methods',
      'int a() {\n  x();\n}\n\nstruct S {\n  int b() {\n    y();\n  }\n};\n',
      'int c() {\n  z();\n}',
      'int a() {\n  x();\n}\n\nstruct S {\n  int b() {\n    y();\n  }\n};\n\nint c() {\n  z();\n}\n',
    ],
    [
      'a function of a name that functions inside of two others have, beside another one, behind all',
      'function a() {\n  function m() {\n    x();\n  }\n}\nfunction b() {\n  function m() {\n    y();\n  }\n}\n',
      'function m() {\n  z();\n}\n\nfunction n() {\n  m();\n}',
      'function a() {\n  function m() {\n    x();\n  }\n}\nfunction b() {\n  function m() {\n    y();\n  }\n}\n\nfunction m() {\n  z();\n}\n\nfunction n() {\n  m();\n}\n',
    ],
    [
      'a setter by itself, where a getter has its name',
      pair,
      'set size(value) {\n  this.b = value;\n}',
      pair.replace('this.a = value', 'this.b = value'),
    ],
    [
      'a new setter, behind the getter of its name',
      pair.replace(/ {2}set[^]*?\n {2}\}\n/, ''),
      'set size(value) {\n  this.b = value;\n}',
      pair.replace('this.a = value', 'this.b = value').replace('}\n  set', '}\n\n  set'),
    ],
    [
      'a getter and a setter in their class, of which the rest is left out',
      pair,
      'class A {\n  // ...\n  get size() {\n    return 1;\n  }\n  set size(value) {\n    this.b = value;\n  }\n}',
      pair.replace('this.a = value', 'this.b = value').replace('this.a;', '1;'),
    ],
    [
      'the setter of a property',
      property,
      '@size.setter\ndef size(self, value):\n    self.b = value',
      property.replace('self.a = value', 'self.b = value'),
    ],
    [
      'a method of a class that stands in a branch, and what stands in the next one',
      branches,
      'def f(self):\n    return 2',
      branches.replace('return 1', 'return 2'),
    ],
    [
      'a function right in front of the next branch',
      branches,
      'def g():\n    pass',
      branches.replace('a = 0', 'pass'),
    ],
    [
      'a test, without its indentation',
      tests,
      "it('b', () => {\n  three();\n});",
      tests.replace('two', 'three'),
    ],
    [
      'a new test, behind the last one of the only group',
      tests,
      "it('c', () => {\n  three();\n});",
      tests.replace('two();\n  });\n', "two();\n  });\n\n  it('c', () => {\n    three();\n  });\n"),
    ],
    [
      'one of two methods of a name, where the lines of its body tell which one',
      likes,
      'run() {\n  a();\n  b();\n  x();\n}',
      likes.replace('c();', 'x();'),
    ],
    [
      'one of two methods of a name, beside a method that only its class has',
      likes,
      'only() {\n  y();\n}\n\nrun() {\n  z();\n}',
      likes.replace(/a\(\);\n.*\n.*/, 'z();').replace('one()', 'y()'),
    ],
    [
      'a member of a list, without its comma',
      'const a = {\n  run() {\n    one();\n  },\n  b: 1,\n};\n',
      'run() {\n  two();\n}',
      'const a = {\n  run() {\n    two();\n  },\n  b: 1,\n};\n',
    ],
    [
      'a method called like the next branch of something',
      'const a = {\n  then() {\n    one();\n  },\n  catch() {\n    two();\n  },\n};\n',
      'then() {\n  three();\n}',
      'const a = {\n  then() {\n    three();\n  },\n  catch() {\n    two();\n  },\n};\n',
    ],
    [
      'the last member of a list within others',
      'f({\n  all: [\n    {\n      run() {\n        one();\n      },\n    },\n  ],\n});\n',
      'run() {\n  two();\n}',
      'f({\n  all: [\n    {\n      run() {\n        two();\n      },\n    },\n  ],\n});\n',
    ],
    [
      'a private method, and the field above it',
      'class A {\n  #a = 1;\n  /** Says b. */\n  #b() {\n    one();\n  }\n}\n',
      '/** Says c. */\n#b() {\n  two();\n}',
      'class A {\n  #a = 1;\n  /** Says c. */\n  #b() {\n    two();\n  }\n}\n',
    ],
    [
      'a method with its decorator, and the comment of the file',
      'class A:\n    # Kept.\n    @cached\n    def f(self):\n        return 1\n',
      '@cached\ndef f(self):\n    return 2',
      'class A:\n    # Kept.\n    @cached\n    def f(self):\n        return 2\n',
    ],
    [
      'a method with a comment, and the decorator of the file',
      'class A {\n  /** One. */\n  @cached()\n  f() {\n    return 1;\n  }\n}\n',
      '/** Two. */\nf() {\n  return 2;\n}',
      'class A {\n  /** Two. */\n  @cached()\n  f() {\n    return 2;\n  }\n}\n',
    ],
    [
      'a method below a comment that stands at the left',
      `${cart}##    def old(self):\n\n    def f(self):\n        return 1\n\n    def g(self):\n        pass\n`,
      'def f(self):\n    return 2',
      `${cart}##    def old(self):\n\n    def f(self):\n        return 2\n\n    def g(self):\n        pass\n`,
    ],
    [
      'a function with directives at the left',
      'int a() {\n  x();\n#ifdef Y\n  y();\n#endif\n}\n\nint b() {\n  z();\n}\n',
      'int a() {\n  x(1);\n}',
      'int a() {\n  x(1);\n}\n\nint b() {\n  z();\n}\n',
    ],
    [
      'a method that has the name of a variable at the top',
      `${cart}total = Cart().total\n`,
      'def total(self):\n    return 2',
      `${cart}total = Cart().total\n`.replace('return 0', 'return 2'),
    ],
  ];
  for (const [name, before, block, after] of methods) {
    it(name, () => assert.equal(fitCode(before, block), after));
  }

  it('refuses to guess between classes', () => {
    const two = 'class A {\n  m() {\n    a();\n  }\n}\n\nclass B {\n  m() {\n    b();\n  }\n}\n';
    assert.throws(() => fitCode(two, 'm() {\n  c();\n}'), /several definitions of "m"/);
    const inner =
      'function a() {\n  function m() {\n    x();\n  }\n}\nfunction b() {\n  function m() {\n    y();\n  }\n}\n';
    assert.throws(() => fitCode(inner, 'function m() {\n  z();\n}'), /several definitions of "m"/);
    assert.throws(() => fitCode(two, 'fresh() {\n  c();\n}'), /several places that "fresh" may belong to/);
  });
});
