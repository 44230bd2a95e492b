import { Emitter } from '../../common/emitter';
import { t } from '../../common/l10n';
import type { Turn, TurnResult } from '../../session/turn';
import type { KnownAnswer } from '../answers/answerCache';
import { AnswerPieces, type Rest } from '../answers/answerPieces';
import { AnswerText } from '../answers/answerText';
import type { BareAnswers } from './bareAnswers';
import { lineEndOf, withLineEnds } from '../text/lineEnds';
import type { EndedRequest } from '../answers/requestLog';
import { liesAhead, type CursorSnapshot } from '../snapshot';
import { fenceMeaning, unfenced } from '../answers/unfenced';

/** What a request is for. */
export type Purpose =
  /** The place where the cursor is. */
  | 'here'
  /** Behind the entry that is selected in the suggest widget. */
  | 'selected'
  /** Behind what is shown, while it is read. */
  | 'prefetch'
  /** Another answer for a place that has one. */
  | 'alternative';

/**
 * A longer answer, in UTF-16 code units, is of no use and is not read on: several times what 1024 tokens, the most that can
 * be asked for, are. With each line all of an answer is looked at anew.
 */
const longestAnswer = 16_384;

const cutInThoughts = t(
  'The model was cut off before it was done with its thoughts, or before it was certain that these were none. Raise codexSpark.inline.maxOutputTokens, or have it think less.',
);

/** A request in flight, or about to leave: where it was asked from and what has come of it so far. */
export class PendingAnswer {
  private readonly changed = new Emitter<void>();
  private readonly pieces: AnswerPieces;
  private turn: Turn | undefined;
  private answer: AnswerText | undefined;
  private text = '';
  private timesVoid = 0;
  private over = false;
  private kept = false;

  /** The answer has grown or ended. */
  readonly onDidChange = this.changed.event;
  /** How its turn ended; undefined while it runs, and where it was cancelled. */
  result: TurnResult | undefined;

  /**
   * @param snapshot the place it is asked for
   * @param send starts the turn
   * @param bare what is known of answers that lack the form they were asked for in
   */
  constructor(
    readonly snapshot: CursorSnapshot,
    readonly purpose: Purpose,
    private readonly send: () => Turn,
    private readonly bare: BareAnswers,
  ) {
    this.pieces = new AnswerPieces(snapshot);
  }

  /** Whether the request has left. */
  get started(): boolean {
    return this.turn !== undefined;
  }

  get ended(): boolean {
    return this.over;
  }

  /** Whether it ended with an answer worth keeping: complete, cut at its token limit, or cut by us at a good place. */
  get usable(): boolean {
    return this.kept;
  }

  /** How often all that it had for a place turned out to be the model's thoughts. */
  get takenBack(): number {
    return this.timesVoid;
  }

  /** What it has for a place; see `AnswerPieces.restAt`. */
  restAt(snapshot: CursorSnapshot): Rest | undefined {
    return this.pieces.restAt(snapshot);
  }

  /** Whether it is of use to a cursor that stands here: it has something for this place, or for one further on. */
  agrees(snapshot: CursorSnapshot): boolean {
    if (this.restAt(snapshot) !== undefined) return true;
    const ahead = this.purpose === 'selected' || this.purpose === 'prefetch';
    return ahead && liesAhead(snapshot, this.snapshot);
  }

  /** The answers it gives, as far as it has come: those of its pieces that are complete. */
  known(): KnownAnswer[] {
    return this.pieces.known();
  }

  /** How it ended, for telling a user. */
  endedRequest(): EndedRequest {
    const { snapshot, result, kept } = this;
    const text = unfenced(this.text, true, fenceMeaning(snapshot));
    const status = result?.status ?? (kept ? 'completed' : 'cancelled');
    if (status === 'incomplete' && text === '' && this.answer?.isThought)
      return { snapshot, text, status: 'failed', message: cutInThoughts };
    return { snapshot, text, status, message: result?.error?.message };
  }

  /** Sends the request, unless it has left or was cancelled. */
  start(): void {
    if (this.turn || this.over) return;
    this.turn = this.send();
    void this.read(this.turn);
  }

  /** Ends the request at once; its answer is of no more use. */
  cancel(): void {
    this.turn?.cancel();
    this.end();
  }

  private async read(turn: Turn): Promise<void> {
    const { bare } = this;
    let length = 0;
    for await (const delta of turn.text) {
      if (this.over) return;
      length += delta.length;
      const answer = this.reader();
      const before = answer.takenBack;
      answer.take(delta);
      if (answer.takenBack > before) {
        bare.wasThought();
        if (this.text !== '') this.timesVoid++;
      }
      if (bare.areTrusted || !answer.mayBeThoughts) this.grow(answer, false);
      if (this.pieces.wanted && length <= longestAnswer) this.changed.fire();
      else return this.cut(turn);
    }
    const result = await turn.done;
    if (this.over) return;
    this.result = result;
    const answer = this.reader();
    answer.end();
    const isBare = answer.mayBeThoughts;
    if (isBare && length > 0 && result.status === 'completed') bare.wasPlain();
    // Cut off where it may have been thoughts, it is no answer.
    this.kept =
      result.status === 'completed' || (result.status === 'incomplete' && (!isBare || bare.areTrusted));
    if (this.kept) this.grow(answer, true);
    this.end();
  }

  /** Reads the answer; made when it comes, since by then it is known what the endpoint is. */
  private reader(): AnswerText {
    const { prefix, suffix } = this.snapshot;
    return (this.answer ??= new AnswerText(prefix + suffix, this.bare.areExpected));
  }

  private grow(answer: AnswerText, ended: boolean): void {
    this.text = withLineEnds(answer.text(ended), lineEndOf(this.snapshot));
    this.pieces.grow(this.text, ended);
  }

  /** Nothing behind what is there is of use: it need not be generated. */
  private cut(turn: Turn): void {
    this.kept = true;
    turn.cancel();
    this.end();
  }

  private end(): void {
    if (this.over) return;
    this.over = true;
    this.changed.fire();
    this.changed.dispose();
  }
}
