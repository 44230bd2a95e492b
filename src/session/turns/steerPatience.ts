import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';

/** How long a server may take to say what it thinks of an instruction, in ms: longer than any usable network. */
const unansweredMs = 1_000;
/**
 * How long it may go on writing after it accepted one, in ms. A server may finish its message first, which for a chat
 * is the whole answer; a user who redirects sees nothing of that but an answer that does not listen.
 */
const finishingMs = 50;
/** How long it may take, in ms, to go on by itself after the answer has ended. */
const successorMs = 10_000;

type Stage = 'none' | 'sent' | 'accepted' | 'ended';

/** Waits for a server to turn, for as long as the stage it is at allows; then gives up on it. */
export class SteerPatience {
  private stage: Stage = 'none';
  private timer: Disposable | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly giveUp: () => void,
  ) {}

  /** An instruction is on the wire. */
  sent(): void {
    if (this.stage === 'none') this.enter('sent', unansweredMs);
  }

  /** The server has it. */
  accepted(): void {
    if (this.stage === 'sent') this.enter('accepted', finishingMs);
  }

  /** The answer is over; its successor is to come. */
  ended(): void {
    this.enter('ended', successorMs);
  }

  /** The server has turned, or nobody waits for that any more. */
  clear(): void {
    this.stage = 'none';
    this.timer?.dispose();
    this.timer = undefined;
  }

  private enter(stage: Stage, ms: number): void {
    this.clear();
    this.stage = stage;
    this.timer = this.clock.setTimeout(() => {
      this.clear();
      this.giveUp();
    }, ms);
  }
}
