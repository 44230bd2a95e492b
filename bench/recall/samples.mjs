// Walks projects with one file left out at a time: the others are the workspace, the text left of the cursor is
// the current file. Calls `visit` for every position with what the predictor says there.

/** Indexes a project as a workspace is; returns what `walk` needs. Segments in `masked` are left out. */
export function indexProject(engine, project) {
  const table = new engine.SymbolTable();
  const encoder = new engine.Encoder(table);
  const masked = new Set();
  const library = new engine.SortedIndex(table, 8192, masked);
  const files = project.files.map(({ path, text }, segment) => {
    const symbols = Int32Array.from(encoder.encode(text, engine.detectIndentStyle(text)).symbols);
    library.add(segment, symbols, 0, symbols.length);
    return { path, text, segment, symbols };
  });
  for (const step of library.sort(true)) void step;
  return { table, encoder, library, masked, files };
}

/** A bounded, even choice of the files of a project. */
export function chooseFiles(files, most) {
  const step = Math.max(1, Math.ceil(files.length / most));
  return files.filter((_, at) => at % step === 0);
}

/** Visits every symbol of the chosen files, with what comes before it. */
export function walk(engine, indexed, most, visit) {
  const { library, masked, table } = indexed;
  const current = new engine.ContextIndex(table, 15);
  const gapCounts = new engine.GapCounts(new engine.GapContexts(table), 18);
  for (const file of chooseFiles(indexed.files, most)) {
    masked.add(file.segment);
    current.clear();
    gapCounts.clear();
    current.beginSegment(1);
    current.push(0);
    const brackets = new engine.BracketState();
    const sources = engine.sourcesOf(current, undefined, library);
    for (let at = 0; at < file.symbols.length; at++) {
      const before = {
        ...{ family: 1, history: file.symbols, length: at, grown: 0 },
        ...{
          due: brackets.due.at(-1) ?? '',
          quoted: brackets.openQuote !== '',
          depth: brackets.due.length,
          gapCounts,
        },
      };
      visit(sources, before, file.symbols, at);
      const symbol = file.symbols[at];
      current.push(symbol);
      gapCounts.count(file.symbols, at, 1);
      if (engine.isLineBreak(symbol)) brackets.endLine();
      else brackets.take(table.text(symbol));
    }
    masked.delete(file.segment);
  }
}
