import type { TextDocumentChangeEvent } from 'vscode';
import type { Clock } from '../../../common/clock';
import type { OffsetRange } from '../../../diff/offsetRange';
import type { TextEdit } from '../../../diff/textEdit';

/** Edits that belong together, made for the document as it is now. */
export interface Batch {
  readonly edits: readonly TextEdit[];
  /** Called once the edits stand in the document, before any later change is handed on. */
  readonly commit: () => void;
}

/** Where undo stops are set around a batch. */
export interface UndoStops {
  readonly before: boolean;
  readonly after: boolean;
}

/** A document that can be written into. */
export interface WritableDocument {
  readonly isClosed: boolean;
  /** Its text between two UTF-16 offsets, as it is known here by now. */
  read(range: OffsetRange): string;
  /**
   * Makes edits that were made for the text as it is known here. Resolves to false, and changes nothing, when that is not
   * the text any more. Never rejects.
   */
  apply(edits: readonly TextEdit[], stops: UndoStops): Promise<boolean>;
}

/** What is read of a change event. */
interface SomeChange {
  readonly contentChanges: readonly { readonly rangeOffset: number; readonly rangeLength: number }[];
}

/** So many times a batch is made anew because the user was faster; typing at 30 keys a second needs two or three. */
const attempts = 60;
/**
 * A batch is refused because of a change that is not known here yet. Before that is known the next one would be refused
 * as well, and each costs the window time that the user's keys need. Waits no longer than this, in ms.
 */
const newsMs = 100;

/**
 * The only one that writes into a document: one batch at a time, each made for the version it is applied to. When the
 * person changes the text in between, VS Code refuses the batch, and it is made anew from what then stands there: no
 * change is lost, neither theirs nor ours.
 */
export class DocumentWriter<Change extends SomeChange = TextDocumentChangeEvent> {
  private last: Promise<unknown> = Promise.resolve();
  private held: Change[] | undefined;
  private onHeld: ((event: Change) => void) | undefined;
  private onNews: (() => void) | undefined;

  /**
   * @param onForeign a change that was not written here; comes in order, and never between a batch and its commit. Of
   * those that came while a batch was on its way only the latest left the document as it is now
   */
  constructor(
    private readonly document: WritableDocument,
    private readonly clock: Clock,
    private readonly onForeign: (event: Change, isLatest: boolean) => void,
  ) {}

  /** Every change event of the document goes through here. */
  changed(event: Change): void {
    if (event.contentChanges.length === 0) return;
    if (this.held) {
      this.held.push(event);
      this.onHeld?.(event);
    } else this.onForeign(event, true);
    this.onNews?.();
  }

  /** Resolves when nothing is being written, nor what follows at once on what was. */
  async idle(): Promise<void> {
    for (let last: unknown; last !== this.last;) {
      last = this.last;
      await this.last;
    }
  }

  /**
   * Writes what `make` returns once it is its turn; `make` is asked again after each refusal, undefined ends it.
   * Resolves to whether the batch stands in the document, or there was nothing to write. Never rejects.
   */
  write(make: () => Batch | undefined, stops: UndoStops): Promise<boolean> {
    const run = this.last.then(() => this.run(make, stops));
    this.last = run;
    return run;
  }

  private async run(make: () => Batch | undefined, stops: UndoStops): Promise<boolean> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (this.document.isClosed) return false;
      const batch = make();
      if (!batch) return true;
      const edits = batch.edits.filter(edit => this.changes(edit));
      if (edits.length === 0) {
        batch.commit();
        return true;
      }
      this.held = [];
      const overtaken = this.overtaken(edits);
      const done = await Promise.race([this.document.apply(edits, stops), overtaken]);
      this.onHeld = undefined;
      const events = this.held;
      this.held = undefined;
      // An editor that is read-only says that it has made what it has not.
      if (done && events.length === 0) return false;
      if (done) {
        // VS Code applies a batch only to the version it was made for, so the first change is the batch itself.
        events.shift();
        batch.commit();
      }
      events.forEach((event, index) => this.onForeign(event, index === events.length - 1));
      if (done) return true;
      if (events.length === 0) await this.news();
    }
    return false;
  }

  /**
   * Resolves to false once it is certain that a batch on its way will be refused: a change stood in the document before
   * it. Its own refusal comes later, behind what the window has to paint by then. It makes no difference to the next
   * batch, which is for the version after that change.
   */
  private overtaken(edits: readonly TextEdit[]): Promise<false> {
    const start = Math.min(...edits.map(({ offset }) => offset));
    const end = Math.max(...edits.map(({ offset, length }) => offset + length));
    return new Promise(resolve => {
      this.onHeld = ({ contentChanges }) => {
        // What changes nowhere near the batch cannot be the batch. Of anything else VS Code's answer tells.
        const isElsewhere = contentChanges.every(
          ({ rangeOffset, rangeLength }) => rangeOffset > end || rangeOffset + rangeLength < start,
        );
        if (isElsewhere) resolve(false);
        this.onHeld = undefined;
      };
    });
  }

  /** Resolves with the next change of the document. */
  private news(): Promise<void> {
    return new Promise(resolve => {
      const timer = this.clock.setTimeout(() => this.onNews?.(), newsMs);
      this.onNews = () => {
        this.onNews = undefined;
        timer.dispose();
        resolve();
      };
    });
  }

  private changes({ offset, length, text }: TextEdit): boolean {
    return this.document.read({ start: offset, end: offset + length }) !== text;
  }
}
