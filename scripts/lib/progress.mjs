// @ts-check
// Says what is being done, and afterwards how long it took. Works the same on a terminal and in a CI log.

/** @param {number} ms */
export const seconds = ms => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

/** A step that takes longer than this says so while it runs, so that nobody thinks it hangs. In ms. */
const stillRunningEvery = 20_000;

/**
 * Runs one named step and prints its name and elapsed time. A step that resolves to a string has it printed as
 * a note.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAt = performance.now();
  console.log(`… ${name}`);
  const alive = setInterval(
    () => console.log(`  ${name}: still running after ${seconds(performance.now() - startedAt)}`),
    stillRunningEvery,
  );
  try {
    const result = await work();
    const note = typeof result === 'string' && result !== '' ? `: ${result}` : '';
    console.log(`✔ ${name} (${seconds(performance.now() - startedAt)})${note}`);
    return result;
  } catch (error) {
    console.log(`✖ ${name} (${seconds(performance.now() - startedAt)})`);
    throw error;
  } finally {
    clearInterval(alive);
  }
}
