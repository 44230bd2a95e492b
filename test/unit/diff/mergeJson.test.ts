import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeJson } from '../../../src/diff/mergeJson';
import { CannotFit } from '../../../src/diff/unitPlaces';

const file = `{
    // What it is called.
    "name": "demo",
    "version": "1.0.0", // semver
    "files": ["dist"],
    "scripts": {
        "build": "tsc",
        "test": "mocha"
    },
    "compilerOptions": {
        "strict": false,
        "target": "es2020",
        "module": "esnext"
    },
    "empty": {}
}
`;

function merged(block: string, into = file): string | undefined {
  return mergeJson(into.split('\n'), block.split('\n'))?.join('\n');
}

/** The file with one of its parts changed. */
function changed(from: string, to: string): string {
  assert.ok(file.includes(from), from);
  return file.replace(from, to);
}

describe('mergeJson', () => {
  const table: [what: string, block: string, after: string][] = [
    ['a value keeps the comma and the comment behind it', '"version": "2.0.0"', changed('1.0.0', '2.0.0')],
    [
      'a new member goes behind the one before it',
      '{\n  "name": "demo",\n  "license": "MIT"\n}',
      changed('"demo",', '"demo",\n    "license": "MIT",'),
    ],
    [
      'a comment behind the member before a new one stays behind it',
      '{\n  "version": "1.0.0",\n  "license": "MIT"\n}',
      changed('// semver', '// semver\n    "license": "MIT",'),
    ],
    [
      'a new member at the end gives the one before it a comma',
      '"license": "MIT",',
      changed('"empty": {}', '"empty": {},\n    "license": "MIT"'),
    ],
    [
      'new members are indented as the file is, with their comments',
      '// who works on it\n"devDependencies": {\n  "a": "1",\n  "b": {\n    "c": 2 // two\n  }\n} // for us',
      changed(
        '"empty": {}',
        `"empty": {},
    // who works on it
    "devDependencies": {
        "a": "1",
        "b": {
            "c": 2 // two
        }
    } // for us`,
      ),
    ],
    [
      'an object with more than half of its members is what it is to be',
      '"compilerOptions": {\n  "target": "es2024",\n  "strict": true\n}',
      file.replace(/"strict": false[^}]*"/, '"target": "es2024",\n        "strict": true'),
    ],
    [
      'an object with half of its members is a part',
      '{ "scripts": { "build": "tsc -b" } }',
      changed('"tsc",', '"tsc -b",'),
    ],
    [
      'an object with other members adds them',
      '{\n  "scripts": {\n    "lint": "eslint ."\n  }\n}',
      changed('"mocha"', '"mocha",\n        "lint": "eslint ."'),
    ],
    [
      'a line for what is left out makes a part of an object',
      '"scripts": {\n  // ...\n  "test": "mocha -p",\n  ...\n}',
      changed('"mocha"', '"mocha -p"'),
    ],
    ['a comment that is all of an object makes a part of it, too', '"scripts": { /* ... */ }', file],
    [
      'an object that is empty is to be empty',
      '"compilerOptions": {}',
      file.replace(/\{\n {8}"strict"[^}]*\}/, '{}'),
    ],
    [
      'an empty object is filled',
      '"empty": {\n  "a": 1,\n  "b": 2\n}',
      changed('{}', '{\n        "a": 1,\n        "b": 2\n    }'),
    ],
    [
      'a list is what it is to be',
      '"files": [\n  "dist",\n  "media"\n]',
      changed('["dist"]', '[\n        "dist",\n        "media"\n    ]'),
    ],
    [
      'members that stand inside of one object of the file belong there',
      '"test": "mocha -p",\n"lint": "eslint ."',
      changed('"test": "mocha"', '"test": "mocha -p",\n        "lint": "eslint ."'),
    ],
    ['what the file has already changes nothing', '{\n  "name": "demo"\n}', file],
  ];
  for (const [what, block, after] of table) {
    it(what, () => {
      assert.equal(merged(block), after);
    });
  }

  it('a block with all members is the file', () => {
    const block = '{\n  "b": 2,\n  "a": 1\n}';
    assert.equal(merged(block, '{ "a": 0, "b": 0 }\n'), `${block}\n`);
  });

  it('a block with all members at the top and some of those inside is no file', () => {
    const object = '{\n  "a": {\n    "b": 1,\n    "c": 2,\n    "d": 3\n  }\n}\n';
    assert.equal(merged('{ "a": { "b": 0 } }', object), object.replace('1', '0'));
  });

  it('what has a part in it is one itself', () => {
    const inner = '{ "b": 1, "c": 2, "d": 3 }';
    const object = `{\n  "outer": {\n    "a": ${inner},\n    "e": 1\n  },\n  "f": 1\n}\n`;
    assert.equal(merged('"outer": { "a": { "b": 0 } }', object), object.replace('"b": 1', '"b": 0'));
  });

  it('objects on one line stay on it', () => {
    assert.equal(merged('"b": 2, "c": 3', '{ "a": 1, "b": 0 }'), '{ "a": 1, "b": 2, "c": 3 }');
    assert.equal(merged('{ "a": 1, "c": 3 }', '{ "a": 1, "b": 0 }'), '{ "a": 1, "c": 3, "b": 0 }');
    assert.equal(merged('"c": 3', '{ "a": 1, }'), '{ "a": 1, "c": 3, }');
  });

  it('several members on a line of several lines stay together', () => {
    assert.equal(
      merged('{ "a": 1, "c": 3 }', '{\n  "a": 1, "b": 0,\n  "d": 1\n}'),
      '{\n  "a": 1, "c": 3, "b": 0,\n  "d": 1\n}',
    );
  });

  it('a comma behind the last member stays the style of the file', () => {
    assert.equal(merged('"b": 2', '{\n  "a": 1,\n}'), '{\n  "a": 1,\n  "b": 2,\n}');
  });

  it('a file of no members is filled, also with a comment in it', () => {
    assert.equal(merged('"a": 1', '{}'), '{\n  "a": 1\n}');
    assert.equal(merged('"a": 1', '{\n  // nothing yet\n}'), '{\n  "a": 1\n  // nothing yet\n}');
  });

  it('new members alone go where members are indented as they are', () => {
    assert.equal(
      merged('        "lint": "eslint ."', file.replace(/ {4}"compilerOptions"[^}]*\},\n/, '')),
      file
        .replace(/ {4}"compilerOptions"[^}]*\},\n/, '')
        .replace('"mocha"', '"mocha",\n        "lint": "eslint ."'),
    );
    assert.throws(() => merged('        "lint": "eslint ."'), CannotFit);
  });

  it('members that several objects have go where their values are the most alike, also in lists; else at the top', () => {
    assert.equal(merged('"x": 2', '{\n  "a": { "x": 1 },\n  "b": [{ "x": 1 }]\n}'), undefined);
    const files =
      '{\n  "files": [\n    "dist"\n  ],\n  "build": {\n    "files": [\n      "src",\n      "tsconfig.json"\n    ]\n  }\n}\n';
    assert.equal(merged('"files": [\n  "src",\n  "new"\n]', files), files.replace('tsconfig.json', 'new'));
    assert.equal(merged('"files": [\n  "new"\n]', files), files.replace('dist', 'new'));
    assert.equal(merged('"y": 2', '{ "b": [[{ "y": 1 }]] }'), '{ "b": [[{ "y": 2 }]] }');
  });

  const small: [what: string, into: string, block: string, after: string][] = [
    [
      'a line for what is left out stands for the comma as well',
      '{\n  "a": 1,\n  "b": 2\n}',
      '{\n  // ...\n  "a": 3\n  // ...\n  "b": 4\n  // ...\n}',
      '{\n  "a": 3,\n  "b": 4\n}',
    ],
    [
      'such a line behind commas that are in a value',
      '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}',
      '{\n  "a": [3, 4]\n  // ...\n  "b": "x,y"\n  // ...\n  "c": 5\n}',
      '{\n  "a": [3, 4],\n  "b": "x,y",\n  "c": 5\n}',
    ],
    [
      'an empty object in front of others, with something left out',
      '{\n  "a": {},\n  "d": 1\n}',
      '"a": {\n  // ...\n  "b": 1\n}',
      '{\n  "a": {\n    "b": 1\n  },\n  "d": 1\n}',
    ],
    ['an empty object with a blank in it', '{ }', '"a": 1', '{\n  "a": 1\n}'],
    [
      'such a line behind a comma and in front of a comment',
      '{\n  "a": 1,\n  "b": 2\n}',
      '{\n  "a": 3,\n  ...\n  // b\n  "b": 4\n}',
      '{\n  "a": 3,\n  "b": 4\n}',
    ],
    [
      'new members in an object on one line of a file of several, without their comments',
      '{\n  "a": { "b": 1 }\n}',
      '{\n  "a": {\n    // two\n    "c": 2 // 2\n  }\n}',
      '{\n  "a": { "b": 1, "c": 2 }\n}',
    ],
    [
      'an empty object with a line in it',
      '{\n  "a": {\n  },\n  "d": 1\n}',
      '"a": { "b": 1 }',
      '{\n  "a": { "b": 1 },\n  "d": 1\n}',
    ],
    ['a file that is an empty object with a line in it', '{\n}\n', '"a": 1', '{\n  "a": 1\n}\n'],
    [
      'what holds the signs of a comment is none',
      '{\n  "a": "http://x"\n}',
      '"a": "http://x",\n"b": 1',
      '{\n  "a": "http://x",\n  "b": 1\n}',
    ],
    [
      'each comment stays with what it is on',
      '{\n  "a": 1\n}',
      '  "b": 2,// two\n  // about c\n  "c": 3,\n  // about d\n  "d": 4',
      '{\n  "a": 1,\n  "b": 2,// two\n  // about c\n  "c": 3,\n  // about d\n  "d": 4\n}',
    ],
    [
      'a block that is indented deeper, by other steps',
      '{\n\t"a": 1\n}',
      '  "b": {\n    "c": {\n      "d": [\n        1\n      ]\n    }\n  }',
      '{\n\t"a": 1,\n\t"b": {\n\t\t"c": {\n\t\t\t"d": [\n\t\t\t\t1\n\t\t\t]\n\t\t}\n\t}\n}',
    ],
    [
      'lines that stand further to the left than where they begin stay',
      '{\n  "a": 1\n}',
      '    "b": [\n1\n]',
      '{\n  "a": 1,\n  "b": [\n1\n]\n}',
    ],
    [
      'the last line of a list counts with and without a comma',
      '{\n  "a": [\n    "x"\n  ],\n  "b": {\n    "a": [\n      "y",\n      "z"\n    ]\n  }\n}',
      '"a": [\n  "z",\n  "w"\n]',
      '{\n  "a": [\n    "x"\n  ],\n  "b": {\n    "a": [\n      "z",\n      "w"\n    ]\n  }\n}',
    ],
    [
      'a list that holds nothing but what is left out',
      '{ "a": [1] }',
      '"b": 2, "a": [1]',
      '{ "a": [1], "b": 2 }',
    ],
  ];
  for (const [what, into, block, after] of small) {
    it(what, () => {
      assert.equal(merged(block, into), after);
    });
  }

  it('a value on one line is what it is to be, though one inside is that already', () => {
    const into = '{\n  "version": "1.0.0",\n  "engines": {\n    "version": "2.0.0"\n  }\n}';
    assert.equal(merged('"version": "2.0.0"', into), into.replace('1.0.0', '2.0.0'));
  });

  it('comments of both kinds above a new member come along', () => {
    assert.equal(
      merged('// one\n/* two */\n"b": 2', '{\n  "a": 1\n}'),
      '{\n  "a": 1,\n  // one\n  /* two */\n  "b": 2\n}',
    );
  });

  it('a comment is that of the first member of the line below it', () => {
    assert.equal(merged('// about a\n"a": 1, "b": 2', '{\n  "a": 1\n}'), '{\n  "a": 1,\n  "b": 2\n}');
  });

  it('says which member it cannot tell the place of', () => {
    const into = '{\n  "a": {\n    "b": 1\n  },\n  "c": {\n    "d": 1\n  }\n}';
    assert.throws(() => merged('    "new": 2', into), /"new"/);
    assert.throws(() => merged('"a": { "b": [/* ... */] }', into), CannotFit);
  });

  it('a list with something left out is refused, as is a new object', () => {
    assert.throws(() => merged('"files": [\n  "a",\n  // ...\n  "b"\n]'), CannotFit);
    assert.throws(() => merged('"new": {\n  // ... rest\n}'), CannotFit);
  });

  it('what is no object of JSON is left to others', () => {
    assert.equal(merged('[1]'), undefined);
    assert.equal(merged('"a": '), undefined);
    assert.equal(merged('{}'), undefined);
    assert.equal(merged('"a": 1', '[1]'), undefined);
    assert.equal(merged('"a": 1', '{ "a": }'), undefined);
  });

  it('is what its members say, whatever they are', () => {
    fc.assert(
      fc.property(
        objects,
        objects,
        fc.constantFrom(2, '\t', undefined),
        fc.constantFrom(4, undefined),
        (old, part, ...spaces) => {
          fc.pre(Object.keys(part).length > 0);
          const [before, block] = [
            JSON.stringify(old, null, spaces[0]),
            JSON.stringify(part, null, spaces[1]),
          ];
          const after = merged(block, before);
          assert.deepEqual(JSON.parse(after ?? ''), members(old, part));
        },
      ),
    );
  });
});

