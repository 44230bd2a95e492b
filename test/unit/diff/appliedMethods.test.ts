import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';

describe('applying methods without their class', () => {
  const file = [
    'export class Cart {',
    '  items = [];',
    '',
    '  add(item) {',
    '    this.check(item);',
    '    return this;',
    '  }',
    '',
    '  total() {',
    '    return 0;',
    '  }',
    '}',
    '',
    "app.get('/cart', () => {",
    '  send(1);',
    '});',
    '',
  ].join('\n');
  const clear = 'clear() {\n  this.items = [];\n}';
  const inside = '\n\n  clear() {\n    this.items = [];\n  }\n}\n\napp';
  const cart = 'class Cart:\n    def total(self):\n        return 0\n\n    def last(self):\n        pass\n';
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
      'a function of a name that functions inside of two others have, behind all',
      'function a() {\n  function m() {\n    x();\n  }\n}\nfunction b() {\n  function m() {\n    y();\n  }\n}\n',
      'function m() {\n  z();\n}',
      'function a() {\n  function m() {\n    x();\n  }\n}\nfunction b() {\n  function m() {\n    y();\n  }\n}\n\nfunction m() {\n  z();\n}\n',
    ],
  ];
  for (const [name, before, block, after] of methods) {
    it(name, () => assert.equal(fitCode(before, block), after));
  }

  it('refuses to guess between classes', () => {
    const two = 'class A {\n  m() {\n    a();\n  }\n}\n\nclass B {\n  m() {\n    b();\n  }\n}\n';
    assert.throws(() => fitCode(two, 'm() {\n  c();\n}'), /several definitions of "m"/);
    assert.throws(() => fitCode(two, 'fresh() {\n  c();\n}'), /several classes that "fresh" may belong to/);
  });
});
