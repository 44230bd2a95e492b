import type { Session } from '../../session/session';
import type { ResultFilter } from './keptBackResults';

/** What the provider works with; all of it outlives the provider. */
export interface ModelParts extends ResultFilter {
  readonly session: () => Session | undefined;
  /** What the endpoint is called: the model's id where one is set. Empty while there is none. */
  readonly endpointName: () => string;
  /** What the model can read, in tokens. */
  readonly contextTokens: () => number;
}
