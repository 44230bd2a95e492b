import type { Clock } from '../common/clock';
import type { Disposable } from '../common/disposable';
import { Emitter } from '../common/emitter';
import type { Session } from '../session/session';
import type { TurnRequest } from '../session/turn';
import { AnswerCache, type KnownAnswer } from './answerCache';
import { applyFilters } from './filters/applyFilters';
import type { FilterContext } from './filters/filter';
import { firstPaint } from './firstPaint';
import { lineMode } from './lineMode';
import { PendingAnswer } from './pendingAnswer';
import { replacedSuffix } from './replacedSuffix';
import type { StaticContext } from './staticContext';
import { typedSince, type CursorSnapshot } from './snapshot';
import { Stories, type Story } from './story';

/** A text to show at the cursor. */
export interface Candidate {
  readonly text: string;
  /** UTF-16 code units right of the cursor that the text takes the place of. */
  readonly replaces: number;
}

/** What a completer may be tuned with. */
export interface CompleterOptions {
  /** Upper bound of one answer, in tokens. */
  readonly maxOutputTokens: number;
  /**
   * How long, in ms, a first complete line waits for the rest of a fast answer, so that it is painted once and
   * not twice.
   */
  readonly settleMs: number;
}

/** At most this many requests race; the newest are kept. */
const maxRacing = 2;

/**
 * Turns cursor positions into candidates over a session. Requests are not bound to the editor's own calls: one
 * begins when text changes, goes on while the typing agrees with it, and is cancelled when the typing goes
 * another way.
 */
export class Completer implements Disposable {
  private readonly cache = new AnswerCache();
  private pending: readonly PendingAnswer[] = [];
  private shown: KnownAnswer | undefined;
  private readonly busy = new Emitter<boolean>();

  private readonly stories = new Stories();

  private readonly grown = new Emitter<CursorSnapshot>();

  /**
   * An answer of which only the first lines were handed out has ended with more: asking again for the same place
   * gives the whole of it.
   */
  readonly onDidGrow = this.grown.event;

  /** True when the first request starts, false when the last one ended. */
  readonly onDidChangeBusy = this.busy.event;

  constructor(
    private readonly session: Pick<Session, 'start'>,
    private readonly context: StaticContext,
    private readonly clock: Clock,
    private readonly options: CompleterOptions,
  ) {}

  /**
   * The text changed and the cursor stands here now: what no longer agrees is cancelled, and a request leaves at
   * once unless the answer is known or on its way.
   */
  typed(snapshot: CursorSnapshot): void {
    this.cancelDiverged(snapshot);
    if (this.cache.find(snapshot) === undefined && !this.joinable(snapshot)) this.request(snapshot);
  }

  /**
   * The candidate for this place: from what is known, from a request on its way, or from a new one. Resolves to
   * undefined when there is nothing to show; aborting `signal` ends the waiting, not the request.
   */
  async complete(snapshot: CursorSnapshot, signal: AbortSignal): Promise<Candidate | undefined> {
    const mode = lineMode(snapshot.suffix);
    const shown = this.shownRest(snapshot);
    const known = this.cache.find(snapshot);
    if (known !== undefined) return this.show(snapshot, toCandidate(known, { snapshot, mode }), shown);
    this.cancelDiverged(snapshot);
    const answer = this.joinable(snapshot) ?? this.request(snapshot);
    if (shown !== undefined) return this.show(snapshot, undefined, shown);
    const { clock, options } = this;
    const text = await firstPaint(answer, snapshot, { mode, clock, settleMs: options.settleMs }, signal);
    if (text === undefined) return undefined;
    const growing = !answer.ended;
    if (growing) this.watchGrowth(answer, snapshot, text);
    return this.show(snapshot, toCandidate(text, { snapshot, mode, growing }), shown);
  }

  /** What has become of asking at this place, for telling a person. */
  story(snapshot: CursorSnapshot): Story {
    return this.stories.tell(snapshot, this.joinable(snapshot) !== undefined);
  }

  dispose(): void {
    this.cancelAll();
    this.busy.dispose();
    this.grown.dispose();
  }

  /** What is left of the text on screen behind what was typed since; undefined when the typing left it. */
  private shownRest(snapshot: CursorSnapshot): string | undefined {
    const typed = this.shown && typedSince(this.shown.snapshot, snapshot);
    if (!this.shown || !typed || !this.shown.text.startsWith(typed)) return undefined;
    return this.shown.text.slice(typed.length) || undefined;
  }

  /** Hands out a candidate, unless it would replace what is on screen by something that does not extend it. */
  private show(
    snapshot: CursorSnapshot,
    candidate: Candidate | undefined,
    shown: string | undefined,
  ): Candidate | undefined {
    const kept =
      shown === undefined || candidate?.text.startsWith(shown) ? candidate : candidateOf(shown, snapshot);
    this.shown = kept && { snapshot, text: kept.text };
    return kept;
  }

  private watchGrowth(answer: PendingAnswer, snapshot: CursorSnapshot, shown: string): void {
    void answer.done.then(() => {
      const whole = answer.usable ? answer.restAt(snapshot) : undefined;
      if (whole !== undefined && whole.trimEnd().length > shown.length) this.grown.fire(snapshot);
    });
  }

  private joinable(snapshot: CursorSnapshot): PendingAnswer | undefined {
    return this.pending.find(answer => answer.restAt(snapshot) !== undefined);
  }

  private cancelDiverged(snapshot: CursorSnapshot): void {
    for (const answer of this.pending) if (answer.restAt(snapshot) === undefined) answer.cancel();
  }

  private cancelAll(): void {
    for (const answer of this.pending) answer.cancel();
  }

  private request(snapshot: CursorSnapshot): PendingAnswer {
    for (const answer of this.pending.slice(0, Math.max(0, this.pending.length - maxRacing + 1)))
      answer.cancel();
    const answer = new PendingAnswer(snapshot, this.session.start(this.turnRequest(snapshot)));
    this.pending = [...this.pending, answer];
    if (this.pending.length === 1) this.busy.fire(true);
    void answer.done.then(({ status, error }) => {
      this.stories.add({ snapshot, text: answer.text, status, message: error?.message });
      this.pending = this.pending.filter(other => other !== answer);
      if (answer.usable) this.cache.add({ snapshot, text: answer.text });
      if (this.pending.length === 0) this.busy.fire(false);
    });
    return answer;
  }

  private turnRequest(snapshot: CursorSnapshot): TurnRequest {
    return {
      lane: 'inline',
      maxOutputTokens: this.options.maxOutputTokens,
      reasoningEffort: 'low',
      verbosity: 'low',
      ...this.context.turnInput(snapshot),
    };
  }
}

function toCandidate(text: string, context: FilterContext): Candidate | undefined {
  const kept = applyFilters(text, context);
  return kept === undefined ? undefined : candidateOf(kept, context.snapshot);
}

function candidateOf(text: string, { suffix }: CursorSnapshot): Candidate {
  return { text, replaces: replacedSuffix(text, suffix) };
}
