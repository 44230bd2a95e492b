// Counts the priors anew and writes them into the engine's sources.
import { writeFileSync } from 'node:fs';
import { countPrior } from './count.mjs';
import { packPrior } from './pack.mjs';
import { readSources } from './sources.mjs';

const shipped = new URL('../../../src/engines/local/recall/prior/shipped/', import.meta.url);

/** Of each language how many symbols may be predicted and how many continuations are kept. */
const sizes = {
  javascript: { symbols: 8000, entries: 170_000 },
  python: { symbols: 8000, entries: 100_000 },
};

/** Counts both priors, from the packages that stand in packages.mjs. */
export function countPriors(engine) {
  for (const [language, size] of Object.entries(sizes)) {
    const table = new engine.SymbolTable();
    const encoder = new engine.Encoder(table);
    const projects = [...readSources(engine, encoder, language)];
    writePrior(language, packPrior(engine, countPrior(engine, table, projects, size)));
  }
}

/** Writes a packed prior. */
function writePrior(language, bytes) {
  console.error(language, bytes.length, 'bytes');
  writeFileSync(
    new URL(`${language}.ts`, shipped),
    `/** Counted by \`node bench/recall.mjs --prior\`; see docs/local-engine.md. In base64, as \`readPrior\` takes it. */
// prettier-ignore
export const ${language}Prior = '${bytes.toString('base64')}';
`,
  );
}
