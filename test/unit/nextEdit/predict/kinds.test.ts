import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/diff/textEdit';
import { Desk } from '../../../support/nextEdit/desk';

/** A document in one line of a table: lines are divided by bars. */
function screen(text: string): string {
  return text.replaceAll(' | ', '\n');
}

describe('addedArguments', () => {
  const table: [what: string, before: string, now: string, offered: string[]][] = [
    [
      'at the end',
      'function f(a) {} | function g(b) { f(1); }',
      'function f(a, b█) {} | function g(b) { f(1); }',
      ['function g(b) { f(1, b); }'],
    ],
    ['in front', 'def f(a): | log = 1 | f(x)', 'def f(log, a█): | log = 1 | f(x)', ['f(log, x)']],
    [
      'the first one',
      'function f() {} | function g(b) { return f(); }',
      'function f(b█) {} | function g(b) { return f(); }',
      ['function g(b) { return f(b); }'],
    ],
    [
      'a method, at its own calls only',
      'copy(a) { | } | all(deep) { | this.copy(a); | other.copy(a); | }',
      'copy(a, deep█) { | } | all(deep) { | this.copy(a); | other.copy(a); | }',
      ['this.copy(a, deep);'],
    ],
    ['not where the name is not known', 'function f(a) {} | f(1);', 'function f(a, other█) {} | f(1);', []],
    [
      'the other way round',
      'function f(a) {} | const b = 1; | f(1);',
      'function f(a) {} | const b = 1; | f(1, b█);',
      ['function f(a, b) {}'],
    ],
    [
      'not where another number of arguments stands',
      'function f(a) {} | function g(b) { f(1, 2); }',
      'function f(a, b█) {} | function g(b) { f(1, 2); }',
      [],
    ],
  ];
  for (const [what, before, now, offered] of table) {
    it(what, async () => {
      const desk = new Desk(screen(before));
      desk.show(screen(now));
      assert.deepEqual(await desk.lines({ kinds: ['argument'] }), offered);
    });
  }
});

describe('sameBlocks', () => {
  const table: [what: string, before: string, now: string, offered: string[]][] = [
    [
      'two lines that became one',
      "import { of } from 'a'; | import { map } from 'b'; | run(); |  | import { of } from 'a'; | import { map } from 'b'; | ",
      "import { of, map } from 'a';█ | run(); |  | import { of } from 'a'; | import { map } from 'b'; | ",
      ["import { of, map } from 'a';"],
    ],
    [
      'with another indentation',
      'if (a) { |   open(file); |   read(file, all); | } | x(); |   open(file); |   read(file, all); | ',
      'if (a) { |   read(open(file), all);█ | } | x(); |   open(file); |   read(file, all); | ',
      ['read(open(file), all);'],
    ],
    [
      'not where one of the lines is another one',
      'open(file); | read(file, all); | x(); | open(file); | read(file, some); | ',
      'read(open(file), all);█ | x(); | open(file); | read(file, some); | ',
      [],
    ],
    [
      'not what has nothing to do with them',
      'open(file); | read(file, all); | x(); | open(file); | read(file, all); | ',
      'const cache = load();█ | x(); | open(file); | read(file, all); | ',
      [],
    ],
    [
      'not what leaves a bracket open',
      'open(file); | read(file, all); | x(); | open(file); | read(file, all); | ',
      'read(open(file), () => {█ | x(); | open(file); | read(file, all); | ',
      [],
    ],
    [
      'not where the lines went',
      'open(file); | read(file, all); | x(); | open(file); | read(file, all); | ',
      '█x(); | open(file); | read(file, all); | ',
      [],
    ],
  ];
  for (const [what, before, now, offered] of table) {
    it(what, async () => {
      const desk = new Desk(screen(before));
      desk.show(screen(now));
      assert.deepEqual(await desk.lines({ kinds: ['repeat'] }), offered);
    });
  }

  it('keeps the line ends of the document', async () => {
    const desk = new Desk(
      'open(file);\r\nread(file, all);\r\nx();\r\n\topen(file);\r\n\tread(file, all);\r\n',
    );
    desk.show(
      'read(open(file));\r\nopen(all);\r\nread(all);█\r\nx();\r\n\topen(file);\r\n\tread(file, all);\r\n',
    );
    const [edit] = await desk.offered({ kinds: ['repeat'] });
    const made = edit ? applyEdits(desk.text, edit.edits) : '';
    assert.ok(
      made.endsWith('x();\r\n\tread(open(file));\r\n\topen(all);\r\n\tread(all);\r\n'),
      JSON.stringify(made),
    );
  });
});

describe('nextInSeries', () => {
  const table: [what: string, before: string, now: string, offered: string[]][] = [
    [
      'lines',
      'struct Vec2 { |   float x; |   float y; | };',
      'struct Vec3█ { |   float x; |   float y; | };',
      ['float z;'],
    ],
    [
      'lines with a comma missing',
      'class Point { | constructor( |   readonly x: number, |   readonly y: number | ) {} | }',
      'class Point3D█ { | constructor( |   readonly x: number, |   readonly y: number | ) {} | }',
      ['readonly y: number, | readonly z: number'],
    ],
    [
      'several in a line',
      'class Point { | Point(double x, double y) : x(x), y(y) {} | }',
      'class Point3D█ { | Point(double x, double y) : x(x), y(y) {} | }',
      ['Point(double x, double y, double z) : x(x), y(y), z(z) {}'],
    ],
    [
      'nothing where there is one already',
      'class P { | x; | y; | z; | }',
      'class P3D█ { | x; | y; | z; | }',
      [],
    ],
    [
      'nothing for a name that only ends in a number',
      'class P4 { | x; | y; | }',
      'class Q3█ { | x; | y; | }',
      [],
    ],
  ];
  for (const [what, before, now, offered] of table) {
    it(what, async () => {
      const desk = new Desk(screen(before));
      desk.show(screen(now));
      const found = await desk.lines({ kinds: ['repeat'] });
      assert.deepEqual(found, offered);
    });
  }
});

describe('the order of next edits', () => {
  it('begins at the cursor, and leaves other documents to the end', async () => {
    const desk = new Desk('one(name);\ntwo(name);\nconst name = 1;\nthree(name);\n');
    desk.others = [{ uri: 'file:///b.ts', languageId: 'typescript', text: 'import { name } from "./a";' }];
    desk.show(desk.text.replace('const name', 'const count█'));
    assert.deepEqual(await desk.lines({ leastConfidence: 0.01 }), [
      'three(count);',
      'one(count);',
      'two(count);',
      'import { count } from "./a";',
    ]);
  });
});
