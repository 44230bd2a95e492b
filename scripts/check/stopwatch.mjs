// @ts-check

/** Prints how long each awaited thing took. */
export function stopwatch() {
  return {
    /**
     * @template T
     * @param {string} what
     * @param {Promise<T>} work
     * @returns {Promise<T>}
     */
    async lap(what, work) {
      const startedAt = performance.now();
      const value = await work;
      console.log(`  ${`${Math.round(performance.now() - startedAt)} ms`.padStart(9)}  ${what}`);
      return value;
    },
  };
}
