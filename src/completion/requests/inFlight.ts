import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import { nthLane, type Lane } from '../../session/lane';
import type { Turn } from '../../session/turn';
import type { BareAnswers } from './bareAnswers';
import { PendingAnswer, type Purpose } from './pendingAnswer';
import type { CursorSnapshot } from '../snapshot';

/** How many requests may run at a time, by what they are for; the newest are kept. */
const bounds: readonly { readonly purposes: readonly Purpose[]; readonly most: number }[] = [
  { purposes: ['here', 'selected'], most: 2 },
  { purposes: ['prefetch'], most: 1 },
  { purposes: ['alternative'], most: 1 },
];

/** Starts the turn of a request, on a lane of its own among those that run. */
export type SendRequest = (lane: Lane) => Turn;

/** How a request is made. */
export interface AskOptions {
  readonly purpose?: Purpose;
  /** Waits for so long, in ms, before it leaves; by then it may not be wanted any more. */
  readonly delay?: number;
}

/** The requests on their way. Those that agree with the typing go on, the others are cancelled. */
export class InFlight implements Disposable {
  private answers: readonly PendingAnswer[] = [];
  private readonly lanes = new Map<PendingAnswer, Lane>();
  private readonly busy = new Emitter<boolean>();
  private disposed = false;
  private cursor: CursorSnapshot | undefined;
  private readonly ended = new Emitter<PendingAnswer>();
  private readonly tookBack = new Emitter<PendingAnswer>();

  /** True when the first request leaves, false when the last one has ended. */
  readonly onDidChangeBusy = this.busy.event;
  /** A request has ended. Told before those hear of it who wait for the request itself. */
  readonly onDidEnd = this.ended.event;
  /** All that a request had brought was the model's thoughts. Told before those hear of it who wait for the request itself. */
  readonly onDidTakeBack = this.tookBack.event;

  constructor(
    private readonly clock: Clock,
    private readonly bare: BareAnswers,
  ) {}

  /** Whether any request is on its way. */
  get any(): boolean {
    return this.answers.length > 0;
  }

  /** The one that has, or may get, something for this place. */
  find(snapshot: CursorSnapshot): PendingAnswer | undefined {
    const own = this.answers.filter(({ purpose }) => purpose !== 'alternative');
    return own.find(answer => answer.restAt(snapshot) !== undefined);
  }

  /** Cancels what is of no use to a cursor that stands here, now and when more of it has come. */
  cancelDiverged(snapshot: CursorSnapshot): void {
    this.cursor = snapshot;
    for (const answer of this.answers) if (!answer.agrees(snapshot)) answer.cancel();
  }

  /** Takes back what has not left yet: a newer place is to be asked for. */
  cancelWaiting(): void {
    for (const answer of this.answers) if (!answer.started) answer.cancel();
  }

  /** Cancels the requests of one document. */
  forget(uri: string): void {
    for (const answer of this.answers) if (answer.snapshot.uri === uri) answer.cancel();
  }

  /** Cancels the requests of one purpose. */
  cancel(purpose: Purpose): void {
    for (const answer of this.answers) if (answer.purpose === purpose) answer.cancel();
  }

  /** Makes a request. Where too many of its kind run, the oldest makes room. */
  ask(snapshot: CursorSnapshot, send: SendRequest, how: AskOptions = {}): PendingAnswer {
    const { purpose = 'here', delay = 0 } = how;
    this.makeRoom(purpose);
    const answer: PendingAnswer = new PendingAnswer(
      snapshot,
      purpose,
      () => this.send(answer, send),
      this.bare,
    );
    this.answers = [...this.answers, answer];
    const timer = delay > 0 ? this.clock.setTimeout(() => answer.start(), delay) : undefined;
    let takenBack = 0;
    answer.onDidChange(() => {
      if (answer.takenBack > takenBack) {
        takenBack = answer.takenBack;
        this.tookBack.fire(answer);
      }
      if (!answer.ended) {
        if (this.cursor && !answer.agrees(this.cursor)) answer.cancel();
        return;
      }
      timer?.dispose();
      this.remove(answer);
    });
    if (this.disposed) answer.cancel();
    else if (!timer) answer.start();
    return answer;
  }

  private makeRoom(purpose: Purpose): void {
    for (const { purposes, most } of bounds) {
      if (!purposes.includes(purpose)) continue;
      const alike = this.answers.filter(answer => purposes.includes(answer.purpose));
      for (const answer of alike.slice(0, Math.max(0, alike.length - most + 1))) answer.cancel();
    }
  }

  /** Cancels everything; what is asked for later ends at once. */
  dispose(): void {
    this.disposed = true;
    for (const answer of this.answers) answer.cancel();
    this.busy.dispose();
    this.ended.dispose();
    this.tookBack.dispose();
  }

  private send(answer: PendingAnswer, send: SendRequest): Turn {
    const lane = laneFor(answer.purpose, new Set(this.lanes.values()));
    if (this.lanes.size === 0) this.busy.fire(true);
    this.lanes.set(answer, lane);
    return send(lane);
  }

  private remove(answer: PendingAnswer): void {
    this.answers = this.answers.filter(other => other !== answer);
    const left = this.lanes.delete(answer);
    this.ended.fire(answer);
    if (left && this.lanes.size === 0) this.busy.fire(false);
  }
}

/**
 * Turns of one lane run one after the other, so those that race need lanes of their own. What is prefetched goes on a
 * lane without a rank of its own: on a server that runs one response at a time everything else comes first.
 */
function laneFor(purpose: Purpose, taken: ReadonlySet<Lane>): Lane {
  for (let n = 1; ; n++) {
    const lane = nthLane(purpose === 'prefetch' ? 'prefetch' : 'inline', n);
    if (!taken.has(lane)) return lane;
  }
}
