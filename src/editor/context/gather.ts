import * as vscode from 'vscode';
import { sleep, type Clock } from '../../common/clock';
import type { ContextBudget } from '../../completion/context/budget';
import type { ChangesInPrompt } from '../../completion/context/changesInPrompt';
import { currentPart } from '../../completion/context/currentPart';
import { textsOf } from '../../completion/context/fileWindows';
import type { OpenFiles } from '../../completion/context/openFiles';
import type { ContextPieces } from '../../completion/context/pieces';
import { wordsOf } from '../../completion/context/words';
import type { LineWindow, Lines } from '../../completion/window';
import type { RecentDiff } from '../../nextEdit/history/recentDiffs';
import type { ChangesForm, DefinitionsForm, DocumentForm, SnippetForm } from '../../protocol/promptForms';
import { displayPath, documentLineEnd } from '../document/documentSnapshot';
import { joinedTextOf, linesOf } from '../document/notebookCells';
import type { Declarations } from './declarations';
import { findingsNear } from './findingsNear';
import type { LastUse } from './lastUse';
import { otherFiles } from './otherFiles';

/** What context is gathered from. */
export interface ContextSources {
  /** Whether a document may have suggestions, and so be in a request. */
  readonly allowed: (document: vscode.TextDocument) => boolean;
  readonly lastUse: LastUse;
  /** What was changed in the last minutes, of files that may be sent; the oldest first. */
  readonly changes: () => readonly RecentDiff[];
  readonly shown: ChangesInPrompt;
  /** Undefined where the user does not want other files to be read. */
  readonly openFiles: OpenFiles | undefined;
  /** Undefined where the user does not want the language service to be asked. */
  readonly declarations: Declarations | undefined;
  readonly budget: ContextBudget;
  readonly clock: Clock;
}

/** Lines around the cursor that other files are compared with. */
const compared = { before: 30, behind: 10 };

/** Longest time the extension host is held, in ms; one step more, about a millisecond, may be. */
const slice = 4;

/**
 * Everything worth knowing at the cursor of an editor but the text right around it. For pauses: it reads documents
 * and asks the language service. Resolves to undefined when the signal aborts meanwhile.
 */
export async function gather(
  editor: vscode.TextEditor,
  sources: ContextSources,
  signal: AbortSignal,
): Promise<ContextPieces | undefined> {
  const { document } = editor;
  const { line } = editor.selection.active;
  const { budget, declarations } = sources;
  const [files, definitions] = await Promise.all([
    similar(document, line, sources, signal),
    declarations?.near(document, line, budget.definitions, signal) ?? [],
  ]);
  // The text may have changed; the pieces are of one moment, the present one.
  if (signal.aborted || document.isClosed || line >= document.lineCount) return undefined;
  const { lines, start } = joinedTextOf(document);
  const part = currentPart(lines, start + line, budget.current);
  const whole = new Set(files.filter(({ kind }) => kind === 'document').map(({ path }) => path));
  const findings = findingsNear(document, line, budget.diagnostics);
  return {
    others: [...files, ...definitions.filter(({ path }: DefinitionsForm) => !whole.has(path))],
    current: currentForm(document, lines, part),
    notes: [...changesFor(document, sources), ...(findings ? [findings] : [])],
  };
}

async function similar(
  document: vscode.TextDocument,
  line: number,
  { allowed, lastUse, openFiles, budget, clock }: ContextSources,
  signal: AbortSignal,
): Promise<readonly (DocumentForm | SnippetForm)[]> {
  if (!openFiles) return [];
  const first = Math.max(0, line - compared.before);
  const last = Math.min(document.lineCount - 1, line + compared.behind);
  const asked = wordsOf(textsOf(linesOf(document), first, last));
  const steps = openFiles.about(otherFiles(document, allowed, lastUse.age), asked, budget.openFiles);
  let started = clock.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (clock.now() - started < slice) continue;
    await sleep(clock, 0, signal).catch(() => undefined);
    if (signal.aborted) return [];
    started = clock.now();
  }
}

/** Where other files are not to be read, of the document alone. */
function changesFor(
  { uri }: vscode.TextDocument,
  { changes, shown, openFiles, budget }: ContextSources,
): ChangesForm[] {
  const own = uri.toString();
  const all = changes().filter(change => openFiles !== undefined || change.uri === own);
  const form = shown.form(
    all.map(change => ({ ...change, path: displayPath(vscode.Uri.parse(change.uri)) })),
    budget.changes,
  );
  return form ? [form] : [];
}

function currentForm(
  document: vscode.TextDocument,
  lines: Lines,
  { firstLine, lastLine }: LineWindow,
): DocumentForm {
  const lineEnd = documentLineEnd(document);
  const text = [...textsOf(lines, firstLine, lastLine)].join(lineEnd);
  return { kind: 'document', path: displayPath(document.uri), language: document.languageId, text };
}
