import type { Disposable } from '../common/disposable';
import type { DocumentForm } from '../protocol/promptForms';
import type { ResponseInputItem } from '../protocol/wire';
import type { Session } from '../session/session';
import type { TurnRequest } from '../session/turn';
import { narrowWindow } from './narrow';
import { cursorInput, staticInput } from './prompt';
import type { CursorSnapshot } from './snapshot';

/** The lane on which the static part waits to be forked from; turns never run on it. */
const contextLane = 'inline-context';

/** What a request may know besides the window around the cursor. */
export interface ContextDocuments {
  /** Other documents, most useful first. */
  readonly others: readonly DocumentForm[];
  /** The document being edited, as it is now. */
  readonly current: DocumentForm | undefined;
}

/**
 * The part of completion requests that changes rarely: the instructions, other open documents, and the current
 * one as it was a while ago. It is sent ahead once; a keystroke then sends only the lines that changed.
 */
export class StaticContext implements Disposable {
  private documents: ContextDocuments = { others: [], current: undefined };
  private warm: string | undefined;
  private sending: AbortController | undefined;
  private drifted = false;

  constructor(private readonly session: Pick<Session, 'warm'>) {}

  /** Whether the server holds the static part. */
  get ahead(): boolean {
    return this.warm !== undefined;
  }

  /** Whether requests have become larger, because the current document has changed since it was sent ahead. */
  get stale(): boolean {
    return this.drifted;
  }

  /** Takes new documents and sends them ahead, unless they are the same; until then requests carry everything. */
  async update(documents: ContextDocuments): Promise<void> {
    const same = JSON.stringify(documents) === JSON.stringify(this.documents);
    this.documents = documents;
    if (same) return this.ensure();
    this.warm = undefined;
    this.sending?.abort();
    this.sending = undefined;
    await this.ensure();
  }

  /** Sends the static part ahead unless the server has it or is being sent it: for when a connection is there. */
  async ensure(): Promise<void> {
    if (this.warm !== undefined || this.sending) return;
    this.drifted = false;
    const sending = new AbortController();
    this.sending = sending;
    const { others, current } = this.documents;
    const input = staticInput(current ? [...others, current] : others);
    const id = await this.session.warm({ lane: contextLane, input }, sending.signal);
    if (this.sending !== sending) return;
    this.sending = undefined;
    this.warm = id;
  }

  /** What a turn for this cursor sends: as little as the server needs, and all of it for the case it forgot. */
  turnInput(snapshot: CursorSnapshot): Pick<TurnRequest, 'input' | 'previous' | 'fullInput'> {
    const fullInput = (): ResponseInputItem[] => [
      ...staticInput(this.documents.others),
      ...cursorInput(snapshot),
    ];
    if (this.warm === undefined) return { input: fullInput() };
    return { input: this.newInput(snapshot), previous: this.warm, fullInput };
  }

  dispose(): void {
    this.sending?.abort();
  }

  private newInput(snapshot: CursorSnapshot): ResponseInputItem[] {
    const { current } = this.documents;
    if (current?.path !== snapshot.path) return cursorInput(snapshot);
    const narrow = narrowWindow(snapshot, current.text);
    if (!narrow?.smallest) this.drifted = true;
    return cursorInput(snapshot, narrow);
  }
}
