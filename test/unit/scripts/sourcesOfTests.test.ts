import assert from 'node:assert/strict';
import type { Metafile } from 'esbuild';
import { SourcesOfTests } from '../../../scripts/lib/sourcesOfTests.mjs';

/** What esbuild reports of bundles, by test and its inputs. */
function bundled(tests: Readonly<Record<string, readonly string[]>>): Metafile {
  const outputs: Metafile['outputs'] = {};
  for (const [test, inputs] of Object.entries(tests)) {
    outputs[`out/${test}`] = {
      entryPoint: test,
      inputs: Object.fromEntries([test, ...inputs].map(name => [name, { bytesInOutput: 1 }])),
      bytes: 1,
      imports: [],
      exports: [],
    };
  }
  return { inputs: {}, outputs };
}

describe('SourcesOfTests', () => {
  const a = 'test/unit/a.test.ts';
  const b = 'test/unit/b.test.ts';
  const sources = (): SourcesOfTests => {
    const all = new SourcesOfTests();
    all.learn(bundled({ [a]: ['src/one.ts', 'src/both.ts'], [b]: ['src/both.ts'] }));
    return all;
  };

  it('names the tests that a changed file went into, and new tests', () => {
    assert.deepEqual(sources().testsOf(new Set(['src/one.ts'])), [a]);
    assert.deepEqual(sources().testsOf(new Set(['src/both.ts'])), [a, b]);
    assert.deepEqual(sources().testsOf(new Set(['src/none.ts'])), []);
    assert.deepEqual(sources().testsOf(new Set(['test/unit/new.test.ts', 'test/e2e/x.test.ts'])), [
      'test/unit/new.test.ts',
    ]);
  });

  it('goes by the newest bundle of a test', () => {
    const all = sources();
    all.learn(bundled({ [a]: ['src/other.ts'] }));
    assert.deepEqual(all.testsOf(new Set(['src/one.ts'])), []);
    assert.deepEqual(all.testsOf(new Set(['src/other.ts'])), [a]);
  });

  it('keeps to the tests that were asked for', () => {
    const all = sources();
    all.only = new Set([b]);
    assert.deepEqual(all.testsOf(new Set(['src/both.ts'])), [b]);
  });
});
