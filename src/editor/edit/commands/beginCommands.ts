import * as vscode from 'vscode';
import type { Clock } from '../../../common/clock';
import { t } from '../../../common/l10n';
import type { OffsetRange } from '../../../diff/offsetRange';
import type { TurnStarter } from '../../../session/session';
import type { Permission } from '../../permission/permission';
import { beginSet, type SetTarget } from './beginSet';
import { asInstruction, asUris, isByKey, isFixArguments } from './commandArguments';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession, EditTask } from '../live/editSession';
import type { EditsAtHand } from './editsAtHand';
import type { InstructionInput } from './instructionInput';
import { maySend } from './maySend';
import type { CommandTable } from './reviewCommands';
import { editorRange } from '../live/editorRange';
import { targetsOf, wholeDocument, wholeLines, withCommentAbove } from './target';
import { tell } from './tell';

/** What the commands that begin and redirect edits work with. */
export interface BeginCommandParts {
  readonly registry: EditRegistry;
  readonly session: () => TurnStarter | undefined;
  readonly input: InstructionInput;
  readonly permission: Permission;
  readonly clock: Clock;
  readonly explain: Explain;
}

/** Asks a question about some code where answers are read. */
export type Explain = (question: string, uri: vscode.Uri, range: vscode.Range) => Promise<void>;

const optimizing: EditTask = { title: t('Optimizing'), instruction: '' };
const documenting: EditTask = {
  title: t('Documenting'),
  instruction:
    'Write doc comments in the style of the language for what has none or a wrong one. Change no code.',
};

