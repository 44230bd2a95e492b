import * as vscode from 'vscode';
import { endOf, hunkAt, hunksOfReview, onlyHunkAround, type PlacedHunk } from '../../../diff/review/review';
import { asHunkNode, asNumbers } from './commandArguments';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession } from '../live/editSession';
import type { JustEnded } from './justEnded';

/** A change and the edit it belongs to. */
export interface FoundHunk {
  readonly edit: EditSession;
  readonly hunk: PlacedHunk;
}

/** What a command of the edits means: by the arguments a button gives it, else by the cursor. */
export class EditsAtHand {
  constructor(
    private readonly registry: EditRegistry,
    private readonly justEnded: JustEnded<EditSession>,
  ) {}

  /** The edit at the cursor, or the latest of the file, that `accepts` takes. */
  here(accepts: (edit: EditSession) => boolean): EditSession | undefined {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return undefined;
    return this.registry.at(editor.document, editor.document.offsetAt(editor.selection.active), accepts);
  }

  /** The edit that streams at the cursor or in the file. */
  streaming(): EditSession | undefined {
    return this.here(({ phase }) => phase === 'streaming');
  }

  /**
   * The edit that is redirected when the keys that begin one are pressed again: the one that streams at the cursor
   * or in the file. Undefined where other code is selected: that is an edit of its own.
   * @param mayBeLate whether one that has just ended is meant as well
   */
  redirected(mayBeLate = false): EditSession | undefined {
    const editor = vscode.window.activeTextEditor;
    const selections = editor?.selections.filter(({ isEmpty }) => !isEmpty) ?? [];
    const isMeant = (edit: EditSession): boolean =>
      edit.phase === 'streaming' || (mayBeLate && this.justEnded.has(edit));
    if (!editor || selections.length === 0) return this.here(isMeant);
    const { document } = editor;
    return this.registry
      .of(document)
      .find(
        edit =>
          isMeant(edit) &&
          selections.some(
            ({ start, end }) =>
              document.offsetAt(start) < endOf(edit.review) && edit.review.start < document.offsetAt(end),
          ),
      );
  }

  /** The edit whose id is the first argument. */
  byId(args: readonly unknown[]): EditSession | undefined {
    const [id] = asNumbers(args);
    return this.registry.all.find(edit => edit.id === id);
  }

  /** The change the arguments name, or without arguments that at the cursor. */
  hunk(args: readonly unknown[]): FoundHunk | undefined {
    const [editId, hunkId] = asHunkNode(args[0]) ?? asNumbers(args);
    for (const edit of this.registry.all) {
      const hunk = edit.id === editId && hunksOfReview(edit.review).find(({ id }) => id === hunkId);
      if (hunk) return { edit, hunk };
    }
    const editor = vscode.window.activeTextEditor;
    if (args.length > 0 || !editor) return undefined;
    const offset = editor.document.offsetAt(editor.selection.active);
    for (const edit of this.registry.of(editor.document)) {
      const hunk = hunkAt(edit.review, offset);
      if (hunk) return { edit, hunk };
    }
    return undefined;
  }

  /** The change to decide on: also the only one of the edit around the cursor, where it is on screen. */
  toDecide(args: readonly unknown[]): FoundHunk | undefined {
    const found = this.hunk(args);
    const editor = vscode.window.activeTextEditor;
    if (found || args.length > 0 || !editor) return found;
    const { document, selection, visibleRanges } = editor;
    const offset = document.offsetAt(selection.active);
    for (const edit of this.registry.of(document)) {
      const hunk = onlyHunkAround(edit.review, offset);
      if (hunk && visibleRanges.some(range => range.contains(document.positionAt(hunk.start))))
        return { edit, hunk };
    }
    return undefined;
  }

  /** The edit the arguments name, else all of the file that have open changes. */
  open(args: readonly unknown[]): readonly EditSession[] {
    const edit = this.byId(args);
    if (edit) return [edit];
    const document = vscode.window.activeTextEditor?.document;
    return this.registry.of(document).filter(({ openHunks }) => openHunks > 0);
  }
}
