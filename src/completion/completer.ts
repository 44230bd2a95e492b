import type { Clock } from '../common/clock';
import type { Disposable } from '../common/disposable';
import { Emitter } from '../common/emitter';
import type { Session } from '../session/session';
import type { Candidate } from './answers/accepted';
import { alternatives } from './requests/alternatives';
import { AnswerCache, type KnownAnswer } from './answers/answerCache';
import type { Rest } from './answers/answerPieces';
import { BareAnswers } from './requests/bareAnswers';
import { firstPaint } from './requests/firstPaint';
import { InFlight } from './requests/inFlight';
import { tooShort } from './requests/minLength';
import type { PendingAnswer } from './requests/pendingAnswer';
import { Prefetcher } from './requests/prefetcher';
import { replacedSuffix } from './text/replacedSuffix';
import { Requester, type RequesterOptions } from './requests/requester';
import { isSamePlace, liesAhead, typedSince, type CursorSnapshot } from './snapshot';
import type { StaticContext } from './prompt/staticContext';
import { RequestLog, type RequestOutcome } from './answers/requestLog';

/** What a completer may be tuned with. */
export interface CompleterOptions extends RequesterOptions {
  /**
   * How long, in ms, a first complete line waits for the rest of a fast answer, so that it is painted once and
   * not twice.
   */
  readonly settleMs: number;
  /** Characters that have to stand on the line before the cursor, white space not counted; 0 when absent. */
  readonly minLength?: number;
  /** Whether what follows a suggestion is asked for while it is read; true when absent. */
  readonly prefetch?: boolean;
}

/** How a candidate is asked for. */
export interface CompleteOptions {
  /** The user asked for it, so that it is not held back. */
  readonly explicit?: boolean;
  /**
   * Suggestions are asked for by hand only: unless this one is (`explicit`), there is nothing but what goes on with what
   * is on screen or on its way, and nothing is asked ahead.
   */
  readonly byHand?: boolean;
  /** Where the cursor really is, when the candidate is to follow the selected entry of the suggest widget. */
  readonly cursor?: CursorSnapshot | undefined;
}

/** How long, in ms, someone waits who asked for more than what is on screen; and for anything at all. */
const patienceMs = { more: 1500, any: 250 };

/**
 * Turns cursor positions into candidates over a session. Requests are not bound to the editor's own calls: one
 * begins when text changes, goes on while the typing agrees with it, and is cancelled when the typing goes
 * another way.
 */
export class Completer implements Disposable {
  private readonly cache = new AnswerCache();
  private readonly inFlight: InFlight;
  private readonly prefetcher: Prefetcher;
  private readonly requester: Requester;
  private shown: KnownAnswer | undefined;
  /** Where candidates to choose from were handed out. */
  private chosenFrom: CursorSnapshot | undefined;
  private readonly requestLog = new RequestLog();
  private readonly grown = new Emitter<CursorSnapshot>();

  /**
   * An answer of which only the first lines were handed out has more by now: asking again for the same place gives the
   * whole piece.
   */
  readonly onDidGrow = this.grown.event;

  private readonly withdrawn = new Emitter<CursorSnapshot>();
  private readonly returned = new Emitter<CursorSnapshot>();

  /** What was handed out for a place was the model's thoughts: asking again gives what there is instead, or nothing yet. */
  readonly onDidWithdraw = this.withdrawn.event;

  /** The answer to a place where asking gave nothing yet, because it had begun with thoughts, is there now. */
  readonly onDidReturn = this.returned.event;

  /** True when the first request starts, false when the last one ended. */
  readonly onDidChangeBusy;

  constructor(
    session: Pick<Session, 'start' | 'profile'>,
    context: Pick<StaticContext, 'turnInput'>,
    private readonly clock: Clock,
    private readonly options: CompleterOptions,
  ) {
    const bare = new BareAnswers(() => session.profile.answersBare);
    this.inFlight = new InFlight(clock, bare);
    this.onDidChangeBusy = this.inFlight.onDidChangeBusy;
    this.requester = new Requester(session, context, this.inFlight, clock, options);
    this.inFlight.onDidEnd(answer => this.keep(answer));
    this.inFlight.onDidTakeBack(answer => this.withdraw(answer));
    this.prefetcher = new Prefetcher(clock, {
      mayAsk: () => this.requester.idle,
      covered: place => this.covered(place),
      ask: place => void this.requester.ahead(place, 'prefetch'),
    });
  }