/** Beginning edits, and redirecting those that stream. */
export function beginCommands(parts: BeginCommandParts, atHand: EditsAtHand): CommandTable {
  const { registry, session, input } = parts;

  const begin = async (targets: readonly SetTarget[], task: EditTask, asSet = false): Promise<void> => {
    const allowed: SetTarget[] = [];
    for (const target of targets) {
      if (target.ranges.length > 0 && (await maySend(parts, target.document.uri))) allowed.push(target);
    }
    const [only, another] = allowed;
    if (!only) {
      const isKept = targets.some(({ ranges }) => ranges.length > 0);
      return tell(
        isKept
          ? t('Kept back (secrets or an ignore file), so nothing was sent.')
          : t('There is no code here to work on.'),
      );
    }
    const [range, second] = only.ranges;
    if (asSet || another || second || !range) {
      const problem = await beginSet(registry, session, allowed, task);
      if (problem !== undefined) tell(problem);
    } else {
      await registry.begin(only.document, range, task);
    }
  };
  const beginHere = async (
    task: EditTask,
    widened: (document: vscode.TextDocument, range: OffsetRange) => OffsetRange = (_, range) => range,
  ): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return tell(t('Open a file and put the cursor into the code to work on.'));
    const { document } = editor;
    const ranges = await targetsOf(editor);
    await begin([{ document, ranges: ranges.map(range => widened(document, range)) }], task);
  };
  const filesOf = async (first: unknown, all: unknown): Promise<SetTarget[]> => {
    const uris = asUris(first, all);
    const active = vscode.window.activeTextEditor?.document;
    const documents =
      uris.length > 0
        ? await Promise.all(uris.map(uri => vscode.workspace.openTextDocument(uri)))
        : active
          ? [active]
          : [];
    return documents.map(document => ({
      document,
      ranges: document.getText().trim() === '' ? [] : [wholeDocument(document)],
    }));
  };
  const editing = async (title: string, given: unknown): Promise<EditTask | undefined> => {
    const what = t('What to do with the code');
    const instruction = await input.ask(title, what, asInstruction(given));
    return instruction === undefined ? undefined : { title: t('Editing'), instruction };
  };
  const redirect = async (edit: EditSession | undefined, given: unknown): Promise<void> => {
    if (!edit) return tell(t('Nothing is being rewritten here.'));
    const text = await input.ask(
      t('Redirect'),
      t('What to do instead, such as: use a Map'),
      asInstruction(given),
    );
    // It may have ended while the user was typing.
    if (text !== undefined && edit.phase === 'ended')
      return tell(t('Nothing is being rewritten here any more.'));
    if (text !== undefined) await edit.redirect(text);
  };

  return {
    optimizeSelection: given => {
      // By its key, which begins an edit without a question: what is typed next is meant for one.
      const streaming = atHand.redirected(isByKey(given));
      return streaming ? redirect(streaming, given) : beginHere(optimizing);
    },
    editSelection: async given => {
      const streaming = atHand.redirected();
      if (streaming) return redirect(streaming, given);
      const task = await editing(t('Edit Selection'), given);
      if (task) await beginHere(task);
    },
    editSelections: async given => {
      const editors = vscode.window.visibleTextEditors.filter(({ selections }) =>
        selections.some(selection => !selection.isEmpty),
      );
      if (editors.length === 0) return tell(t('Select code in one or more of the visible editors.'));
      const targets = await Promise.all(
        editors.map(async editor => ({ document: editor.document, ranges: await targetsOf(editor) })),
      );
      const task = await editing(t('Edit Selections in All Visible Editors'), given);
      if (task) await begin(withoutTwins(targets), task);
    },
    optimizeFile: async (first, all) => begin(await filesOf(first, all), optimizing, true),
    editFiles: async (first, all, given) => {
      const targets = await filesOf(first, all);
      const task = await editing(t('Edit Files'), given ?? first);
      if (task) await begin(targets, task, true);
    },
    document: () => beginHere(documenting, withCommentAbove),
    explain: async () => {
      const editor = vscode.window.activeTextEditor;
      const [range] = editor ? await targetsOf(editor) : [];
      if (!editor || !range) return tell(t('Put the cursor into the code to explain.'));
      const { document } = editor;
      // The line behind the last line break is no part of it.
      const lines = editorRange(document, { ...range, end: Math.max(range.start, range.end - 1) });
      await parts.explain(t('Explain this code.'), document.uri, lines);
    },
    fix: async (...args) => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) return;
      const { document, selection } = editor;
      if (isFixArguments(args)) {
        const [, range, messages] = args;
        const ranges = await targetsOf({
          document,
          selections: [new vscode.Selection(range.start, range.start)],
        });
        return begin(
          [{ document, ranges: ranges.length > 0 ? ranges : [wholeLines(document, range)] }],
          fixing(messages),
        );
      }
      const found = problemsAt(document, selection);
      if (found.length === 0) return tell(t('The language service finds nothing wrong at the cursor.'));
      await begin(
        [{ document, ranges: await targetsOf(editor) }],
        fixing(found.map(({ message }) => message)),
      );
    },
    redirect: (...args) => redirect(atHand.byId(args) ?? atHand.streaming(), args[0]),
    stop: async (...args) => {
      const edit = atHand.byId(args) ?? atHand.streaming();
      if (!edit) return;
      // The files of a set have one answer.
      const together = edit.task.isSet ? registry.all.filter(({ task }) => task === edit.task) : [edit];
      for (const each of together) await each.stop();
    },
    retry: (...args) => (atHand.byId(args) ?? atHand.here(({ phase }) => phase !== 'ended'))?.retry(),
  };
}

/** What is wrong at the cursor, or where nothing is, anywhere in its lines. */
function problemsAt(document: vscode.TextDocument, selection: vscode.Selection): vscode.Diagnostic[] {
  const touching = (place: vscode.Range): vscode.Diagnostic[] =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ range }) => range.intersection(place) !== undefined);
  const lines = new vscode.Range(selection.start.line, 0, selection.end.line, Number.MAX_SAFE_INTEGER);
  const here = touching(selection);
  return here.length > 0 ? here : touching(document.validateRange(lines));
}

function fixing(messages: readonly string[]): EditTask {
  return { title: t('Fixing'), instruction: `Fix: ${messages.join('; ')}` };
}

/** A document that is visible twice is taken once. */
function withoutTwins(targets: readonly SetTarget[]): SetTarget[] {
  return targets.filter(
    ({ document }, index) => targets.findIndex(other => other.document === document) === index,
  );
}
