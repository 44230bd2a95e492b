// Learns the weights of the mixer (src/engines/local/recall/mixing) on the projects of the split `mixing`: every few tokens an
// example is taken, and a small network is trained on them by gradient descent (Adam), in this process. A part of the
// examples is taken without the prior, for the languages that have none.
import { priorsOf } from './evaluate.mjs';
import { chooseFiles, indexProject, walk } from './samples.mjs';

/** Examples of a project, about; without the prior a share of it; and how often all are gone through. */
const examplesPerProject = 1800;
const shareOfWords = 0.6;
const shareWithoutPrior = 0.35;
const passes = 6;

/** Files of a project that are looked at. */
const mostFiles = 60;

/**
 * Returns { free, word }: the weights of both networks, as Float32Array.
 * @param priorOf what is shipped for a language
 */
export function train(engine, projects, priorOf) {
  const of = kind =>
    learn(
      engine,
      projects.flatMap(project => [
        collect(engine, project, kind, priorOf(project.language)),
        collect(engine, project, kind, undefined),
      ]),
      kind,
    );
  return { free: of('free'), word: of('word') };
}

/** Examples of one project: rows of features, how many of them each has, and which is right (-1: none). */
function collect(engine, project, kind, prior) {
  const { featureCount } = engine;
  const indexed = indexProject(engine, { ...project, files: chooseFiles(project.files, mostFiles) });
  const guesser = new engine.Guesser(indexed.table, priorsOf(engine, indexed, prior));
  const chunks = [];
  const identities = [];
  const counts = [];
  const rights = [];
  const wantedCount =
    examplesPerProject * (kind === 'word' ? shareOfWords : 1) * (prior ? 1 : shareWithoutPrior);
  const every = Math.max(
    1,
    Math.floor(chosenTokens(engine, indexed) / wantedCount / (kind === 'free' ? 1 : 2)),
  );
  let turn = 0;
  walk(engine, indexed, 24, (sources, before, symbols, at) => {
    if (turn++ % every !== 0) return;
    const actual = symbols[at];
    let wanted;
    if (kind === 'word') {
      const text = indexed.table.text(actual);
      if (text.length < 3 || !engine.isWord(text)) return;
      wanted = engine.typedWord(
        indexed.table,
        text.slice(0, 1 + ((turn * 7) % Math.min(7, text.length))),
        actual & 1,
      );
    }
    const votes = guesser.guess(sources, before, wanted);
    if (votes.list.length === 0) return;
    const { rows, identityOf } = guesser.mixer.features;
    chunks.push(rows.slice(0, votes.list.length * featureCount));
    identities.push(identityOf.slice(0, votes.list.length));
    counts.push(votes.list.length);
    rights.push(votes.list.findIndex(vote => vote.symbol === actual));
  });
  return { name: project.name, chunks, identities, counts, rights };
}

function chosenTokens(engine, indexed) {
  let total = 0;
  for (const file of chooseFiles(indexed.files, 24)) total += file.symbols.length;
  return total;
}

function learn(engine, examples, kind) {
  const { weightCount, hidden, featureCount } = engine;
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const weights = new Float32Array(weightCount);
  for (let at = 0; at < hidden * featureCount; at++) weights[at] = (random() - 0.5) * 0.25;
  for (let at = 0; at < hidden; at++) weights[hidden * featureCount + at] = (random() - 0.5) * 0.25;
  const order = examples.flatMap((example, from) => example.counts.map((_, at) => [from, at]));
  const gradient = new Float32Array(weightCount);
  const mean = new Float32Array(weightCount);
  const square = new Float32Array(weightCount);
  const batch = 32;
  let step = 0;
  const steps = Math.ceil(order.length / batch) * passes;
  for (let pass = 0; pass < passes; pass++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other], order[at]];
    }
    let loss = 0;
    for (let start = 0; start < order.length; start += batch) {
      gradient.fill(0);
      const end = Math.min(order.length, start + batch);
      for (let at = start; at < end; at++) {
        const [from, which] = order[at];
        const { chunks, counts, rights } = examples[from];
        loss += backward(engine, weights, gradient, chunks[which], counts[which], rights[which]);
      }
      step++;
      const rate = 0.004 * Math.min(1, step / 200) * (0.02 + 0.98 * (1 - step / steps));
      const [b1, b2] = [1 - 0.9 ** step, 1 - 0.999 ** step];
      for (let at = 0; at < weightCount; at++) {
        const g = gradient[at] / (end - start) + 1e-6 * weights[at];
        mean[at] = 0.9 * mean[at] + 0.1 * g;
        square[at] = 0.999 * square[at] + 0.001 * g * g;
        weights[at] -= (rate * (mean[at] / b1)) / (Math.sqrt(square[at] / b2) + 1e-8);
      }
    }
    console.error(kind, 'pass', pass, 'loss', (loss / order.length).toFixed(4));
  }
  const network = new engine.Network(weights);
  for (const example of examples) console.error(kind, example.name, judge(engine, network, example));
  return weights;
}

