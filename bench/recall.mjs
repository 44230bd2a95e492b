// Measures the embedded engine's completion on code it has not seen: node bench/recall.mjs
// With --train it learns src/engines/local/recall/mixing/weights.ts on the calibration projects instead.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadProjects } from './recall/corpora.mjs';
import { emptySums, figures, measureShown, measureTokens } from './recall/evaluate.mjs';
import { measureLatency } from './recall/latency.mjs';
import { loadEngine } from './recall/load.mjs';
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
  'recall/mixing/features',
  'recall/mixing/network',
  'recall/sources',
  'recall/completer',
  'recall/gate',
  'recall',
);
const projects = loadProjects();

if (process.argv.includes('--train')) {
  writeWeights(
    train(
      engine,
      projects.filter(({ split }) => split === 'calibration'),
    ),
  );
} else {
  const splits = {};
  for (const split of ['calibration', 'test', 'first']) {
    const sums = {};
    for (const project of projects.filter(each => each.split === split)) {
      const own = (sums[project.language] ??= emptySums());
      if (split !== 'calibration') measureTokens(engine, project, own);
      measureShown(engine, project, own);
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
    test: splits.test,
    first: splits.first,
    calibration: Object.fromEntries(
      Object.entries(splits.calibration).map(
        ([name, { places, coverage, shownExactlyRight, shownLinesRight }]) => [
          name,
          { places, coverage, shownExactlyRight, shownLinesRight },
        ],
      ),
    ),
    latency: await measureLatency(
      engine,
      projects.filter(({ split }) => split !== 'first'),
    ),
  };
  const hidden = new Set(['reliability']);
  const columns = Object.keys(Object.values(result.test)[0]).filter(name => !hidden.has(name));
  console.table(result.test, columns);
  console.table(result.first, columns);
  console.table(result.calibration);
  console.log(JSON.stringify(result.latency, undefined, 2));
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`recall-${result.date}.json`, folder), JSON.stringify(result, undefined, 2) + '\n');
}
