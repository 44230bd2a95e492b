import type { ResponseEnd } from '../connection/responseStream';

/** What has been tried for a turn. */
export interface Attempts {
  /** Anything of output was seen: generating again would show or bill something twice. */
  readonly outputSeen: boolean;
  /** The last request continued from an earlier response, and the whole conversation is at hand. */
  readonly canResendFull: boolean;
  /** Sent again after the connection was lost. */
  readonly replays: number;
  /** Sent again on a new connection or lane, as the server asked. */
  readonly moves: number;
  /** Sent again after the server failed or asked to wait. */
  readonly serverRetries: number;
  /** The refusal taught us something about the endpoint, so the next request will differ. */
  readonly corrected: boolean;
}

/** What to do with a turn whose response ended. */
export type Decision =
  | { readonly kind: 'finish' }
  | { readonly kind: 'resend-full' }
  | { readonly kind: 'replay' }
  | { readonly kind: 'move' }
  | { readonly kind: 'correct' }
  | { readonly kind: 'back-off' }
  | { readonly kind: 'wait' };

/** Longest wait a server may ask for that a turn sits through, in ms; beyond it the user is told. */
export const longestWaitMs = 10_000;

/**
 * Whether a turn is sent again. Only as long as no output was seen; then a repetition can show nothing twice,
 * and with `store: false` and no tools of the server's own it has no effect beyond its cost. A lost connection is replayed once:
 * the outcome there is unknown, and one generation too many is the most it may cost.
 */
export function decide(end: Exclude<ResponseEnd, { kind: 'unsteered' }>, attempts: Attempts): Decision {
  const finish: Decision = { kind: 'finish' };
  if (end.kind === 'completed' || end.kind === 'incomplete' || attempts.outputSeen) return finish;
  if (end.error.kind === 'auth') return finish;
  if (end.kind === 'lost') return end.replayable && attempts.replays < 1 ? { kind: 'replay' } : finish;
  if (attempts.corrected) return { kind: 'correct' };
  switch (end.error.remedy) {
    case 'resend-full':
      return attempts.canResendFull ? { kind: 'resend-full' } : finish;
    case 'new-socket':
    case 'reuse-lane':
      return attempts.moves < 1 ? { kind: 'move' } : finish;
    case 'wait': {
      const ms = end.error.retryAfterMs ?? 1000;
      return ms <= longestWaitMs && attempts.serverRetries < 1 ? { kind: 'wait' } : finish;
    }
    case 'send-again':
      return attempts.replays < 1 ? { kind: 'replay' } : finish;
    case 'back-off':
      return attempts.serverRetries < 2 ? { kind: 'back-off' } : finish;
    case 'use-http':
    case 'surface':
      return finish;
  }
}
