// The entry point of the suite inside a real VS Code: `run` is called in the extension host. The verdict leaves
// through a file, because only a desktop VS Code turns a rejected promise into an exit code.
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import ResultsReporter from '../../scripts/lib/resultsReporter.cjs';

/** The first document of a cold window takes seconds to open, on a busy machine many. In ms. */
const timeout = 60_000;

/** Runs every compiled test beside this file. Rejects when one fails. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true); // Failures name the lines of the source.
  // Otherwise VS Code stops waiting for suggestions after 760 ms, which a busy machine may need.
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration('editor').update('quickSuggestions', false, Global);
  // A model that a test speaks for is asked for what the test is about, and for nothing else.
  await vscode.workspace.getConfiguration('codexSpark').update('nextEdit.useModel', false, Global);
  const { CODEX_SPARK_RESULTS: results, CODEX_SPARK_LINES: lines, CODEX_SPARK_GREP: grep } = process.env;
  const { CODEX_SPARK_FILE: part = '', CODEX_SPARK_LOGS: logs } = process.env;
  const mocha = new Mocha({
    ui: 'bdd',
    timeout,
    reporter: ResultsReporter,
    reporterOptions: { results, lines, logs },
    ...(grep === undefined ? {} : { grep }),
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.js') && file.includes(part)) mocha.addFile(path.join(__dirname, file));
  }
  const failures = await new Promise<number>(resolve => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