  /**
   * The text changed and the cursor stands here now: what no longer agrees is cancelled, and a request leaves, at
   * once where that costs little, unless the answer is known or on its way.
   */
  typed(snapshot: CursorSnapshot, { byHand = false }: Pick<CompleteOptions, 'byHand'> = {}): void {
    this.requester.key();
    this.prefetcher.cancel();
    this.inFlight.cancelWaiting();
    this.inFlight.cancelDiverged(snapshot);
    if (byHand) return;
    if (!this.covered(snapshot) && !this.tooShort(snapshot)) this.requester.here(snapshot);
    const rest = this.shownRest(snapshot);
    if (rest !== undefined && this.prefetches) {
      this.prefetcher.typedThrough(snapshot, candidateOf(rest, snapshot));
    }
  }

  /**
   * The candidate for this place: from what is known, from a request on its way, or from a new one. Resolves to
   * undefined when there is nothing to show; aborting `signal` ends the waiting, not the request.
   */
  async complete(
    place: CursorSnapshot,
    signal: AbortSignal,
    { explicit = false, byHand = false, cursor = place }: CompleteOptions = {},
  ): Promise<Candidate | undefined> {
    const shown = this.shownRest(place);
    const known = this.cache.find(place);
    const mayAsk = explicit || !byHand;
    if (!mayAsk && shown === undefined && !this.inFlight.find(place)) return undefined;
    const ahead = !byHand;
    if (known !== undefined) return this.show(place, cursor, known, shown, ahead);
    this.inFlight.cancelDiverged(cursor);
    const joined = this.inFlight.find(place);
    if (shown !== undefined) {
      const rest = (joined ?? (mayAsk ? this.requester.here(cursor) : undefined))?.restAt(place);
      if (joined && rest && !rest.complete) this.watchGrowth(joined, place, shown);
      return this.show(place, cursor, rest?.text, shown, ahead);
    }
    if (!explicit && this.tooShort(cursor)) return undefined;
    const selected = cursor !== place;
    const text = await this.painted(place, signal, { joined, explicit, selected, mayAsk });
    return signal.aborted ? undefined : this.show(place, cursor, text, undefined, ahead);
  }

  /**
   * The candidates to choose from where the user asked for a suggestion, the one that is shown already first.
   */
  async choose(
    place: CursorSnapshot,
    signal: AbortSignal,
    how: Pick<CompleteOptions, 'cursor' | 'byHand'> = {},
  ): Promise<readonly Candidate[]> {
    const before = this.shownRest(place);
    const first = await this.complete(place, signal, { ...how, explicit: true });
    if (!first || how.cursor || signal.aborted) return first ? [first] : [];
    this.chosenFrom = place;
    const known = [first.text, ...this.cache.findAll(place).filter(text => text !== '')];
    const texts = await alternatives(
      [...new Set(known)],
      (others, until) => this.askOther(place, others, until),
      { clock: this.clock, limitMs: before === undefined ? patienceMs.any : patienceMs.more },
      signal,
    );
    if (signal.aborted) return [];
    // The first may have grown while the others were asked for.
    const { text = first.text } = (await this.complete(place, signal, how)) ?? {};
    return [...new Set([text, ...texts.slice(1)])].map(each => candidateOf(each, place));
  }

  /** The cursor went elsewhere without typing: what was asked for its old place is of no use there. */
  moved(snapshot: CursorSnapshot): void {
    this.prefetcher.cancel();
    this.inFlight.cancelDiverged(snapshot);
  }

  /** The document was closed: another one may get its name, as untitled ones do, and is not answered from it. */
  forget(uri: string): void {
    this.prefetcher.cancel();
    this.inFlight.forget(uri);
    this.cache.forget(uri);
    if (this.shown?.snapshot.uri === uri) this.shown = undefined;
  }

  /** What has become of asking at this place, for telling a user. */
  outcomeAt(place: CursorSnapshot): RequestOutcome {
    if (this.shown && isSamePlace(this.shown.snapshot, place)) return { kind: 'shown' };
    const pending = this.inFlight.find(place);
    if (pending) return { kind: pending.started ? 'waiting' : 'delayed' };
    const outcome = this.requestLog.outcomeAt(place);
    const { minLength = 0 } = this.options;
    return outcome.kind === 'unasked' && tooShort(place, minLength)
      ? { kind: 'tooShort', minLength }
      : outcome;
  }

  dispose(): void {
    this.prefetcher.dispose();
    this.inFlight.dispose();
    this.grown.dispose();
    this.withdrawn.dispose();
    this.returned.dispose();
  }

