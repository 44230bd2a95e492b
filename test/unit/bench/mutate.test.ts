import assert from 'node:assert/strict';
import { Coverage } from '../../../bench/mutate/coverage.mjs';
import { figuresOf, survivorsOf } from '../../../bench/mutate/summary.mjs';

/** A test file, with what each of its tests takes and meets. */
const file = (
  name: string,
  tests: Readonly<Record<string, readonly [ms: number, hits: Record<string, number>]>>,
  atLoad: Record<string, number> = {},
) => ({
  test: `test/unit/x/${name}.test.ts`,
  counting: '',
  switched: name,
  dry: {
    failed: [],
    atLoad,
    tests: Object.fromEntries(Object.entries(tests).map(([title, [ms, hits]]) => [title, { ms, hits }])),
  },
});

describe('which tests are tried for a mutant', () => {
  const coverage = new Coverage([
    file('a', { slow: [500, { 1: 3 }], quick: [1, { 1: 2, 2: 1 }] }),
    file('b', { quick: [20, { 1: 1 }], other: [1, {}] }),
    file('c', { quick: [5, { 1: 1 }], more: [5, {}] }, { 3: 1 }),
  ]);
  const tried = (id: string, source: string): string[] =>
    coverage.selectionsOf(id, source).map(({ bundle, tests }) => `${bundle}: ${tests.join(', ')}`);

  it('are those that meet it, the quick ones first, its own file at their head', () => {
    assert.deepEqual(tried('1', 'src/x/b.ts'), ['b: quick', 'a: quick', 'c: quick', 'a: slow']);
    assert.deepEqual(tried('2', 'src/x/b.ts'), ['a: quick']);
    assert.deepEqual(tried('4', 'src/x/b.ts'), []);
  });

  it('are the quick ones only, when that is asked for', () => {
    const quick = new Coverage([file('a', { slow: [500, { 1: 3 }], quick: [30, { 1: 2 }] })], 30);
    assert.deepEqual(
      quick.selectionsOf('1', 'src/x/a.ts').map(({ tests }) => tests),
      [['quick']],
    );
    assert.equal(quick.hitsOf('1'), 5, 'what slow ones meet is met');
  });

  it('are all of a file that meets it when it is loaded', () =>
    assert.deepEqual(tried('3', 'src/x/y.ts'), ['c: quick, more']));

  it('may meet it four times as often as before, and ten thousand times', () => {
    assert.deepEqual(
      coverage.selectionsOf('1', 'src/x/a.ts').map(({ hitLimit }) => hitLimit),
      [10_008, 10_004, 10_004, 10_012],
    );
    assert.equal(coverage.hitsOf('1'), 7);
    assert.equal(coverage.hitsOf('4'), 0);
  });
});

describe('what came of mutants', () => {
  const mutant = {
    id: '1',
    key: 'k',
    line: 7,
    mutator: 'BlockStatement',
    original: '{\n  a();\n}',
    replacement: '{}',
  };
  const known = [
    { ...mutant, file: 'src/x/a.ts', status: 'killed' as const },
    { ...mutant, file: 'src/x/a.ts', status: 'survived' as const },
    { ...mutant, file: 'src/x/b.ts', status: 'unmet' as const },
  ];

  it('is counted by source and in all', () => {
    assert.deepEqual(figuresOf(known), {
      'src/x/a.ts': { mutants: 2, killed: 1, survived: 1, unmet: 0, 'killed %': 50 },
      'src/x/b.ts': { mutants: 1, killed: 0, survived: 0, unmet: 1, 'killed %': 0 },
      all: { mutants: 3, killed: 1, survived: 1, unmet: 1, 'killed %': 33.3 },
    });
  });

  it('is shown of those that no test noticed', () => {
    assert.deepEqual(survivorsOf(known), [
      'src/x/a.ts:7 BlockStatement\n  - { a(); }\n  + {}',
      'src/x/b.ts:7 BlockStatement (no test runs it)\n  - { a(); }\n  + {}',
    ]);
  });
});
