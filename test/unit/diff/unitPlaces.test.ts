import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';
import { CannotFit } from '../../../src/diff/unitPlaces';

describe('UnitPlaces', () => {
  const nested =
    'function run() {\n  a();\n  b();\n  c();\n}\n\nfunction outer() {\n  function run() {\n    d();\n    e();\n    f();\n  }\n  run();\n}\n';
  const overloads =
    'int f(int a) {\n  a();\n  b();\n  c();\n}\n\nint f(char a) {\n  d();\n  e();\n  g();\n}\n\nint other;\n';
  const inner =
    'function a() {\n  function m() {\n    x();\n  }\n}\nfunction b() {\n  function m() {\n    y();\n  }\n}\n';
  const branches =
    'if (a) {\n  function m() {\n    x();\n  }\n} else {\n  function m() {\n    y();\n  }\n}\nfunction t() {\n}\n';
  const classes =
    'class A {\n  static m() {\n    x();\n  }\n}\nclass B {\n  static m() {\n    y();\n  }\n}\nfunction t() {\n}\n';
  const members = 'const a = {\n  m: {\n    x: 1,\n  },\n};\nconst b = {\n  m: {\n    y: 1,\n  },\n};\n';
  const tests =
    "describe('a', () => {\n  it('m', () => {\n    x();\n  });\n});\ndescribe('b', () => {\n  it('m', () => {\n    y();\n  });\n});\n";
  const totals = 'const a = {\n  total: 1,\n};\nconst b = {\n  total: 1,\n};\n';
  const numbers = 'function a() {\n  const x = 1;\n}\nfunction b() {\n  const x = 2;\n}\n';
  const pair = 'class A {\n  m(int a) {\n    x();\n  }\n\n  m(char a) {\n    y();\n  }\n}\n\nclass B {}\n';
  const shorter = 'class A {\n  m() {\n    x();\n  }\n}\nclass B {\n  m = 1;\n}\n';
  const open =
    'if (a) {\n  if (b) {\n    function m() {\n      x();\n    }\n  }\n}\nfunction t() {\n  function m() {\n    y();\n  }\n}\n';
  const marked = 'class A {\n  @Test\n  void a() {\n    x();\n  }\n}\n\nvoid helper() {\n  h();\n}\n';
  const two = 'class A {\n  a() {\n    x();\n  }\n}\n\nclass B {\n  b() {\n    y();\n  }\n}\n';
  const listed =
    'const a = {\n  one() {\n    x();\n  },\n  two() {\n    y();\n  },\n};\n\nclass C {\n  m() {\n    z();\n  }\n}\n';
  const python =
    'class A:\n    def a(self):\n        pass\n\n    def b(self):\n        pass\n\n    @staticmethod\n    def s():\n        pass\n';

  const table: [what: string, file: string, block: string, after: string][] = [
    [
      'the one deep inside of two of a name, by its lines',
      nested,
      'function run() {\n  d();\n  e();\n  x();\n}',
      nested.replace('f();', 'x();'),
    ],
    [
      'the one at the top, by its lines',
      nested,
      'function run() {\n  a();\n  b();\n  x();\n}',
      nested.replace('c();', 'x();'),
    ],
    [
      'the one at the top, where no line tells',
      nested,
      'function run() {\n  x();\n}',
      nested.replace('  a();\n  b();\n  c();', '  x();'),
    ],
    [
      'the one at the top, where as many lines tell for the other one',
      nested,
      'function run() {\n  a();\n  d();\n}',
      nested.replace('  a();\n  b();\n  c();', '  a();\n  d();'),
    ],
    [
      'one of two overloads whose parameters are others now, by its lines',
      overloads,
      'int f(long a) {\n  d();\n  e();\n  x();\n}',
      overloads.replace('char a', 'long a').replace('g()', 'x()'),
    ],
    [
      'one of two methods of a name in a class, by its parameters',
      pair,
      'm(char a) {\n  z();\n}',
      pair.replace('y()', 'z()'),
    ],
    [
      'one line for a name that several functions set, beside another function: a new one',
      numbers,
      'const x = 5;\n\nfunction c() {\n  use(x);\n}',
      `${numbers}\nconst x = 5;\n\nfunction c() {\n  use(x);\n}\n`,
    ],
    [
      'a method, not the field of its name in another class',
      shorter,
      'm() {\n  z();\n}',
      shorter.replace('x()', 'z()'),
    ],
    ['a field, not the method of its name in another class', shorter, 'm = 2;', shorter.replace('1', '2')],
    [
      'a method, not the list of its name in another class',
      shorter.replace('m = 1;', 'm = {\n    y: 1,\n  };'),
      'm() {\n  z();\n}',
      shorter.replace('m = 1;', 'm = {\n    y: 1,\n  };').replace('x()', 'z()'),
    ],
    [
      'a field on one line, not the list of its name in another class',
      'class A {\n  m = 1;\n}\nclass B {\n  m = {\n    y: 1,\n  };\n}\n',
      'm = 2;',
      'class A {\n  m = 2;\n}\nclass B {\n  m = {\n    y: 1,\n  };\n}\n',
    ],
    [
      'one line for a name that several functions set, behind another function',
      numbers,
      'function c() {\n  use(x);\n}\n\nconst x = 5;',
      `${numbers}\nfunction c() {\n  use(x);\n}\n\nconst x = 5;\n`,
    ],
    [
      'a function of a name that functions inside of two others have, in a file with calls: a new one',
      `${inner}a();\n`,
      'function m() {\n  z();\n}\n\nfunction n() {\n  m();\n}',
      `${inner}a();\n\nfunction m() {\n  z();\n}\n\nfunction n() {\n  m();\n}\n`,
    ],
    [
      'a new test behind the last method, of which only the first one has its decorator',
      marked
        .replace('@Test', '@Other\n  @Test')
        .replace('x();\n  }\n', 'x();\n  }\n\n  void c() {\n    y();\n  }\n'),
      '@Test\nvoid b() {\n  y();\n}',
      marked
        .replace('@Test', '@Other\n  @Test')
        .replace(
          'x();\n  }\n',
          'x();\n  }\n\n  void c() {\n    y();\n  }\n\n  @Test\n  void b() {\n    y();\n  }\n',
        ),
    ],
    [
      'a new method behind the last one, which is another one of a name',
      'class A {\n  m() {\n    x();\n  }\n\n  n() {\n    y();\n  }\n\n  m(a) {\n    z();\n  }\n}\n\nclass B {}\n',
      'fresh() {\n  q();\n}',
      'class A {\n  m() {\n    x();\n  }\n\n  n() {\n    y();\n  }\n\n  m(a) {\n    z();\n  }\n\n  fresh() {\n    q();\n  }\n}\n\nclass B {}\n',
    ],
    [
      'a new member of a list inside of another one, with blanks behind its commas',
      'export default {\n  methods: {\n    one() {\n      x();\n    },  \n  },\n};\n',
      'three() {\n  q();\n},',
      'export default {\n  methods: {\n    one() {\n      x();\n    },  \n    three() {\n      q();\n    },\n  },\n};\n',
    ],
    [
      'a new method of a list inside of another one',
      'export default {\n  methods: {\n    one() {\n      x();\n    },\n  },\n};\n',
      'three() {\n  q();\n}',
      'export default {\n  methods: {\n    one() {\n      x();\n    },\n    three() {\n      q();\n    },\n  },\n};\n',
    ],
    [
      'a new method of the only list',
      'const a = {\n  one() {\n    x();\n  },\n};\n\nfunction f() {}\n',
      'three() {\n  q();\n}',
      'const a = {\n  one() {\n    x();\n  },\n  three() {\n    q();\n  },\n};\n\nfunction f() {}\n',
    ],
    [
      'a new member of a list that a function is given',
      'const a = 1;\n\nsetup({\n  one() {\n    x();\n  },\n});\n',
      'three() {\n  q();\n},',
      'const a = 1;\n\nsetup({\n  one() {\n    x();\n  },\n  three() {\n    q();\n  },\n});\n',
    ],
    [
      'a function in branches at the top, not one inside of a function',
      open,
      'function m() {\n  z();\n}',
      open.replace('x()', 'z()'),
    ],
    [
      'a new test behind the methods with its decorator, though a function stands at the top',
      marked,
      '@Test\nvoid b() {\n  y();\n}',
      marked.replace('x();\n  }\n', 'x();\n  }\n\n  @Test\n  void b() {\n    y();\n  }\n'),
    ],
    [
      'a new public method behind another one, though a function stands at the top',
      marked.replace('@Test\n  void', 'public void'),
      'public void b() {\n  y();\n}',
      marked
        .replace('@Test\n  void', 'public void')
        .replace('x();\n  }\n', 'x();\n  }\n\n  public void b() {\n    y();\n  }\n'),
    ],
    [
      'a new function at the end, where one has its decorator there',
      marked.replace('void helper', '@Test\nvoid helper'),
      '@Test\nvoid b() {\n  y();\n}',
      `${marked.replace('void helper', '@Test\nvoid helper')}\n@Test\nvoid b() {\n  y();\n}\n`,
    ],
    [
      'a new function at the end, where no method has its decorator',
      marked,
      '@Other\nvoid b() {\n  y();\n}',
      `${marked}\n@Other\nvoid b() {\n  y();\n}\n`,
    ],
    [
      'a new function at the end, where only an inner class has its decorator',
      'class A {\n  @Test\n  class I {\n    x();\n  }\n}\n\nvoid helper() {\n  h();\n}\n',
      '@Test\nvoid b() {\n  y();\n}',
      'class A {\n  @Test\n  class I {\n    x();\n  }\n}\n\nvoid helper() {\n  h();\n}\n\n@Test\nvoid b() {\n  y();\n}\n',
    ],
    [
      'a new function at the end, where only a member of a list has its decorator',
      'const l = {\n  @Test\n  a() {\n    x();\n  },\n};\n\nvoid helper() {\n  h();\n}\n',
      '@Test\nb() {\n  y();\n}',
      'const l = {\n  @Test\n  a() {\n    x();\n  },\n};\n\nvoid helper() {\n  h();\n}\n\n@Test\nb() {\n  y();\n}\n',
    ],
    [
      'a new method in the class of the one that comes next in the block',
      two,
      'c() {\n  z();\n}\n\nb() {\n  q();\n}',
      two.replace('y();\n  }\n', 'q();\n  }\n\n  c() {\n    z();\n  }\n'),
    ],
    [
      'a new member of a list, which ends with a comma, though a class has methods',
      listed,
      'three() {\n  q();\n},',
      listed.replace('y();\n  },\n', 'y();\n  },\n  three() {\n    q();\n  },\n'),
    ],
    [
      'a new method, without a comma, in the class',
      listed,
      'three() {\n  q();\n}',
      listed.replace('z();\n  }\n', 'z();\n  }\n\n  three() {\n    q();\n  }\n'),
    ],
    [
      'a new method behind the last one with the object, not behind one without it',
      python,
      'def c(self):\n    pass',
      python.replace('    @static', '    def c(self):\n        pass\n\n    @static'),
    ],
    [
      'a new function at the end, where only a function has one inside',
      'const a = () => {\n  function m() {\n    x();\n  }\n};\n',
      'function n() {\n  z();\n}',
      'const a = () => {\n  function m() {\n    x();\n  }\n};\n\nfunction n() {\n  z();\n}\n',
    ],
    [
      'a new field behind the last one of the only class',
      'class A {\n  x = 1;\n\n  m() {\n    y();\n  }\n}\n',
      'z = 3;\n\nm() {\n  q();\n}',
      'class A {\n  x = 1;\n\n  z = 3;\n\n  m() {\n    q();\n  }\n}\n',
    ],
    [
      'a new function in front of one at the top, behind a method that comes between them in the block',
      'class A {\n  m() {\n    x();\n  }\n}\n\nfunction b() {\n  y();\n}\n',
      'function zero() {\n}\n\nm() {\n  z();\n}\n\nfunction b() {\n  q();\n}',
      'class A {\n  m() {\n    z();\n  }\n}\n\nfunction zero() {\n}\n\nfunction b() {\n  q();\n}\n',
    ],
  ];
  for (const [what, file, block, after] of table) {
    it(what, () => assert.equal(fitCode(file, block), after));
  }

  const refused: [what: string, file: string, block: string, languageId?: string][] = [
    ['functions inside of two others', inner, 'function m() {\n  z();\n}'],
    ['functions inside of two others, beside a call', inner, 'function m() {\n  z();\n}\n\nm();'],
    [
      'variables inside of two functions, where none stands at the top',
      inner.replaceAll('function m() {', 'const m = () => {'),
      'const m = () => {\n  z();\n}\n\nfunction q() {\n}',
    ],
    ['functions in two branches at the top', branches, 'function m() {\n  z();\n}\n\nfunction n() {\n}'],
    ['static methods of two classes', classes, 'static m() {\n  z();\n}\n\nfunction n() {\n}'],
    ['members of two lists', members, 'm: {\n  z: 1,\n},\n\nn: {\n  z: 1,\n},'],
    ['tests of two groups', tests, "it('m', () => {\n  z();\n});\n\nit('n', () => {\n  q();\n});"],
    [
      'tests of two groups, where one stands at the top',
      `${tests}it('t', () => {\n  t();\n});\n`,
      "it('m', () => {\n  z();\n});\n\nit('n', () => {\n  q();\n});",
    ],
    ['keys of two others', 'a:\n  m:\n    x: 1\nb:\n  m:\n    y: 1\n', 'm:\n  z: 1\n\nn:\n  z: 1', 'yaml'],
    [
      'a function of a class and one inside of a function',
      'class A:\n    def m():\n        x()\n\ndef b():\n    def m():\n        y()\n\ndef t():\n    pass\n',
      'def m():\n    z()\n\ndef n():\n    pass',
    ],
    [
      'methods of two classes, by their parameters alone',
      'class A {\n  m(a) {\n    x();\n  }\n}\nclass B {\n  m(b) {\n    y();\n  }\n}\n',
      'm(b) {\n  z();\n}',
    ],
    [
      'methods of two classes, by how long they are',
      'class A {\n  m() {\n    x();\n    x();\n  }\n}\nclass B {\n  m() {\n    y();\n  }\n}\n',
      'm() {\n  z();\n}',
    ],
    [
      'empty functions inside of two others',
      inner.replaceAll('function m() {', 'const m = () => {'),
      'const m = () => {\n}\n\nfunction q() {\n}',
    ],
    ['members on one line', totals, 'total: 2,'],
    ['members on one line, beside a new one', totals, 'total: 2,\nother: 3,'],
    ['overloads with other parameters', overloads, 'int f(long a) {\n}'],
    ['methods with other parameters', pair, 'm(long b) {\n  z();\n}'],
    [
      'a function at the top and one inside that has more of its lines',
      'function run() {\n  a();\n}\n\nfunction outer() {\n  function run() {\n    d();\n    e();\n    f();\n  }\n}\n',
      'function run() {\n  d();\n  x();\n  y();\n}',
    ],
  ];
  for (const [what, file, block, languageId] of refused) {
    it(`refuses to guess between ${what}`, () =>
      assert.throws(
        () => fitCode(file, block, languageId),
        (error: Error) =>
          error instanceof CannotFit &&
          error.name === 'CannotFit' &&
          error.message.startsWith('The file has several definitions of'),
      ));
  }

  it('refuses to guess where a new piece belongs', () => {
    const places = /several places that "(?:c|three)" may belong to/;
    const third = `${two}\nclass C {\n  b() {\n    y();\n  }\n}\n`;
    assert.throws(() => fitCode(third, 'c() {\n  z();\n}\n\nb() {\n  q();\n}'), places);
    const lists = `${listed}\nconst b = {\n  f() {\n    x();\n  },\n};\n`;
    assert.throws(() => fitCode(lists, 'three() {\n  q();\n},'), places);
  });
});