  /** Waits for the first paint of what is on its way to a place, or of a new request. */
  private async painted(
    place: CursorSnapshot,
    signal: AbortSignal,
    how: {
      readonly joined: PendingAnswer | undefined;
      readonly explicit: boolean;
      readonly selected: boolean;
      readonly mayAsk: boolean;
    },
  ): Promise<string | undefined> {
    const { clock, options } = this;
    const paint = async (answer: PendingAnswer): Promise<Rest | undefined> => {
      if (how.explicit) answer.start();
      const rest = await firstPaint(answer, place, { clock, settleMs: options.settleMs }, signal);
      if (rest?.text && !rest.complete) this.watchGrowth(answer, place, rest.text);
      return rest;
    };
    const { joined } = how;
    if (joined && joined.takenBack > 0 && joined.restAt(place)?.text === '') {
      // What is on screen stays there for as long as an answer is waited for.
      this.watchReturn(joined, place);
      return undefined;
    }
    const rest = joined && (await paint(joined));
    // An answer that was joined may turn out to go another way than the typing since, or than the selected entry.
    const astray = joined !== undefined && joined.restAt(place) === undefined;
    if (signal.aborted || (joined && !astray) || !how.mayAsk) return rest?.text;
    const { requester } = this;
    return (await paint(how.selected ? requester.ahead(place, 'selected') : requester.here(place)))?.text;
  }

  /** What is left of the text on screen behind what was typed since; undefined when the typing left it. */
  private shownRest(place: CursorSnapshot): string | undefined {
    const typed = this.shown && typedSince(this.shown.snapshot, place);
    if (!this.shown || typed === undefined || !this.shown.text.startsWith(typed)) return undefined;
    return this.shown.text.slice(typed.length) || undefined;
  }

  /** Hands out a text, unless it would replace what is on screen by something that does not extend it. */
  private show(
    place: CursorSnapshot,
    cursor: CursorSnapshot,
    text: string | undefined,
    shown: string | undefined,
    /** Whether what follows may be asked for. */
    ahead: boolean,
  ): Candidate | undefined {
    const next = text === '' ? undefined : text;
    const kept = shown === undefined || next?.startsWith(shown) ? next : shown;
    // On screen an entry of the suggest widget and what follows it are one text.
    const lead = liesAhead(cursor, place) ? place.prefix.slice(cursor.prefix.length) : '';
    this.shown = kept === undefined ? undefined : { snapshot: lead ? cursor : place, text: lead + kept };
    if (kept === undefined) return undefined;
    const candidate = candidateOf(kept, place);
    if (this.prefetches && ahead) this.prefetcher.shown(place, candidate);
    return candidate;
  }

  private watchGrowth(answer: PendingAnswer, snapshot: CursorSnapshot, shown: string): void {
    const changes = answer.onDidChange(() => {
      const rest = answer.restAt(snapshot);
      if (!answer.ended && rest && !rest.complete) return;
      changes.dispose();
      const whole = answer.ended && !answer.usable ? undefined : rest;
      // Another of them may be on screen.
      if (this.chosenFrom && isSamePlace(this.chosenFrom, snapshot)) return;
      if (whole && whole.text.length > shown.length) this.grown.fire(snapshot);
    });
  }

  /** What an answer has said so far is void, and so is what is on screen of it. */
  private withdraw({ snapshot }: PendingAnswer): void {
    const { shown } = this;
    if (!shown || typedSince(snapshot, shown.snapshot) === undefined) return;
    this.shown = undefined;
    this.prefetcher.cancel();
    this.inFlight.cancel('prefetch');
    this.withdrawn.fire(shown.snapshot);
  }

  private watchReturn(answer: PendingAnswer, place: CursorSnapshot): void {
    const changes = answer.onDidChange(() => {
      const rest = answer.restAt(place);
      if (!answer.ended && rest && !rest.complete) return;
      changes.dispose();
      if (rest?.text && (answer.usable || !answer.ended)) this.returned.fire(place);
    });
  }

  private covered(snapshot: CursorSnapshot): boolean {
    return this.cache.find(snapshot) !== undefined || this.inFlight.find(snapshot) !== undefined;
  }

  private get prefetches(): boolean {
    return this.options.prefetch ?? true;
  }

  private tooShort(snapshot: CursorSnapshot): boolean {
    return tooShort(snapshot, this.options.minLength ?? 0);
  }

  private keep(answer: PendingAnswer): void {
    const alternative = answer.purpose === 'alternative';
    if (!alternative && answer.started) this.requestLog.add(answer.endedRequest());
    for (const known of answer.known()) this.cache.add({ ...known, alternative });
  }

  private async askOther(
    snapshot: CursorSnapshot,
    others: readonly string[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const answer = this.requester.other(snapshot, others);
    // Shown all at once, so there is nothing to paint before its end.
    const rest = await firstPaint(answer, snapshot, { clock: this.clock, settleMs: patienceMs.more }, signal);
    if (signal.aborted) answer.cancel();
    return rest?.complete ? rest.text || undefined : undefined;
  }
}

function candidateOf(text: string, snapshot: CursorSnapshot): Candidate {
  return { text, replaces: replacedSuffix(text, snapshot.suffix, snapshot) };
}
