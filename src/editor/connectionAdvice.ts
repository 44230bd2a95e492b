import type { WireError } from '../protocol/errors';
import { explainCode } from './diagnosis/explainFailure';
import type { Endpoint } from './endpoint';

/** What a person can do about a connection problem, as the label of a button. */
export type AdviceAction = 'Set API Key' | 'Open Settings' | 'Test Connection' | 'Show Log' | 'Retry';

/** One sentence about what is wrong, and the ways to mend it. */
export interface Advice {
  readonly message: string;
  readonly actions: readonly AdviceAction[];
}

/** Says in words what is wrong with the connection to `endpoint` and what helps. */
export function connectionAdvice(error: WireError, endpoint: Endpoint): Advice {
  if (endpoint.kind === 'invalid') {
    return { message: `Codex Spark: ${endpoint.reason}`, actions: ['Open Settings'] };
  }
  const where = endpoint.kind === 'local' ? 'the local engine' : endpoint.origin;
  switch (error.kind) {
    case 'auth':
      return endpoint.kind === 'local'
        ? { message: 'Codex Spark: the local engine refused its own token.', actions: ['Retry', 'Show Log'] }
        : {
            message: `Codex Spark: ${where} refused the API key.`,
            actions: ['Set API Key', 'Open Settings'],
          };
    case 'upgrade-required':
      return {
        message: `Codex Spark: ${where} does not offer WebSockets at this address.`,
        actions: ['Open Settings', 'Show Log'],
      };
    case 'rate-limit':
      return {
        message: `Codex Spark: ${where} is limiting requests. ${error.message}`,
        actions: ['Show Log'],
      };
    case 'protocol':
      return {
        message: `Codex Spark: ${where} does not speak the Responses protocol. ${error.message}`,
        actions: ['Open Settings', 'Show Log'],
      };
    case 'request':
      return {
        message: `Codex Spark: ${where} refused the request. ${error.message}`,
        actions: ['Open Settings', 'Show Log'],
      };
    default: {
      const { detail } = explainCode(error.code, error.message);
      return {
        message: `Codex Spark: no connection to ${where}. ${detail}`,
        actions:
          endpoint.kind === 'local' ? ['Retry', 'Show Log'] : ['Retry', 'Test Connection', 'Open Settings'],
      };
    }
  }
}
