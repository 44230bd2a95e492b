// Learns the weights of the mixer (src/engines/local/recall/mixing) on the projects of the split `mixing`: every few tokens an
// example is taken, and a small network is trained on them by gradient descent (Adam), in this process. A part of the
// examples is taken without the prior, for the languages that have none.
import { priorsOf } from './evaluate.mjs';
import { Examples } from './examples.mjs';
import { chooseFiles, indexProject, walk } from './samples.mjs';

/** Examples of a project, about; without the prior a share of it; and how often all are gone through. */
const examplesPerProject = 4000;
const shareWithoutPrior = 0.35;
const passes = { free: 6, word: 10 };

/** Files of a project that are looked at. */
const mostFiles = 60;

/**
 * Returns { free, word }: the weights of both networks, as Float32Array.
 * @param priorOf what is shipped for a language
 */
export function train(engine, projects, priorOf) {
  const examples = { free: new Examples(engine), word: new Examples(engine) };
  for (const project of projects)
    for (const prior of [priorOf(project.language), undefined]) collect(engine, project, examples, prior);
  return { free: learn(engine, examples.free, 'free'), word: learn(engine, examples.word, 'word') };
}

/** Takes examples of one project. */
function collect(engine, project, examples, prior) {
  const indexed = indexProject(engine, { ...project, files: chooseFiles(project.files, mostFiles) });
  const guesser = new engine.Guesser(indexed.table, priorsOf(engine, indexed, prior));
  const take = (into, votes, actual) => {
    if (votes.list.length === 0) return;
    const right = votes.list.findIndex(vote => vote.symbol === actual);
    into.add(guesser.mixer.features.rows, votes.list.length, right);
  };
  const wanted = examplesPerProject * (prior ? 1 : shareWithoutPrior);
  const every = Math.max(1, Math.floor(chosenTokens(indexed) / wanted));
  let turn = prior ? 0 : 3;
  walk(engine, indexed, 24, (sources, before, symbols, at) => {
    turn++;
    const actual = symbols[at];
    if (turn % every === 0) take(examples.free, guesser.guess(sources, before), actual);
    if (turn % every !== every >> 1) return;
    const text = indexed.table.text(actual);
    if (text.length < 3 || !engine.isWord(text)) return;
    const typed = text.slice(0, 1 + ((turn * 7) % Math.min(7, text.length)));
    take(
      examples.word,
      guesser.guess(sources, before, engine.typedWord(indexed.table, typed, actual & 1)),
      actual,
    );
  });
}

function chosenTokens(indexed) {
  let total = 0;
  for (const file of chooseFiles(indexed.files, 24)) total += file.symbols.length;
  return total;
}

/** Gradient descent; the weights of one feature lie next to each other while they are learnt. */
function learn(engine, examples, kind) {
  const { weightCount, hidden, featureCount } = engine;
  const random = randomFrom(7);
  const weights = new Float32Array(weightCount);
  for (let at = 0; at < hidden * featureCount + hidden; at++) weights[at] = (random() - 0.5) * 0.25;
  const order = Int32Array.from({ length: examples.length }, (_, at) => at);
  const gradient = new Float32Array(weightCount);
  const mean = new Float32Array(weightCount);
  const square = new Float32Array(weightCount);
  const learner = new Learner(engine, examples, weights, gradient);
  const batch = 32;
  const steps = Math.ceil(order.length / batch) * passes[kind];
  let step = 0;
  for (let pass = 0; pass < passes[kind]; pass++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other], order[at]];
    }
    let loss = 0;
    for (let start = 0; start < order.length; start += batch) {
      gradient.fill(0);
      const end = Math.min(order.length, start + batch);
      for (let at = start; at < end; at++) loss += learner.learnFrom(order[at]);
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
    console.error(kind, order.length, 'examples, pass', pass, 'loss', (loss / order.length).toFixed(4));
  }
  return asShipped(engine, weights);
}

function randomFrom(start) {
  let seed = start;
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

/** The weights as the engine reads them: those of one hidden unit next to each other. */
function asShipped({ hidden, featureCount }, weights) {
  const shipped = weights.slice();
  for (let unit = 0; unit < hidden; unit++)
    for (let at = 0; at < featureCount; at++) shipped[unit * featureCount + at] = weights[at * hidden + unit];
  return shipped;
}

/** Adds what examples say of weights to a gradient. */
class Learner {
  constructor(engine, examples, weights, gradient) {
    const { hidden, featureCount, placeCount } = engine;
    Object.assign(this, { engine, examples, weights, gradient, hidden });
    this.own = featureCount - placeCount;
    this.second = hidden * featureCount;
    this.direct = this.second + hidden;
    this.none = this.direct + featureCount;
    this.units = new Float32Array(512 * hidden);
    this.scores = new Float64Array(512);
    this.placeSums = new Float32Array(hidden);
    this.through = new Float32Array(hidden);
  }

  /** Adds the gradient of one example; returns its loss. */
  learnFrom(which) {
    const { examples, weights, gradient, hidden, own, second, direct, none, units, scores } = this;
    const { placeSums, through } = this;
    const { count, right, firstRow } = examples.at(which);
    const { starts, features, values } = examples;
    const add = (row, into, offset) => {
      let score = 0;
      for (let each = starts[row]; each < starts[row + 1]; each++) {
        const value = values[each];
        const from = features[each] * hidden;
        score += weights[direct + features[each]] * value;
        for (let unit = 0; unit < hidden; unit++) into[offset + unit] += weights[from + unit] * value;
      }
      return score;
    };
    placeSums.fill(0);
    const placeScore = add(firstRow, placeSums, 0);
    let noneScore = 0;
    for (let each = starts[firstRow]; each < starts[firstRow + 1]; each++)
      noneScore += weights[none + features[each] - own] * values[each];
    for (let row = 0; row < count; row++) {
      const offset = row * hidden;
      units.set(placeSums, offset);
      let score = placeScore + add(firstRow + 1 + row, units, offset);
      for (let unit = 0; unit < hidden; unit++) {
        if (units[offset + unit] < 0) units[offset + unit] = 0;
        score += units[offset + unit] * weights[second + unit];
      }
      scores[row] = score;
    }
    const rest = this.engine.chances(scores, count, noneScore);
    const push = (row, delta) => {
      for (let each = starts[row]; each < starts[row + 1]; each++) {
        const value = values[each];
        const from = features[each] * hidden;
        gradient[direct + features[each]] += delta * value;
        for (let unit = 0; unit < hidden; unit++) gradient[from + unit] += through[unit] * value;
      }
    };
    placeSums.fill(0);
    let placeDelta = 0;
    for (let row = 0; row < count; row++) {
      const delta = scores[row] - (row === right ? 1 : 0);
      if (Math.abs(delta) < 1e-3) continue;
      const offset = row * hidden;
      for (let unit = 0; unit < hidden; unit++) {
        gradient[second + unit] += delta * units[offset + unit];
        through[unit] = units[offset + unit] > 0 ? delta * weights[second + unit] : 0;
        placeSums[unit] += through[unit];
      }
      placeDelta += delta;
      push(firstRow + 1 + row, delta);
    }
    through.set(placeSums);
    push(firstRow, placeDelta);
    const delta = rest - (right < 0 ? 1 : 0);
    for (let each = starts[firstRow]; each < starts[firstRow + 1]; each++)
      gradient[none + features[each] - own] += delta * values[each];
    return -Math.log(Math.max(1e-9, right < 0 ? rest : scores[right]));
  }
}
