import type { Clock } from '../../common/clock';
import { createDeferred } from '../../common/deferred';
import type { WireError } from '../../protocol/errors';
import type { CacheReport } from '../../protocol/promptCache';
import type { ServedTier } from '../../protocol/serviceTier';
import type { FunctionCall } from '../../protocol/functionCall';
import type { Usage } from '../connection/usage';
import { TextStream } from './textStream';
import type { Turn, TurnEvent, TurnRequest, TurnResult, TurnStatus } from '../turn';
import { TurnStopwatch } from './turnTimings';

/** How a turn ends, as far as the session knows it. */
export interface TurnEnd {
  readonly status: TurnStatus;
  readonly reason?: string | undefined;
  readonly error?: WireError | undefined;
  readonly responseId?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly serviceTier?: ServedTier | undefined;
  readonly cache?: CacheReport | undefined;
}

/** What the caller's `steer` and the end of a turn lead to. */
export interface TurnControl {
  /** The turn is over, however: nothing of it may run on. */
  ended(): void;
  redirect(instruction: string): boolean;
}

/** The caller's side of a turn: what it has said so far and how it ended. Ends exactly once. */
export class LiveTurn implements Turn {
  readonly watch: TurnStopwatch;
  /** Bytes of the request and of its answer so far. */
  readonly bytes = { up: 0, down: 0 };
  textSoFar = '';
  /** UTF-16 code units of text and calls so far. */
  units = 0;
  private ended = false;
  private readonly stream = new TextStream();
  private readonly result = createDeferred<TurnResult>();
  private control: TurnControl | undefined;
  private calls: FunctionCall[] = [];

  constructor(
    readonly request: TurnRequest,
    clock: Clock,
    private readonly onEnd: (result: TurnResult) => void,
  ) {
    this.watch = new TurnStopwatch(clock);
  }

  get text(): AsyncIterable<string> {
    return this.stream.text;
  }

  get events(): AsyncIterable<TurnEvent> {
    return this.stream.events;
  }

  get done(): Promise<TurnResult> {
    return this.result.promise;
  }

  /** Connects the caller's wishes to the session. */
  controlledBy(control: TurnControl): void {
    this.control = control;
  }

  steer(instruction: string): boolean {
    return this.control?.redirect(instruction) ?? false;
  }

  cancel(): void {
    this.end({ status: 'cancelled' });
  }

  /** More of the answer. */
  append(text: string): void {
    this.watch.text(text);
    this.textSoFar += text;
    this.units += text.length;
    this.stream.push({ kind: 'text', text });
  }

  /** The model asks for a call. */
  called(call: FunctionCall): void {
    this.calls.push(call);
    const written = JSON.stringify(call);
    this.watch.called(written);
    this.units += written.length;
  }

  /** What follows answers this instruction; calls from before it are not wanted any more. */
  redirected(instruction: string): void {
    this.calls = [];
    this.watch.redirected();
    this.stream.push({ kind: 'redirected', instruction });
  }

  /** Ends the turn for its caller; later calls have no effect. */
  end({ status, reason, error, responseId, usage, serviceTier, cache }: TurnEnd): void {
    if (this.ended) return;
    this.ended = true;
    // The endpoint is told before the next turn of the lane looks for a place; nothing here waits for it.
    this.control?.ended();
    this.control = undefined;
    this.stream.end();
    const result: TurnResult = {
      lane: this.request.lane,
      status,
      text: this.textSoFar,
      ...(this.calls.length === 0 ? {} : { calls: this.calls }),
      ...(responseId === undefined ? {} : { responseId }),
      ...(reason === undefined ? {} : { reason }),
      ...(error === undefined ? {} : { error }),
      ...(usage === undefined ? {} : { usage: usage.counted }),
      ...(serviceTier === undefined ? {} : { serviceTier }),
      ...(cache === undefined ? {} : { cache }),
      timings: this.watch.stop(usage?.textTokens),
      bytes: { ...this.bytes },
    };
    this.result.resolve(result);
    this.onEnd(result);
  }
}
