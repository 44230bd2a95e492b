import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';

describe('applying code that leaves something out', () => {
  const calls = 'a(1);\nb(1);\nc(1);\n\nd(1);\n';
  const spread =
    'class A {\n  m(int a) {\n    a();\n  }\n\n  n() {\n    n();\n  }\n\n  m(char a) {\n    b();\n  }\n}\n';
  const titled =
    "describe('d', () => {\n  it('x', () => {\n    a();\n  });\n\n  it('n', () => {\n    n();\n  });\n\n  it('x', () => {\n    b();\n  });\n});\n";
  const checked = 'function f() {\n  if (a > 1) {\n    one();\n  }\n  const b = load(1);\n  rest();\n}\n';
  const labelled = 'class A {\npublic:\n\tvoid f() {\n\t\tx();\n\t}\n#ifdef Y\n\tvoid g();\n#endif\n};\n';
  const gaps: [name: string, before: string, block: string, after: string][] = [
    [
      'tests of one title, in their order',
      titled,
      "describe('d', () => {\n  it('x', () => {\n    c();\n  });\n  // ...\n  it('x', () => {\n    d();\n  });\n});",
      titled.replace('a()', 'c()').replace('b()', 'd()'),
    ],
    [
      'methods that the block does not name, and no other members',
      spread,
      'class A {\n  m(char a) {\n    // ...\n    d();\n  }\n}',
      spread.replace('b();\n', 'b();\n    d();\n'),
    ],
    [
      'a statement that was changed, in front of those left out',
      checked,
      'function f() {\n  if (a > 2) {\n    one();\n  }\n  // ... the rest\n}',
      checked.replace('a > 1', 'a > 2'),
    ],
    [
      'a new statement in front of those left out',
      checked,
      'function f() {\n  while (more()) step();\n  // ... the rest\n}',
      checked.replace('  if', '  while (more()) step();\n  if'),
    ],
    [
      'a new variable that is set like another one, which stays',
      'function f() {\n  const b = load(1);\n  rest();\n}\n',
      'function f() {\n  const c = load(1);\n  // ... the rest\n}',
      'function f() {\n  const c = load(1);\n  const b = load(1);\n  rest();\n}\n',
    ],
    [
      'a call like the value of a variable, which stays',
      'function f() {\n  const b = load(1);\n  rest();\n}\n',
      'function f() {\n  load(1);\n  // ... the rest\n}',
      'function f() {\n  load(1);\n  const b = load(1);\n  rest();\n}\n',
    ],
    [
      'a variable for what a call gives, in the place of the call',
      'function f() {\n  load(1);\n  rest();\n}\n',
      'function f() {\n  const b = load(1);\n  // ... the rest\n}',
      'function f() {\n  const b = load(1);\n  rest();\n}\n',
    ],
    [
      'two methods of a name, of which the class has one',
      'class A {\n  m() {\n    a();\n  }\n\n  n() {\n    b();\n  }\n}\n',
      'class A {\n  m(x) {\n    c();\n  }\n\n  m(x, y) {\n    d();\n  }\n  // ...\n}',
      'class A {\n  m(x) {\n    c();\n  }\n  m(x, y) {\n    d();\n  }\n\n  n() {\n    b();\n  }\n}\n',
    ],
    [
      'a statement that is gone between variables on one line',
      checked,
      'function f() {\n  // ...\n  const b = load(1);\n}',
      checked.replace('  rest();\n', ''),
    ],
    [
      'a new method indented like the others, not like a label',
      labelled,
      'class A {\npublic:\nvoid h() {\n\tz();\n}\n// ...\n};',
      labelled.replace('public:\n', 'public:\n\tvoid h() {\n\t\tz();\n\t}\n'),
    ],
    [
      'a new method in front of all that is left out, indented like the others',
      labelled,
      'class A {\nvoid h() {\n\tz();\n}\n// ...\n};',
      labelled.replace('public:\n', '\tvoid h() {\n\t\tz();\n\t}\npublic:\n'),
    ],
    [
      'members with lines of white space between them',
      'class A {\n  a = 1;\n  \n  b = 2;\n}\n',
      'class A {\n  // ...\n  c = 3;\n}',
      'class A {\n  a = 1;\n  \n  b = 2;\n  c = 3;\n}\n',
    ],
    [
      'blank lines that a file begins with',
      `\n\n${calls}`,
      '// ...\nd(2);',
      `\n\n${calls.replace('d(1)', 'd(2)')}`,
    ],
    [
      'a member of a list without its comma, where the file has blanks behind it',
      'const a = {\n  run() {\n    one();\n  }, \n  b: 1,\n};\n',
      'run() {\n  two();\n}',
      'const a = {\n  run() {\n    two();\n  },\n  b: 1,\n};\n',
    ],
    [
      'a value of an object that takes in another one, and those behind it',
      'const a = {\n  ...base,\n  one: 1,\n  two: 2,\n};\n',
      'const a = {\n  // ...\n  one: 5,\n};',
      'const a = {\n  ...base,\n  one: 5,\n  two: 2,\n};\n',
    ],
    [
      'a value without the comma that it takes, and those behind it',
      'const a = {\n  one: 1,\n  two: 2,\n  three: 3,\n};\n',
      'const a = {\n  // ...\n  two: 5\n};',
      'const a = {\n  one: 1,\n  two: 5,\n  three: 3,\n};\n',
    ],
    [
      'a member of a list that a comment ends',
      'const a = {\n  run: () => one(),\n  b: 1,\n};\n',
      'run: () => two(), // now two',
      'const a = {\n  run: () => two(), // now two\n  b: 1,\n};\n',
    ],
  ];
  for (const [name, before, block, after] of gaps) {
    it(name, () => assert.equal(fitCode(before, block), after));
  }

  it('refuses what leaves out some of the parameters', () => {
    assert.throws(
      () =>
        fitCode(
          'function a() {\n  one();\n}\nfunction b() {}\n',
          'function a(\n  x,\n  // ...\n) {\n  y();\n}',
        ),
      /leaves something out/,
    );
  });
});
