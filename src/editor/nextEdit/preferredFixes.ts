import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { sleep } from '../../common/clock';
import { raceAbort, timeLimit } from '../../common/abort';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter, type Event } from '../../common/emitter';
import type { PreferredFix } from '../../nextEdit/predict/moment';
import type { DocumentChanges } from '../document/documentChanges';
import { NewErrors, patienceMs } from './newErrors';

/** For so many new errors a fix is asked for. */
const mostErrors = 3;

/**
 * The fixes that a language service prefers for errors which were not there before the latest change of a document. The
 * document's URI is given as text. Never rejects; resolves with none when the signal aborts or nothing new is found.
 */
export type PreferredFixes = ((uri: string, signal: AbortSignal) => Promise<readonly PreferredFix[]>) &
  Disposable;

/**
 * Begins to listen: what is found wrong after a change is known when it is asked for, however late that is.
 * @param isOffered whether somebody else offers the fix of a document (its URI as text) with that title
 */
export function preferredFixes(
  changes: DocumentChanges,
  clock: Clock,
  isOffered: (uri: string, title: string) => boolean,
): PreferredFixes {
  const store = new DisposableStore();
  const news = new NewErrors();
  const told = store.add(new Emitter<string>());
  store.add(
    changes.follow('notice', ({ document, contentChanges }) => {
      if (contentChanges.length === 0 || document !== vscode.window.activeTextEditor?.document) return;
      const { uri } = document;
      news.changed(uri.toString(), () => errorsOf(uri).map(nameOf), clock.now());
    }),
  );
  store.add(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) {
        news.told(uri.toString(), clock.now());
        told.fire(uri.toString());
      }
    }),
  );
  store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => news.closed(uri.toString())));
  const ask = async (text: string, signal: AbortSignal): Promise<readonly PreferredFix[]> => {
    const uri = vscode.Uri.parse(text);
    await settled(text, { news, told: told.event, clock }, signal);
    if (!news.hasBeenTold(text)) return [];
    const errors = errorsOf(uri);
    const fresh = news.newOf(text, errors.map(nameOf));
    const fixes: PreferredFix[] = [];
    for (const error of errors.filter(each => fresh.has(nameOf(each))).slice(0, mostErrors)) {
      const fix = await withinLimit(fixOf(uri, error), clock, signal);
      // Who typed on is asked about them anew.
      if (signal.aborted) return [];
      if (fix && !isOffered(text, fix.title)) fixes.push(fix.fix);
    }
    news.seen(text, errors.map(nameOf));
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

/** Resolves when language services have told all that they found in a document, or none has in time. */
async function settled(
  uri: string,
  { news, told, clock }: { readonly news: NewErrors; readonly told: Event<string>; readonly clock: Clock },
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const left = news.waitFor(uri, clock.now());
    if (left === undefined || left === 0) return;
    const over = new AbortController();
    const listener = told(each => {
      if (each === uri) over.abort();
    });
    await sleep(clock, left, AbortSignal.any([signal, over.signal]))
      .catch(() => undefined)
      .finally(() => listener.dispose());
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
