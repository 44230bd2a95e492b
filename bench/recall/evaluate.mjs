// Measures on the test projects: how often the next token is the predicted one, how far the confidence can be
// believed, how often what is shown at the gate is exactly right, and how fast it is.
import { chooseFiles, indexProject, walk } from './samples.mjs';

const placesPerFile = 40;

/** Of so many tokens one is guessed; all are read. */
const tokensApart = 8;

/** Sums of one language over its projects. */
export function emptySums() {
  return {
    tokens: 0,
    right: 0,
    withBlanks: 0,
    withBlanksRight: 0,
    sure: 0,
    sureRight: 0,
    milliseconds: 0,
    places: 0,
    shown: 0,
    shownRight: 0,
    lines: 0,
    linesRight: 0,
    characters: 0,
    severalLines: 0,
    confidence: 0,
    reliability: Array.from({ length: 10 }, () => ({ tokens: 0, confidence: 0, right: 0 })),
  };
}

/** Next-token prediction at every few tokens of the chosen files. */
export function measureTokens(engine, project, sums, prior) {
  const indexed = indexProject(engine, project);
  const guesser = new engine.Guesser(indexed.table, priorsOf(engine, indexed, prior));
  walk(engine, indexed, 24, (sources, before, symbols, at) => {
    if (at % tokensApart !== 0) return;
    const actual = symbols[at];
    const started = performance.now();
    const best = engine.likeliest(guesser.guess(sources, before));
    const sure = best?.chance ?? 0;
    const guessed = best?.symbol;
    sums.milliseconds += performance.now() - started;
    sums.tokens++;
    const right = guessed === actual ? 1 : 0;
    sums.right += right;
    const bin = sums.reliability[Math.min(9, Math.floor(sure * 10))];
    bin.tokens++;
    bin.confidence += sure;
    bin.right += right;
    if (sure >= 0.8) {
      sums.sure++;
      sums.sureRight += right;
    }
    // The same with blanks as tokens of their own, as simpler lexers count.
    sums.withBlanks++;
    if ((actual & 1) === 0 || engine.isLineBreak(actual)) {
      sums.withBlanksRight += right;
    } else {
      sums.withBlanks++;
      if (guessed !== undefined && (guessed & 1) === 1 && !engine.isLineBreak(guessed))
        sums.withBlanksRight++;
      const afterBlank = engine.likeliest(
        guesser.guess(sources, before, { ...engine.free, bit: 1, admits: s => (s & 1) === 1 }),
      );
      if (afterBlank?.symbol === actual) sums.withBlanksRight++;
    }
  });
}

/** What is shown at places spread evenly at random over the chosen files, the text behind them unknown. */
export function measureShown(engine, project, sums, prior) {
  const indexed = indexProject(engine, project);
  const completer = new engine.Completer(
    ...[indexed.table, indexed.encoder, engine.defaultGate, priorsOf(engine, indexed, prior)],
  );
  let seed = 20261123;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  for (const file of chooseFiles(indexed.files, 24)) {
    indexed.masked.add(file.segment);
    for (let place = 0; place < placesPerFile; place++) {
      const at = Math.floor(random() * file.text.length);
      if (at < 200) continue;
      const request = { family: 1, prefix: file.text.slice(0, at), suffix: '', maxSymbols: 200 };
      count(completer.complete(request, undefined, indexed.library), file.text.slice(at), sums);
    }
    indexed.masked.delete(file.segment);
  }
}

/** The prior of the language, for whatever family is asked for. */
export function priorsOf(engine, { table }, prior) {
  if (!prior) return undefined;
  const priors = new engine.Priors(table);
  priors.use(() => prior);
  return priors;
}

function count({ text, confidence }, rest, sums) {
  sums.places++;
  if (text === '') return;
  sums.shown++;
  sums.confidence += confidence;
  if (rest.startsWith(text)) {
    sums.shownRight++;
    sums.characters += text.length;
  }
  const lines = text.split('\n');
  const actual = rest.split('\n');
  sums.lines += lines.length;
  if (lines.length > 1) sums.severalLines++;
  for (let at = 0; at < lines.length; at++) {
    const right = at < lines.length - 1 ? lines[at] === actual[at] : (actual[at] ?? '').startsWith(lines[at]);
    if (!right) break;
    sums.linesRight++;
  }
}

/** The figures of a language, shares in percent. */
export function figures(sums) {
  const percent = (part, whole) => Math.round((1000 * part) / whole) / 10;
  return {
    tokens: sums.tokens,
    nextTokenTop1: percent(sums.right, sums.tokens),
    nextTokenTop1BlanksCounted: percent(sums.withBlanksRight, sums.withBlanks),
    tokenRightAtConfidence80: percent(sums.sureRight, sums.sure),
    tokenShareAtConfidence80: percent(sums.sure, sums.tokens),
    predictionsPerSecond: Math.round((sums.tokens / sums.milliseconds) * 1000),
    places: sums.places,
    coverage: percent(sums.shown, sums.places),
    shownExactlyRight: percent(sums.shownRight, sums.shown),
    shownLinesRight: percent(sums.linesRight, sums.lines),
    meanConfidenceShown: percent(sums.confidence, sums.shown),
    keptCharactersPerPlace: Math.round((1000 * sums.characters) / sums.places) / 1000,
    charactersPerRight: Math.round((10 * sums.characters) / sums.shownRight) / 10,
    severalLines: percent(sums.severalLines, sums.shown),
    reliability: sums.reliability.map(({ tokens, confidence, right }) => ({
      tokens,
      promised: percent(confidence, tokens),
      kept: percent(right, tokens),
    })),
  };
}
