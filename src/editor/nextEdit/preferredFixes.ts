import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { sleep } from '../../common/clock';
import { raceAbort, timeLimit } from '../../common/abort';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { PreferredFix } from '../../nextEdit/predict/moment';

/** How long a language service has after a change to find what is wrong, in ms. */
const patienceMs = 1_500;

/** Its findings come in several portions; this long after one the next would be there, in ms. */
const settleMs = 100;

/** For so many new errors a fix is asked for. */
const mostErrors = 3;

/**
 * The fixes that a language service prefers for errors which were not there before the latest change of a document. The
 * document's URI is given as text. Never rejects; resolves with none when the signal aborts or nothing new is found.
 */
export type PreferredFixes = ((uri: string, signal: AbortSignal) => Promise<readonly PreferredFix[]>) &
  Disposable;

/**
 * Begins to remember which errors there are.
 * @param isOffered whether somebody else offers the fix of a document (its URI as text) with that title
 */
export function preferredFixes(
  clock: Clock,
  isOffered: (uri: string, title: string) => boolean,
): PreferredFixes {
  const store = new DisposableStore();
  /** The errors of each document when it was asked about last. */
  const known = new Map<string, ReadonlySet<string>>();
  store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())));
  const ask = async (text: string, signal: AbortSignal): Promise<readonly PreferredFix[]> => {
    const uri = vscode.Uri.parse(text);
    const before = known.get(text) ?? new Set(errorsOf(uri).map(nameOf));
    known.set(text, before);
    if (!(await findings(uri, clock, signal))) return [];
    const errors = errorsOf(uri);
    known.set(text, new Set(errors.map(nameOf)));
    const fixes: PreferredFix[] = [];
    for (const error of errors.filter(each => !before.has(nameOf(each))).slice(0, mostErrors)) {
      const fix = await withinLimit(fixOf(uri, error), clock, signal);
      if (signal.aborted) return [];
      if (fix && !isOffered(text, fix.title)) fixes.push(fix.fix);
    }
    return fixes;
  };
  return Object.assign(
    (text: string, signal: AbortSignal) => ask(text, signal).catch((): readonly PreferredFix[] => []),
    { dispose: () => store.dispose() },
  );
}

/** What comes within the limit; rejects when the signal aborts. A language service that hangs holds nobody up. */
async function withinLimit<T>(asked: Promise<T>, clock: Clock, signal: AbortSignal): Promise<T | undefined> {
  const limit = timeLimit(clock, patienceMs, signal);
  try {
    return await raceAbort(asked, limit.signal);
  } catch {
    return undefined;
  } finally {
    limit.dispose();
  }
}

/** Resolves to whether a language service has told something about a document, and all of it. */
async function findings(uri: vscode.Uri, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  let told = false;
  const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.some(each => each.toString() === uri.toString())) {
      told = true;
      over.abort();
    }
  });
  try {
    await sleep(clock, patienceMs, AbortSignal.any([signal, over.signal])).catch(() => undefined);
    if (!told || signal.aborted) return false;
    await sleep(clock, settleMs, signal);
    return true;
  } finally {
    listener.dispose();
  }
}

function errorsOf(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}

/** The same for the same error, wherever its line is by now. */
function nameOf({ message, code, source }: vscode.Diagnostic): string {
  return JSON.stringify([source, typeof code === 'object' ? code.value : code, message]);
}

/** The fix that is preferred for an error, when it changes only one document. */
async function fixOf(
  uri: vscode.Uri,
  { range }: vscode.Diagnostic,
): Promise<{ readonly title: string; readonly fix: PreferredFix } | undefined> {
  const actions: unknown = await vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    mostErrors,
  );
  if (!Array.isArray(actions)) return undefined;
  const preferred: unknown = actions.find(
    (action: unknown) => action instanceof vscode.CodeAction && action.isPreferred && action.edit,
  );
  if (!(preferred instanceof vscode.CodeAction) || !preferred.edit) return undefined;
  const [entry, ...others] = preferred.edit.entries();
  if (!entry || others.length > 0) return undefined;
  const [changed, edits] = entry;
  const document = await vscode.workspace.openTextDocument(changed);
  const fix: PreferredFix = {
    uri: changed.toString(),
    edits: edits
      .map(edit => {
        const offset = document.offsetAt(edit.range.start);
        return { offset, length: document.offsetAt(edit.range.end) - offset, text: edit.newText };
      })
      .sort((a, b) => a.offset - b.offset),
  };
  return { title: preferred.title, fix };
}