const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f "g"');
const { objects } = fc.letrec<{ objects: Record<string, unknown>; value: unknown }>(tie => ({
  objects: fc.dictionary(names, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.string(),
    fc.array(fc.integer(), { maxLength: 2 }),
    tie('objects'),
  ),
}));

/** The members of an object with those of a part of it. */
function members(old: Record<string, unknown>, part: Record<string, unknown>): Record<string, unknown> {
  const all = { ...old };
  for (const [name, value] of Object.entries(part)) {
    const own = old[name];
    all[name] = isRecord(own) && isRecord(value) && isPart(own, value) ? members(own, value) : value;
  }
  return all;
}

function isPart(own: Record<string, unknown>, value: Record<string, unknown>): boolean {
  const shared = Object.keys(own).filter(name => name in value);
  const isPartInside = ([old, now]: readonly unknown[]): boolean =>
    isRecord(old) && isRecord(now) && isPart(old, now);
  if (shared.some(name => isPartInside([own[name], value[name]]))) return true;
  return (
    isSome(value) &&
    isSome(own) &&
    (shared.length === 0 || isLess(value, own)) &&
    shared.length * 2 <= Object.keys(own).length
  );
}

const isLess = (value: object, own: object): boolean => Object.keys(value).length < Object.keys(own).length;
const isSome = (value: object): boolean => Object.keys(value).length > 0;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
