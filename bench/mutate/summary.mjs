// What came of the mutants, for people.
// @ts-check

/** @typedef {import('./room.mjs').Mutant & import('./store.mjs').Entry} Known */

/** @typedef {{ mutants: number, killed: number, survived: number, unmet: number, 'killed %': number }} Figures */

/**
 * @param {readonly Known[]} known
 * @returns {Record<string, Figures>} by source, and of all together
 */
export function figuresOf(known) {
  const files = [...new Set(known.map(({ file }) => file))];
  /** @type {[string, Figures][]} */
  const figures = files.map(file => [file, count(known.filter(each => each.file === file))]);
  return Object.fromEntries([...figures, ['all', count(known)]]);
}

/** @param {readonly Known[]} known @returns {Figures} */
function count(known) {
  /** @param {Known['status']} status */
  const of = status => known.filter(each => each.status === status).length;
  const killed = of('killed');
  const percent = Math.floor((1000 * killed) / known.length) / 10;
  return { mutants: known.length, killed, survived: of('survived'), unmet: of('unmet'), 'killed %': percent };
}

/**
 * @param {readonly Known[]} known
 * @returns {string[]} one line for each that was not killed
 */
export function survivorsOf(known) {
  return known
    .filter(({ status }) => status !== 'killed')
    .map(
      ({ file, line, mutator, status, original, replacement }) =>
        `${file}:${line} ${mutator}${status === 'unmet' ? ' (no test runs it)' : ''}\n  - ${brief(original)}\n  + ${brief(replacement)}`,
    );
}

/** @param {string} code */
function brief(code) {
  const oneLine = code.replaceAll(/\s+/g, ' ').trim();
  return oneLine.length <= 160 ? oneLine : `${oneLine.slice(0, 100)} ... ${oneLine.slice(-50)}`;
}