/** Adds the gradient of one example; returns its loss. */
function backward(engine, weights, gradient, rows, count, right) {
  const { hidden, featureCount, placeCount } = engine;
  const second = hidden * featureCount;
  const direct = second + hidden;
  const none = direct + featureCount;
  const own = featureCount - placeCount;
  const units = new Float32Array(count * hidden);
  const scores = new Float64Array(count);
  const placeSums = new Float64Array(hidden);
  const places = new Int32Array(featureCount);
  for (let unit = 0; unit < hidden; unit++) {
    let sum = 0;
    for (let at = own; at < featureCount; at++) sum += weights[unit * featureCount + at] * rows[at];
    placeSums[unit] = sum;
  }
  for (let row = 0; row < count; row++) {
    const start = row * featureCount;
    let score = 0;
    let present = 0;
    for (let at = 0; at < featureCount; at++) {
      // What describes the place stands in the first row.
      const value = rows[at < own ? start + at : at];
      if (value === 0) continue;
      score += weights[direct + at] * value;
      if (at < own) places[present++] = at;
    }
    for (let unit = 0; unit < hidden; unit++) {
      let sum = placeSums[unit];
      const from = unit * featureCount;
      for (let each = 0; each < present; each++)
        sum += weights[from + places[each]] * rows[start + places[each]];
      if (sum > 0) {
        units[row * hidden + unit] = sum;
        score += sum * weights[second + unit];
      }
    }
    scores[row] = score;
  }
  let noneScore = 0;
  for (let at = 0; at < placeCount; at++) noneScore += weights[none + at] * rows[own + at];
  const rest = engine.chances(scores, count, noneScore);
  for (let row = 0; row < count; row++) {
    const delta = scores[row] - (row === right ? 1 : 0);
    if (Math.abs(delta) < 2e-3) continue;
    const start = row * featureCount;
    // Most features are zero.
    let present = 0;
    for (let at = 0; at < featureCount; at++)
      if (rows[at < own ? start + at : at] !== 0) places[present++] = at;
    for (let each = 0; each < present; each++)
      gradient[direct + places[each]] +=
        delta * rows[places[each] < own ? start + places[each] : places[each]];
    for (let unit = 0; unit < hidden; unit++) {
      const value = units[row * hidden + unit];
      if (value === 0) continue;
      gradient[second + unit] += delta * value;
      const through = delta * weights[second + unit];
      const from = unit * featureCount;
      for (let each = 0; each < present; each++)
        gradient[from + places[each]] +=
          through * rows[places[each] < own ? start + places[each] : places[each]];
    }
  }
  const delta = rest - (right < 0 ? 1 : 0);
  for (let at = 0; at < placeCount; at++) gradient[none + at] += delta * rows[own + at];
  return -Math.log(Math.max(1e-9, right < 0 ? rest : scores[right]));
}

/** How often the likeliest is right and how surprising what came was, on average, of examples. */
function judge(engine, network, { chunks, identities, counts, rights }) {
  let hits = 0;
  let possible = 0;
  let loss = 0;
  chunks.forEach((rows, at) => {
    const count = counts[at];
    const scores = new Float64Array(count);
    const rest = engine.chances(scores, count, network.score(rows, count, scores, identities[at]));
    let best = 0;
    for (let row = 1; row < count; row++) if (scores[row] > scores[best]) best = row;
    if (best === rights[at]) hits++;
    if (rights[at] >= 0) possible++;
    loss -= Math.log(Math.max(1e-9, rights[at] < 0 ? rest : scores[rights[at]]));
  });
  const percent = part => `${((100 * part) / counts.length).toFixed(1)} %`;
  return `${counts.length} examples, right ${percent(hits)}, among them ${percent(possible)}, loss ${(loss / counts.length).toFixed(3)}`;
}
