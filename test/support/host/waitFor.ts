/** Long enough for anything that is under way on a busy machine, shorter than a test may take. In ms. */
const patience = 50_000;

/**
 * Asks again and again until there is a value.
 *
 * @param what for the message when time runs out
 * @param read resolves with the value, or undefined for "not yet"
 * @param pause ms between two questions
 */
export async function waitFor<T>(
  what: string,
  read: () => T | undefined | Promise<T | undefined>,
  pause = 25,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`After ${patience / 1000} s still waiting for ${what}`);
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}
