// @ts-check
// Which tests a changed file concerns, as esbuild saw it when it bundled them.

export class SourcesOfTests {
  /** The inputs of each test file. @type {Map<string, ReadonlySet<string>>} */
  #inputs = new Map();

  /** The tests that count; undefined: all. @type {ReadonlySet<string> | undefined} */
  only;

  get count() {
    return this.#inputs.size;
  }

  /**
   * Takes in what went into bundles; of a test that was seen before, the newest counts.
   * @param {import('esbuild').Metafile} metafile
   */
  learn({ outputs }) {
    for (const { entryPoint, inputs } of Object.values(outputs)) {
      if (entryPoint !== undefined) this.#inputs.set(entryPoint, new Set(Object.keys(inputs)));
    }
  }

  /**
   * The tests to run again after files have changed, new ones included.
   * @param {ReadonlySet<string>} changed relative to the project, with slashes
   * @returns {string[]}
   */
  testsOf(changed) {
    const fresh = [...changed].filter(
      file => /^test\/unit\/.*\.test\.ts$/.test(file) && !this.#inputs.has(file),
    );
    const known = [...this.#inputs].flatMap(([test, inputs]) =>
      [...changed].some(file => inputs.has(file)) ? [test] : [],
    );
    return [...known, ...fresh].filter(test => this.only?.has(test) ?? true).sort();
  }
}
