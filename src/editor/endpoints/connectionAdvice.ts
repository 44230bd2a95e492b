import type { WireError } from '../../protocol/errors';
import { explainCode } from './explainFailure';
import type { UsableEndpoint } from './endpoint';
import { endpointPlace } from './endpointSpec';

/** What a user can do about a connection problem, as the label of a button. */
export type AdviceAction =
  'Set API Key' | 'Connect a Model' | 'Open Settings' | 'Test Connection' | 'Show Log' | 'Retry';

/** One sentence about what is wrong, and the ways to mend it. */
export interface Advice {
  readonly message: string;
  readonly actions: readonly AdviceAction[];
}

/** Says in words what is wrong with the connection to `endpoint` and what helps. */
export function connectionAdvice(error: WireError, endpoint: UsableEndpoint): Advice {
  const where = endpointPlace(endpoint);
  const advice = (said: string, ...actions: readonly AdviceAction[]): Advice => ({
    message: `Codex Spark: ${said}`,
    actions,
  });
  const change = endpoint.kind === 'upstream' ? 'Connect a Model' : 'Open Settings';
  switch (error.kind) {
    case 'auth':
      return endpoint.kind === 'local'
        ? advice('the local engine refused its own token.', 'Retry', 'Show Log')
        : advice(`${where} refused the API key.`, 'Set API Key', 'Open Settings');
    case 'upgrade-required':
      return advice(`${where} does not offer WebSockets at this address.`, 'Open Settings', 'Show Log');
    case 'rate-limit':
      return advice(`${where} is limiting requests. ${error.message}`, 'Show Log');
    case 'protocol':
      return advice(
        `${where} does not speak the Responses protocol. ${error.message}`,
        'Open Settings',
        'Show Log',
      );
    case 'request':
      return advice(`${where} refused the request. ${error.message}`, change, 'Show Log');
    case 'server':
      return endpoint.kind === 'upstream'
        ? advice(`${where} does not answer. ${error.message}`, 'Retry', 'Test Connection', change)
        : advice(`${where} failed. ${error.message}`, 'Retry', 'Test Connection', 'Show Log');
    default: {
      const { detail } = explainCode(error.code, error.message);
      return endpoint.kind === 'local'
        ? advice(`no connection to ${where}. ${detail}`, 'Retry', 'Show Log')
        : advice(`no connection to ${where}. ${detail}`, 'Retry', 'Test Connection', change);
    }
  }
}
