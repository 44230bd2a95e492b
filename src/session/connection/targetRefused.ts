import type { WireError } from '../../protocol/errors';

/**
 * Thrown by a session's `url` or `headers` when there is nowhere to connect to and only the user can mend it: no
 * further attempt is made until `reconnect()`. Any other rejection counts as a failed attempt, which is repeated.
 */
export class TargetRefused extends Error {
  constructor(readonly error: WireError) {
    super(error.message);
    this.name = 'TargetRefused';
  }
}
