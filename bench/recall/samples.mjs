// Walks projects with one file left out at a time: the others are the workspace, the text left of the cursor is
// the current file. Calls `visit` for every position with what the predictor says there.

/** Indexes a project; returns what `walk` needs. */
export function indexProject(engine, project) {
  const table = new engine.SymbolTable();
  const encoder = new engine.Encoder(table);
  const library = new engine.ContextIndex(table, 18);
  const files = project.files.map(({ path, text }) => {
    const segment = library.beginSegment(1);
    library.push(0);
    const { symbols } = encoder.encode(text, engine.detectIndentStyle(text));
    for (const symbol of symbols) library.push(symbol);
    return { path, text, segment, symbols: Int32Array.from(symbols) };
  });
  return { table, encoder, library, files };
}

/** A bounded, even choice of the files of a project. */
export function chooseFiles(files, most) {
  const step = Math.max(1, Math.ceil(files.length / most));
  return files.filter((_, at) => at % step === 0);
}

/** Visits every symbol of the chosen files. */
export function walk(engine, indexed, most, visit) {
  const { library } = indexed;
  const current = new engine.ContextIndex(indexed.table, 15);
  for (const file of chooseFiles(indexed.files, most)) {
    library.masked[file.segment] = 1;
    current.clear();
    current.beginSegment(1);
    current.push(0);
    const sources = engine.sourcesOf(current, undefined, library);
    for (let at = 0; at < file.symbols.length; at++) {
      visit(sources, file.symbols, at);
      current.push(file.symbols[at]);
    }
    library.masked[file.segment] = 0;
  }
}
