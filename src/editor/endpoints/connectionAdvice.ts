import { t } from '../../common/l10n';
import type { WireError } from '../../protocol/errors';
import { explainCode } from './explainFailure';
import type { UsableEndpoint } from './endpoint';
import { endpointPlace } from './endpointSpec';

/** What a user can do about a connection problem, as a button. */
export type AdviceAction =
  'Set API Key' | 'Connect a Model' | 'Open Settings' | 'Test Connection' | 'Show Log' | 'Retry';

/** What stands on the buttons. */
export const adviceWords: Readonly<Record<AdviceAction, string>> = {
  'Set API Key': t('Set API Key'),
  'Connect a Model': t('Connect a Model'),
  'Open Settings': t('Open Settings'),
  'Test Connection': t('Test Connection'),
  'Show Log': t('Show Log'),
  Retry: t('Retry'),
};

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
        ? advice(t('the embedded engine refused its own token.'), 'Retry', 'Show Log')
        : advice(t('{0} refused the API key.', where), 'Set API Key', 'Open Settings');
    case 'upgrade-required':
      return advice(t('{0} does not offer WebSockets at this address.', where), 'Open Settings', 'Show Log');
    case 'rate-limit':
      return advice(t('{0} is limiting requests. {1}', where, error.message), 'Show Log');
    case 'protocol':
      return advice(
        t('{0} does not speak the Responses protocol. {1}', where, error.message),
        'Open Settings',
        'Show Log',
      );
    case 'request':
      return advice(t('{0} refused the request. {1}', where, error.message), change, 'Show Log');
    case 'server':
      return endpoint.kind === 'upstream'
        ? advice(t('{0} does not answer. {1}', where, error.message), 'Retry', 'Test Connection', change)
        : advice(t('{0} failed. {1}', where, error.message), 'Retry', 'Test Connection', 'Show Log');
    default: {
      const { detail } = explainCode(error.code, error.message);
      return endpoint.kind === 'local'
        ? advice(t('no connection to {0}. {1}', where, detail), 'Retry', 'Show Log')
        : advice(t('no connection to {0}. {1}', where, detail), 'Retry', 'Test Connection', change);
    }
  }
}
