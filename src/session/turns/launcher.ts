import type { Clock } from '../../common/clock';
import type { WireError } from '../../protocol/errors';
import type { Dispatcher } from './dispatcher';
import type { Connection } from '../connection/connection';
import { LiveTurn } from './liveTurn';
import type { TurnRequest, TurnResult } from '../turn';
import { TurnRun, type RunHost } from './turnRun';

/** What is special about a launch. */
export interface LaunchOptions {
  /** False for a warm-up. */
  readonly generate: boolean;
  readonly signal?: AbortSignal | undefined;
  /** The only connection it may run on. */
  readonly pinnedTo?: Connection | undefined;
}

/** What launching needs of the session. */
export interface LaunchHost extends RunHost {
  readonly clock: Clock;
  readonly dispatcher: Pick<Dispatcher, 'add' | 'remove'>;
  /** Why nothing can be sent until the user has mended something. */
  refusal(): WireError | undefined;
  isDisposed(): boolean;
  /** A turn (not a warm-up) has ended. */
  onTurnEnd(result: TurnResult): void;
}

/** Starts a turn or a warm-up. Never throws: what cannot be sent has ended when this returns. */
export function launch(request: TurnRequest, options: LaunchOptions, host: LaunchHost): TurnRun {
  const { generate, signal, pinnedTo } = options;
  const turn = new LiveTurn(request, host.clock, result => {
    signal?.removeEventListener('abort', onAbort);
    if (generate && !isHeldBack) host.onTurnEnd(result);
    host.dispatcher.remove(run);
  });
  const onAbort = (): void => turn.cancel();
  const run = new TurnRun(turn, generate, pinnedTo, host);
  const refusal = host.refusal();
  const blocked = host.tiers.blocked(request.lane);
  // Of what is not even sent, at every key, nobody has to be told.
  const isHeldBack = blocked !== undefined;
  if (signal?.aborted || host.isDisposed()) turn.cancel();
  else if (refusal ?? blocked) turn.end({ status: 'failed', error: refusal ?? blocked });
  else {
    signal?.addEventListener('abort', onAbort);
    host.dispatcher.add(run);
  }
  return run;
}
