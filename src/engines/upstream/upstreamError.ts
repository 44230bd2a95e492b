import { EngineError } from '../engine';

/** A failure of the upstream server, in the protocol's terms, and whether the same may be asked once more. */
export class UpstreamError extends EngineError {
  /** Whether trying again shortly may help; only ever done before the first output. */
  readonly retryable: boolean;

  constructor(facts: {
    status: number;
    code: string;
    message: string;
    headers?: Readonly<Record<string, string>> | undefined;
    retryable?: boolean;
  }) {
    super(facts.status, facts.code, facts.message, facts.headers);
    this.name = 'UpstreamError';
    this.retryable = facts.retryable ?? false;
  }
}
