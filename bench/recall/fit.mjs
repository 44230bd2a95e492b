// Fits the confidence: a logistic regression (Newton's method, a little ridge) on every token of the calibration
// projects, once for free predictions and once for words of which one to seven characters are typed.
import { indexProject, walk } from './samples.mjs';

/** Returns { free, word }: the numbers of calibration.ts. */
export function fit(engine, projects) {
  const free = [];
  const word = [];
  for (const project of projects) {
    const indexed = indexProject(engine, project);
    const predictor = new engine.Predictor(indexed.table);
    let turn = 0;
    walk(engine, indexed, 24, (sources, symbols, at) => {
      turn++;
      if (turn % 3 === 0) {
        const votes = predictor.predict(sources, 1, symbols, at);
        const best = engine.strongest(votes);
        if (best) free.push([engine.features(best, votes, 0, false), best.symbol === symbols[at] ? 1 : 0]);
      }
      const text = indexed.table.text(symbols[at]);
      if (turn % 5 === 0 && text.length > 2 && engine.isWord(text)) {
        const typed = text.slice(0, 1 + (turn % Math.min(7, text.length)));
        const best = predictWord(engine, indexed.table, predictor, sources, symbols, at, typed);
        if (best)
          word.push([
            engine.features(
              best.vote,
              best.votes,
              typed.length,
              indexed.table.text(best.vote.symbol) === typed,
            ),
            best.vote.symbol === symbols[at] ? 1 : 0,
          ]);
      }
    });
  }
  return { free: newton(free), word: newton(word) };
}

/** The engine's way of completing a word, for a position of a walk. */
function predictWord(engine, table, predictor, sources, symbols, at, typed) {
  const bit = symbols[at] & 1;
  const votes = engine.addWordVotes(
    predictor.predict(sources, 1, symbols, at, s => (s & 1) === bit && table.text(s).startsWith(typed)),
    table,
    sources,
    1,
    typed,
    bit,
  );
  const vote = engine.strongest(votes);
  return vote && { vote, votes };
}

function newton(samples) {
  const size = samples[0][0].length;
  const weights = new Array(size).fill(0);
  for (let round = 0; round < 12; round++) {
    const gradient = weights.map(w => -1e-3 * w * samples.length * 0.01);
    const hessian = weights.map((_, r) =>
      weights.map((__, c) => (r === c ? 1e-5 * samples.length + 1e-6 : 0)),
    );
    for (const [x, y] of samples) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * weights[at], 0)));
      for (let r = 0; r < size; r++) {
        gradient[r] += (y - p) * x[r];
        for (let c = 0; c < size; c++) hessian[r][c] += p * (1 - p) * x[r] * x[c];
      }
    }
    const step = solve(hessian, gradient);
    for (let at = 0; at < size; at++) weights[at] += step[at];
  }
  return weights.map(w => Number(w.toFixed(4)));
}

function solve(matrix, vector) {
  const rows = matrix.map((row, at) => [...row, vector[at]]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let r = column + 1; r < size; r++)
      if (Math.abs(rows[r][column]) > Math.abs(rows[pivot][column])) pivot = r;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let r = 0; r < size; r++) {
      if (r === column) continue;
      const factor = rows[r][column] / rows[column][column];
      for (let c = column; c <= size; c++) rows[r][c] -= factor * rows[column][c];
    }
  }
  return rows.map((row, at) => row[size] / row[at]);
}
