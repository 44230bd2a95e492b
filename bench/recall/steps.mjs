// Fits the numbers of src/engines/local/recall/stepChance.ts on the calibration projects: at places spread evenly at random,
// what is recalled is followed as long as it has any chance, and of each step whose predecessors are right it is noted
// whether it is. Says as well how far the chances can be believed in projects they were not fitted on.
import { followPlaces } from './followed.mjs';

/** Fits on all; says of each project how far chances fitted on the others can be believed. Prints the numbers. */
export function fitSteps(engine, projects, priorOf) {
  const places = projects.flatMap(project => followPlaces(engine, project, priorOf(project.language), false));
  const stepsOf = list => list.flatMap(({ steps }) => steps);
  const bins = Array.from({ length: 10 }, () => ({ steps: 0, promised: 0, kept: 0 }));
  for (const { name } of projects) {
    const fitted = regress(stepsOf(places.filter(({ project }) => project !== name)));
    for (const { features, right } of stepsOf(places.filter(({ project }) => project === name))) {
      const chance = sigmoid(features, fitted);
      const bin = bins[Math.min(9, Math.floor(chance * 10))];
      bin.steps++;
      bin.promised += chance;
      bin.kept += right ? 1 : 0;
    }
  }
  for (const bin of bins)
    for (const each of ['promised', 'kept']) bin[each] = Math.round((100 * bin[each]) / bin.steps) / 100;
  console.table(bins);
  console.log(Array.from(regress(stepsOf(places)), each => Math.round(each * 1000) / 1000).join(', '));
}

function sigmoid(features, weights) {
  let sum = 0;
  for (let at = 0; at < features.length; at++) sum += features[at] * weights[at];
  return 1 / (1 + Math.exp(-sum));
}

/** Logistic regression by Newton's method, held a little towards zero. */
function regress(steps) {
  const size = steps[0].features.length;
  const weights = new Float64Array(size);
  for (let round = 0; round < 10; round++) {
    const gradient = Array.from(weights, each => -each);
    const curvature = gradient.map((_, at) => gradient.map((_each, other) => (at === other ? 1 : 0)));
    for (const { features, right } of steps) {
      const chance = sigmoid(features, weights);
      for (let at = 0; at < size; at++) {
        if (features[at] === 0) continue;
        gradient[at] += features[at] * ((right ? 1 : 0) - chance);
        const bent = features[at] * Math.max(1e-6, chance * (1 - chance));
        for (let other = 0; other < size; other++) curvature[at][other] += bent * features[other];
      }
    }
    solve(curvature, gradient).forEach((each, at) => (weights[at] += each));
  }
  return weights;
}

/** Solves a system of linear equations with a positive matrix. */
function solve(matrix, right) {
  const rows = matrix.map((row, at) => [...row, right[at]]);
  for (let at = 0; at < rows.length; at++)
    for (let below = at + 1; below < rows.length; below++) {
      const factor = rows[below][at] / rows[at][at];
      for (let each = at; each <= rows.length; each++) rows[below][each] -= factor * rows[at][each];
    }
  const found = [];
  for (let at = rows.length - 1; at >= 0; at--) {
    let sum = rows[at][rows.length];
    for (let each = at + 1; each < rows.length; each++) sum -= rows[at][each] * found[each];
    found[at] = sum / rows[at][at];
  }
  return found;
}
