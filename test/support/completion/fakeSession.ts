import { createDeferred } from '../../../src/common/deferred';
import { Emitter } from '../../../src/common/emitter';
import type { WireError } from '../../../src/protocol/errors';
import type { EndpointProfile } from '../../../src/session/profile';
import type { Session, SessionState, WarmUpRequest } from '../../../src/session/session';
import type { Turn, TurnRequest, TurnResult, TurnStatus } from '../../../src/session/turn';

/** A turn whose answer the test dictates. */
export class FakeTurn implements Turn {
  private readonly chunks: string[] = [];
  private readonly finished = createDeferred<TurnResult>();
  private wake: (() => void) | undefined;
  private ended = false;
  cancelled = false;
  textSoFar = '';
  /** What the result will say of the time to the first token, in ms. */
  firstTokenMs: number | undefined;

  constructor(readonly request: TurnRequest) {}

  readonly done = this.finished.promise;
  readonly text: AsyncIterable<string> = this.read();
  readonly events = (async function* () {})();

  /** Neither ended nor cancelled. */
  get running(): boolean {
    return !this.ended;
  }

  /** The server sends a piece of the answer. */
  say(text: string): void {
    this.textSoFar += text;
    this.chunks.push(text);
    this.wake?.();
  }

  /** The server ends the answer. */
  end(status: TurnStatus = 'completed', error?: WireError): void {
    if (this.ended) return;
    this.ended = true;
    this.finished.resolve({
      lane: this.request.lane,
      status,
      text: this.textSoFar,
      timings: {
        totalMs: 0,
        ...(this.firstTokenMs === undefined ? {} : { firstTokenMs: this.firstTokenMs }),
      },
      bytes: { up: 0, down: 0 },
      ...(error ? { error } : {}),
    });
    this.wake?.();
  }

  steer(): boolean {
    return false;
  }

  cancel(): void {
    this.cancelled = true;
    this.end('cancelled');
  }

  private async *read(): AsyncGenerator<string> {
    for (;;) {
      const chunk = this.chunks.shift();
      if (chunk !== undefined) yield chunk;
      else if (this.ended) return;
      else await new Promise<void>(resolve => (this.wake = resolve));
    }
  }
}

/** What our own gateway can do. */
export const gatewayProfile: EndpointProfile = {
  concurrentLanes: true,
  namedLanes: true,
  steer: true,
  warmUp: true,
  cancelMessage: true,
  incremental: true,
  maxInFlight: 16,
  maxLanes: 32,
  maxConnectionMs: 3_600_000,
  answersBare: true,
  cacheFields: [],
  diagnosesCache: true,
};

/** A session that records what it is asked and answers what the test says. */
export class FakeSession implements Pick<Session, 'start' | 'warm' | 'profile' | 'announcement'> {
  readonly turns: FakeTurn[] = [];
  readonly warmed: WarmUpRequest[] = [];
  readonly announcement = undefined;
  /** What `warm` resolves to. */
  warmId: string | undefined;
  readonly state: SessionState = { kind: 'ready' };
  readonly states = new Emitter<SessionState>();
  /** That of our own gateway, until a test says otherwise. */
  profile: EndpointProfile = gatewayProfile;

  start(request: TurnRequest, signal?: AbortSignal): Turn {
    const turn = new FakeTurn(request);
    signal?.addEventListener('abort', () => turn.cancel(), { once: true });
    this.turns.push(turn);
    return turn;
  }

  warm(request: WarmUpRequest): Promise<string | undefined> {
    this.warmed.push(request);
    return Promise.resolve(this.warmId);
  }

  /** The newest turn. */
  get turn(): FakeTurn {
    const turn = this.turns.at(-1);
    if (!turn) throw new Error('nothing was asked yet');
    return turn;
  }
}

/** Lets everything that is already due happen. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
