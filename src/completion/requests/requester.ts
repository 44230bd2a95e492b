import type { Clock } from '../../common/clock';
import type { Lane } from '../../session/lane';
import type { Session } from '../../session/session';
import type { Turn } from '../../session/turn';
import { HoldBack } from './holdBack';
import type { InFlight } from './inFlight';
import { otherThan } from './otherThan';
import type { PendingAnswer, Purpose } from './pendingAnswer';
import type { CursorSnapshot } from '../snapshot';
import type { StaticContext } from '../prompt/staticContext';
import { completionManner } from '../prompt/prompt';

/** What decides how requests are made. */
export interface RequesterOptions {
  /** Upper bound of one answer, in tokens. */
  readonly maxOutputTokens: number;
  /** How long a request waits after a key, in ms; null or absent for what typing rhythm and endpoint suggest. */
  readonly delay?: number | null;
}

/** Makes requests over a session, at once or, where that pays, a little after the key. */
export class Requester {
  private readonly holdBack = new HoldBack();

  constructor(
    private readonly session: Pick<Session, 'start' | 'profile'>,
    private readonly context: Pick<StaticContext, 'turnInput'>,
    private readonly inFlight: InFlight,
    private readonly clock: Clock,
    private readonly options: RequesterOptions,
  ) {
    inFlight.onDidEnd(({ result }) => this.holdBack.learn(result?.timings.firstTokenMs));
  }

  /** Whether a request that nobody waits for would be in nobody's way. */
  get idle(): boolean {
    return !this.inFlight.any || this.session.profile.concurrentLanes;
  }

  /** A key was typed. */
  key(): void {
    this.holdBack.key(this.clock.now());
  }

  /** Asks for the place of the cursor. */
  here(place: CursorSnapshot): PendingAnswer {
    const { profile } = this.session;
    // What was prefetched is not to be in the way.
    if (!profile.concurrentLanes) this.inFlight.cancel('prefetch');
    const delay = this.holdBack.delay(profile, this.options.delay ?? null);
    return this.ask(place, 'here', { delay });
  }

  /** Asks for a place ahead of the cursor. */
  ahead(place: CursorSnapshot, purpose: 'selected' | 'prefetch'): PendingAnswer {
    return this.ask(place, purpose);
  }

  /** Asks for another answer than these. */
  other(place: CursorSnapshot, others: readonly string[]): PendingAnswer {
    return this.ask(place, 'alternative', { others });
  }

  private ask(
    place: CursorSnapshot,
    purpose: Purpose,
    { delay = 0, others = [] }: { readonly delay?: number; readonly others?: readonly string[] } = {},
  ): PendingAnswer {
    return this.inFlight.ask(place, lane => this.send(place, lane, others), { purpose, delay });
  }

  private send(place: CursorSnapshot, lane: Lane, others: readonly string[]): Turn {
    const { input, fullInput, ...rest } = this.context.turnInput(place);
    return this.session.start({
      lane,
      maxOutputTokens: this.options.maxOutputTokens,
      ...completionManner,
      ...rest,
      input: typeof input === 'string' ? input : otherThan(others, input),
      ...(fullInput ? { fullInput: () => otherThan(others, fullInput()) } : {}),
    });
  }
}
