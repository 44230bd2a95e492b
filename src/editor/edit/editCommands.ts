import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Stretch } from '../../diff/stretch';
import { hunkAt, hunksOfReview, nextHunk, previousHunk, type PlacedHunk } from '../../diff/review/review';
import type { Permission } from '../permission/permission';
import type { EditRegistry } from './editRegistry';
import type { EditSession, EditTask } from './editSession';
import { asHunkNode, asInstruction, asNumbers, asUris, isFixArguments } from './commandArguments';
import type { InstructionInput } from './instructionInput';
import { maySend } from './maySend';
import type { OriginalDocuments } from './originalDocuments';
import { targetsOf, wholeDocument, wholeLines } from './target';

/** What the commands work with. */
export interface EditCommandParts {
  readonly registry: EditRegistry;
  readonly originals: OriginalDocuments;
  readonly input: InstructionInput;
  readonly permission: Permission;
  readonly clock: Clock;
}

const optimizing: EditTask = { title: 'Optimizing', instruction: '' };
const documenting: EditTask = {
  title: 'Documenting',
  instruction:
    'Write doc comments in the style of the language for what has none or a wrong one. Change no code.',
};

/** Registers the commands of the edits. */
export function editCommands(parts: EditCommandParts): Disposable {
  const { registry, originals, input } = parts;
  const store = new DisposableStore();

  const begin = async (
    document: vscode.TextDocument,
    targets: readonly Stretch[],
    task: EditTask,
  ): Promise<void> => {
    if (!(await maySend(parts, document.uri))) {
      return tell('This file is kept back (secrets or an ignore file), so nothing of it was sent.');
    }
    if (targets.length === 0) return tell('There is no code here to work on.');
    for (const target of targets) await registry.begin(document, target, task);
  };
  const beginHere = async (task: EditTask): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return tell('Open a file and put the cursor into the code to work on.');
    await begin(editor.document, await targetsOf(editor), task);
  };

  const redirect = async (edit: EditSession | undefined, instruction?: string): Promise<void> => {
    if (!edit) return tell('Nothing is being rewritten here.');
    const text = instruction ?? (await input.ask('Redirect', 'What to do instead, such as: use a Map'));
    if (text !== undefined) await edit.redirect(text);
  };
  const streamingHere = (): EditSession | undefined => editHere(({ phase }) => phase === 'streaming');
  const editHere = (accepts: (edit: EditSession) => boolean): EditSession | undefined => {
    const editor = vscode.window.activeTextEditor;
    return editor && registry.at(editor.document, editor.document.offsetAt(editor.selection.active), accepts);
  };
  const byId = (args: readonly unknown[]): EditSession | undefined => {
    const [id] = asNumbers(args);
    return registry.all.find(edit => edit.id === id);
  };

  const hunkOf = (args: readonly unknown[]): { edit: EditSession; hunk: PlacedHunk } | undefined => {
    const node = asHunkNode(args[0]);
    const [editId, hunkId] = node ?? asNumbers(args);
    for (const edit of registry.all) {
      const hunk = edit.id === editId && hunksOfReview(edit.review).find(({ id }) => id === hunkId);
      if (hunk) return { edit, hunk };
    }
    const editor = vscode.window.activeTextEditor;
    if (args.length > 0 || !editor) return undefined;
    const offset = editor.document.offsetAt(editor.selection.active);
    for (const edit of registry.of(editor.document)) {
      const hunk = hunkAt(edit.review, offset);
      if (hunk) return { edit, hunk };
    }
    return undefined;
  };
  const openIn = (args: readonly unknown[]): readonly EditSession[] => {
    const edit = byId(args);
    if (edit) return [edit];
    const document = vscode.window.activeTextEditor?.document;
    return registry.of(document).filter(({ openHunks }) => openHunks > 0);
  };
  const rejectEdits = async (edits: readonly EditSession[]): Promise<void> => {
    const held: EditSession[] = [];
    for (const edit of edits) if ((await edit.rejectAll()).length > 0) held.push(edit);
    if (held.length > 0 && (await confirmEdited())) for (const edit of held) await edit.rejectAll(true);
  };
  const reveal = async (edit: EditSession, hunk: PlacedHunk): Promise<void> => {
    const editor = await vscode.window.showTextDocument(edit.document, { preserveFocus: false });
    const position = edit.document.positionAt(hunk.start);
    editor.selection = new vscode.Selection(position, position);
    editor.revealRange(
      new vscode.Range(position, edit.document.positionAt(hunk.end)),
      vscode.TextEditorRevealType.InCenterIfOutsideViewport,
    );
  };
  const go = async (forwards: boolean): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const offset = editor.document.offsetAt(editor.selection.active);
    const edits = [...registry.of(editor.document)]
      .filter(({ openHunks }) => openHunks > 0)
      .sort((a, b) => a.review.start - b.review.start);
    const beyond = ({ start }: PlacedHunk): boolean => (forwards ? start > offset : start < offset);
    const ordered = forwards ? edits : [...edits].reverse();
    const step = forwards ? nextHunk : previousHunk;
    for (const wraps of [false, true]) {
      for (const edit of ordered) {
        const hunk = step(edit.review, wraps ? (forwards ? -1 : Infinity) : offset);
        if (hunk && (wraps || beyond(hunk))) return reveal(edit, hunk);
      }
    }
    tell('There is no change to review in this file.');
  };

  const table: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    optimizeSelection: () => (streamingHere() ? redirect(streamingHere()) : beginHere(optimizing)),
    optimizeFile: async (first, all) => {
      const uris = asUris(first, all);
      const active = vscode.window.activeTextEditor?.document;
      const documents =
        uris.length > 0
          ? await Promise.all(uris.map(uri => vscode.workspace.openTextDocument(uri)))
          : active
            ? [active]
            : [];
      for (const document of documents) await begin(document, [wholeDocument(document)], optimizing);
    },
    editSelection: async given => {
      if (streamingHere()) return redirect(streamingHere(), asInstruction(given));
      const instruction =
        asInstruction(given) ?? (await input.ask('Edit Selection', 'What to do with the selected code'));
      if (instruction !== undefined) await beginHere({ title: 'Editing', instruction });
    },
    document: () => beginHere(documenting),
    fix: async (...args) => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) return;
      const { document, selection } = editor;
      const found = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ range }) => range.intersection(selection) !== undefined);
      const messages = isFixArguments(args) ? args[2] : found.map(({ message }) => message);
      if (messages.length === 0) return tell('The language service finds nothing wrong at the cursor.');
      const targets = await targetsOf(editor);
      const range = isFixArguments(args) ? args[1] : undefined;
      await begin(document, range && targets.length === 0 ? [wholeLines(document, range)] : targets, {
        title: 'Fixing',
        instruction: `Fix: ${messages.join('; ')}`,
      });
    },
    redirect: (...args) => redirect(byId(args) ?? streamingHere(), asInstruction(args[0])),
    stop: (...args) => (byId(args) ?? streamingHere())?.stop(),
    retry: (...args) => (byId(args) ?? editHere(({ phase }) => phase !== 'ended'))?.retry(),
    acceptHunk: (...args) => {
      const found = hunkOf(args);
      if (!found) return tell('There is no change at the cursor.');
      found.edit.accept(found.hunk.id);
    },
    rejectHunk: async (...args) => {
      const found = hunkOf(args);
      if (!found) return tell('There is no change at the cursor.');
      const held = await found.edit.reject(found.hunk.id);
      if (held.length > 0 && (await confirmEdited())) await found.edit.reject(found.hunk.id, true);
    },
    acceptAll: (...args) => {
      for (const edit of openIn(args)) edit.acceptAll();
    },
    rejectAll: (...args) => rejectEdits(openIn(args)),
    acceptEverything: () => {
      for (const edit of registry.all) edit.acceptAll();
    },
    rejectEverything: () => rejectEdits(registry.all),
    nextHunk: () => go(true),
    previousHunk: () => go(false),
    goToHunk: async (...args) => {
      const found = hunkOf(args);
      if (found) await reveal(found.edit, found.hunk);
    },
    peekRemoved: async (...args) => {
      const found = hunkOf(args);
      if (found) await originals.peek(found.edit.document, found.hunk);
    },
    showDiff: async (...args) => {
      const document = byId(args)?.document ?? vscode.window.activeTextEditor?.document;
      if (document) await originals.showDiff(document);
    },
  };
  for (const [name, run] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(`codexSpark.${name}`, run));
  }
  return store;
}

/** Says something that needs no answer. */
function tell(text: string): void {
  void vscode.window.showInformationMessage(`Codex Spark: ${text}`);
}

async function confirmEdited(): Promise<boolean> {
  const choice = await vscode.window.showWarningMessage(
    'Codex Spark: you have changed lines of this rewrite. Rejecting them takes back what you typed there too.',
    'Reject Anyway',
  );
  return choice !== undefined;
}
