import type { Disposable } from '../../common/disposable';
import type { ResponseInputItem } from '../../protocol/wire';
import type { Lane } from '../../session/lane';
import type { Session } from '../../session/session';
import type { TurnRequest } from '../../session/turn';
import { contextBudget } from '../context/budget';
import { changedEnough } from '../context/changedEnough';
import { mostUseful } from '../context/mostUseful';
import { inOrder, noPieces, type ContextPieces } from '../context/pieces';
import { narrowWindow } from './narrow';
import { completionManner, cursorInput, staticInput } from './prompt';
import type { CursorSnapshot } from '../snapshot';

/** The lane on which the static part waits to be forked from; turns never run on it. */
export const contextLane: Lane = 'inline-context';

/** What the server holds. */
interface Held {
  readonly id: string;
  readonly pieces: ContextPieces;
}

/**
 * The part of completion requests that changes rarely: the instructions, what is known of other files, and the
 * current one as it was a while ago. It is sent ahead once; a keystroke then sends only the lines that changed.
 */
export class StaticContext implements Disposable {
  private wanted: ContextPieces = noPieces;
  private held: Held | undefined;
  private sending: AbortController | undefined;
  private drifted = false;

  /** @param unprepared tokens of context that go with every request while the server holds nothing */
  constructor(
    private readonly session: Pick<Session, 'warm'>,
    private readonly unprepared: number = contextBudget().unprepared,
  ) {}

  /** Whether the server holds the static part. */
  get ahead(): boolean {
    return this.held !== undefined;
  }

  /** Whether requests have become larger, because the current document has changed since it was sent ahead. */
  get stale(): boolean {
    return this.drifted;
  }

  /**
   * Takes new pieces and sends them ahead, if they are different enough from those that were sent. The former
   * ones serve until the server has the new ones.
   * @param at where requests are to be expected; the current document is sent again if they would be large there
   */
  async update(pieces: ContextPieces, at?: CursorSnapshot): Promise<void> {
    if (at) this.newInput(at, this.wanted);
    const now = this.withSentText(pieces);
    if (changedEnough(this.wanted, now)) {
      this.wanted = now;
      this.sending?.abort();
      this.sending = undefined;
    }
    await this.ensure();
  }

  /** Takes new pieces and sends nothing: requests are made by hand, and each carries what it needs most. */
  know(pieces: ContextPieces): void {
    if (!changedEnough(this.wanted, pieces)) return;
    this.wanted = pieces;
    this.sending?.abort();
    this.sending = undefined;
  }

  /** Sends the static part ahead unless the server has it or is being sent it: for when a connection is there. */
  async ensure(): Promise<void> {
    if (this.held?.pieces === this.wanted || this.sending) return;
    this.drifted = false;
    const sending = new AbortController();
    this.sending = sending;
    const pieces = this.wanted;
    const input = staticInput(inOrder(pieces), pieces.others.length);
    const id = await this.session.warm({ lane: contextLane, input, ...completionManner }, sending.signal);
    if (this.sending !== sending) return;
    this.sending = undefined;
    if (id === undefined) return;
    this.held = { id, pieces };
    this.drifted = false;
  }

  /** What a turn for this cursor sends: as little as the server needs, and all of it for the case it forgot. */
  turnInput(snapshot: CursorSnapshot): Pick<TurnRequest, 'input' | 'previous' | 'fullInput'> {
    const fullInput = (): ResponseInputItem[] => [
      ...staticInput(mostUseful([...this.wanted.others, ...this.wanted.notes], this.unprepared)),
      ...cursorInput(snapshot),
    ];
    if (!this.held) return { input: fullInput() };
    return { input: this.newInput(snapshot, this.held.pieces), previous: this.held.id, fullInput };
  }

  dispose(): void {
    this.sending?.abort();
  }

  /** The document as it was sent is as good as the one it is now for as long as requests stay small. */
  private withSentText(pieces: ContextPieces): ContextPieces {
    const { current } = this.wanted;
    const same = current?.path === pieces.current?.path && current?.language === pieces.current?.language;
    return same && !this.drifted ? { ...pieces, current } : pieces;
  }

  private newInput(snapshot: CursorSnapshot, { current }: ContextPieces): ResponseInputItem[] {
    if (current?.path !== snapshot.path) return cursorInput(snapshot);
    const narrow = narrowWindow(snapshot, current.text);
    if (!narrow?.small) this.drifted = true;
    return cursorInput(snapshot, narrow);
  }
}
