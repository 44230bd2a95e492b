// Measures the embedded engine's completion on code it has not seen: node bench/recall.mjs
// With --prior it counts src/engines/local/recall/prior/shipped/ anew instead, with --train it learns
// src/engines/local/recall/mixing/weights.ts on the projects of the split `mixing`, with --steps it fits the numbers of
// src/engines/local/recall/stepChance.ts on the calibration projects and prints them, and with --missed it says where
// characters are missed there; --calibration, --test, --first and --heldOut measure one split alone.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadProjects } from './recall/corpora.mjs';
import { emptySums, figures, measureShown, measureTokens } from './recall/evaluate.mjs';
import { measureLatency } from './recall/latency.mjs';
import { loadEngine } from './recall/load.mjs';
import { countPriors } from './recall/prior/write.mjs';
import { tellMissed } from './recall/missed.mjs';
import { fitSteps } from './recall/steps.mjs';
import { train } from './recall/train.mjs';
import { writeWeights } from './recall/writeWeights.mjs';

const engine = await loadEngine(
  'codeBase',
  'recall/symbols',
  'recall/lexer',
  'recall/indentation',
  'recall/encoder',
  'recall/contextIndex',
  'recall/sortedIndex',
  'recall/brackets',
  'recall/votes',
  'recall/guesser',
  'recall/stepChance',
  'recall/mixing/features',
  'recall/mixing/network',
  'recall/mixing/gaps',
  'recall/prior/vocabulary',
  'recall/prior/contexts',
  'recall/prior/priorTable',
  'recall/prior/packed',
  'recall/prior/priors',
  'shippedPriors',
  'recall/families',
  'recall/sources',
  'recall/completer',
  'recall/gate',
  'recall',
);
const languageOfPrior = { javascript: 'javascript', typescript: 'javascript', python: 'python' };
const priorOf = language =>
  language in languageOfPrior
    ? engine.shippedPrior(engine.familyOf(languageOfPrior[language], ''))
    : undefined;

if (process.argv.includes('--prior')) {
  countPriors(engine);
} else if (process.argv.includes('--train')) {
  writeWeights(train(engine, loadProjects('mixing'), priorOf));
} else if (process.argv.includes('--steps')) {
  fitSteps(engine, loadProjects('calibration'), priorOf);
} else if (process.argv.includes('--missed')) {
  tellMissed(engine, loadProjects('calibration'), priorOf);
} else {
  const all = ['calibration', 'test', 'first', 'heldOut'];
  const only = all.find(name => process.argv.includes(`--${name}`));
  const names = only ? [only] : all;
  const projects = loadProjects(...names);
  const splits = {};
  for (const split of names) {
    const sums = {};
    for (const project of projects.filter(each => each.split === split)) {
      const own = (sums[project.language] ??= emptySums());
      if (split !== 'calibration') measureTokens(engine, project, own, priorOf(project.language));
      measureShown(engine, project, own, priorOf(project.language));
    }
    splits[split] = Object.fromEntries(Object.entries(sums).map(([name, own]) => [name, figures(own)]));
  }
  const result = {
    what: 'completion by recall on projects the engine has not seen, one file left out at a time',
    date: new Date().toISOString().slice(0, 10),
    machine: '2 cores, Linux x64, Node 20',
    gate: engine.defaultGate,
    projects: projects.map(({ language, split, name, files }) => ({
      language,
      split,
      name,
      files: files.length,
    })),
    ...splits,
  };
  if (!only) result.latency = await measureLatency(engine, projects);
  const hidden = new Set(['reliability']);
  const columns = Object.keys(Object.values(result[names[0]])[0]).filter(name => !hidden.has(name));
  for (const split of names) console.table(result[split], columns);
  if (result.latency) console.log(JSON.stringify(result.latency, undefined, 2));
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    new URL(`recall-${only ? `${only}-` : ''}${result.date}.json`, folder),
    JSON.stringify(result, undefined, 2) + '\n',
  );
}
