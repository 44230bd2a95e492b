// Counts what follows which context in many projects of one language, and keeps what says most beyond the shorter
// context: pruning by what an entry gains, as Stolcke ("Entropy-based pruning of backoff language models", 1998) has it.

/** A project that says the same over and over counts less: its occurrences are taken to this power. */
const perProject = 0.7;

/** Least number of projects that a continuation must be seen in, so that nothing is kept that is of one alone. */
const leastProjects = 3;

/** Least weight of a context, and least share of a continuation, to be looked at. */
const leastWeight = 8;
const leastShare = 0.02;

/** What a context leaves for what was never seen behind it. */
const discount = 1.5;

const targetRange = 8192;
const ownerRange = 256;

/**
 * `projects`: the symbols (Int32Array) of each. Returns { texts, symbols, entries }: the vocabulary, the targets as
 * pairs of a context number and a blank, and the continuations { hash, symbol, share }, those that gain most.
 */
export function countPrior(engine, table, projects, sizes) {
  const { texts, symbols } = chooseSymbols(engine, table, projects, sizes.symbols);
  const vocabulary = new engine.PriorVocabulary(texts, symbols);
  const reader = vocabulary.reader(table);
  const total = projects.reduce((sum, each) => sum + each.length, 0);
  const targets = new Uint16Array(total);
  const owners = new Uint8Array(total);
  const contexts = new Int32Array(total);
  let at = 0;
  projects.forEach((sequence, project) => {
    for (const symbol of sequence) {
      contexts[at] = reader.context(symbol);
      targets[at] = reader.target(symbol);
      owners[at++] = project;
    }
  });
  const unigram = new Float64Array(symbols.length + 1).fill(0.5);
  for (const target of targets) unigram[target]++;
  const all = [];
  /** Of the kind before: shares by hash and target. */
  let below = new Map();
  let hashesBelow = new Int32Array(total);
  for (let kind = 0; kind < engine.priorKinds; kind++) {
    const hashes = new Int32Array(total);
    const keys = new Float64Array(total);
    let count = 0;
    for (let each = 8; each < total; each++) {
      const hash = engine.priorHash(kind, contexts, each);
      hashes[each] = hash;
      if (hash !== 0 && targets[each] !== 0)
        keys[count++] = (hash * targetRange + targets[each]) * ownerRange + owners[each];
    }
    const { found, shares } = groups(keys.subarray(0, count).sort());
    // What the next shorter context says of the same.
    const wanted = new Map(found.map(({ hash }) => [hash, 0]));
    for (let each = 8; each < total; each++)
      if (wanted.has(hashes[each])) wanted.set(hashes[each], hashesBelow[each]);
    for (const entry of found) {
      const lower =
        below.get(wanted.get(entry.hash) * targetRange + entry.symbol) ??
        Math.min(0.005, unigram[entry.symbol] / total);
      entry.gain = entry.weight * Math.log(entry.share / lower);
      entry.kind = kind;
      if (entry.gain > 3) all.push(entry);
    }
    console.error('kind', kind, 'continuations', found.length);
    below = shares;
    hashesBelow = hashes;
  }
  all.sort((one, other) => other.gain - one.gain);
  const entries = all.slice(0, sizes.entries);
  const kinds = Array.from(
    { length: engine.priorKinds },
    (_, kind) => entries.filter(each => each.kind === kind).length,
  );
  console.error('kept', kinds.join(' '), 'of', all.length);
  const usual = Array.from(unigram, count => count / total);
  return { texts, symbols, usual, entries };
}

/** Goes through sorted keys; returns the continuations worth looking at and the shares of all that are not rare. */
function groups(sorted) {
  const found = [];
  const shares = new Map();
  const step = targetRange * ownerRange;

  for (let start = 0; start < sorted.length;) {
    const hash = Math.floor(sorted[start] / step);
    let whole = 0;
    let last = -1;
    const own = [];
    let at = start;
    for (; at < sorted.length;) {
      const key = sorted[at];
      if (Math.floor(key / step) !== hash) break;
      let same = at + 1;
      while (same < sorted.length && sorted[same] === key) same++;
      const target = Math.floor(key / ownerRange) % targetRange;
      const part = (same - at) ** perProject;
      if (target !== last) own.push({ hash, symbol: (last = target), weight: 0, among: 0 });
      const group = own[own.length - 1];
      group.weight += part;
      group.among++;
      whole += part;
      at = same;
    }
    start = at;
    if (whole < leastWeight) continue;
    for (const group of own) {
      if (group.among < leastProjects) continue;
      group.share = group.weight / (whole + discount * Math.sqrt(own.length));
      if (group.share < 0.004) continue;
      shares.set(hash * targetRange + group.symbol, group.share);
      if (group.share >= leastShare) found.push(group);
    }
  }
  return { found, shares };
}

/** The symbols seen most, by projects; their texts are the vocabulary. */
function chooseSymbols(engine, table, projects, most) {
  const weights = new Map();
  for (const sequence of projects) {
    const own = new Map();
    for (const symbol of sequence) own.set(symbol, (own.get(symbol) ?? 0) + 1);
    for (const [symbol, count] of own) {
      const known = weights.get(symbol) ?? { weight: 0, among: 0 };
      known.weight += count ** perProject;
      known.among++;
      weights.set(symbol, known);
    }
  }
  const chosen = [...weights]
    .filter(
      ([symbol, { among }]) => among >= leastProjects && symbol >> 1 !== 0 && table.text(symbol).length < 25,
    )
    .sort(([, one], [, other]) => other.weight - one.weight)
    .slice(0, most - 2 * engine.classCount)
    .map(([symbol]) => symbol);
  const texts = [];
  const numbers = new Map();
  const symbols = [];
  for (const symbol of chosen) {
    if (engine.isLineBreak(symbol)) {
      symbols.push(symbol);
      continue;
    }
    const text = table.text(symbol);
    if (!numbers.has(text)) {
      numbers.set(text, engine.firstPriorText + texts.length);
      texts.push(text);
    }
    symbols.push(numbers.get(text) * 2 + (symbol & 1));
  }
  for (let each = 0; each < engine.classCount; each++)
    symbols.push((engine.firstClass + each) * 2, (engine.firstClass + each) * 2 + 1);
  return { texts, symbols };
}
