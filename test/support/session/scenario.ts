import type { Lane } from '../../../src/session/lane';
import type { ServerKind } from './worldServer';

/** What the server does; `pick` chooses among what there is at that moment. */
export type ServerStep =
  | { readonly do: 'accept' | 'mute'; readonly pick: number }
  | { readonly do: 'refuse'; readonly pick: number; readonly status: number | undefined }
  | { readonly do: 'hangUp'; readonly pick: number; readonly code: number }
  | {
      readonly do:
        'begin' | 'piece' | 'complete' | 'cut' | 'failed' | 'steered' | 'repeat' | 'late' | 'close' | 'break';
      readonly pick: number;
    }
  | {
      readonly do: 'failTwice';
      readonly pick: number;
      readonly first: 'error' | 'response.failed';
    }
  | {
      readonly do: 'fail' | 'refuseBare';
      readonly pick: number;
      readonly status: number;
      readonly code?: string | undefined;
      readonly waitMs: number;
    };

/** One thing that happens; `pick` chooses among what there is at that moment. */
export type Step =
  | ServerStep
  | { readonly do: 'start' | 'warm'; readonly lane: Lane }
  | { readonly do: 'cancel' | 'abort' | 'steer'; readonly pick: number }
  | { readonly do: 'reconnect' }
  | { readonly do: 'wait'; readonly ms: number }
  /** The next attempts are not told where to connect. */
  | { readonly do: 'lose'; readonly times: number }
  /** Whoever ends next is followed by another turn, started while it ends. */
  | { readonly do: 'follow' };

/** How the server goes on once the steps are over. */
export type Ending =
  /** It accepts and answers everything. */
  | 'well'
  /** It accepts, and closes whatever asks for something. */
  | 'closing'
  /** It accepts, answers pings and nothing else. */
  | 'silent'
  /** It is gone. */
  | 'dead'
  /** One answer goes on and on; everything else is well. */
  | 'long'
  /** Nobody waits for it. */
  | 'dispose';

/** A whole run. */
export interface Scenario {
  readonly kind: ServerKind;
  readonly maxInFlight: number;
  readonly maxLanes: number;
  readonly maxConnectionMs: number;
  readonly ids: boolean;
  /** Connections that cannot be had at the beginning of the ending. */
  readonly refusals: number;
  readonly steps: readonly Step[];
  readonly ending: Ending;
}
