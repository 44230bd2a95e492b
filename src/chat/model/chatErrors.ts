import { t } from '../../common/l10n';
import type { WireError } from '../../protocol/errors';
import type { ChatError } from '../messages';

/** What went wrong with an answer, in words, with the buttons that help. */
export function chatErrorOf({ kind, message, code }: WireError): ChatError {
  const said = message.slice(0, 1_000);
  switch (kind) {
    case 'auth':
      return {
        message: t('The endpoint refused the API key.'),
        advice: said,
        actions: ['setKey', 'openSettings', 'retry'],
      };
    case 'rate-limit':
      return {
        message: t('The endpoint is limiting requests.'),
        advice: said,
        actions: ['retry'],
      };
    case 'tier':
      return {
        message: t('The endpoint does not serve the service tier that was asked for.'),
        advice: said,
        actions: ['openSettings', 'retry'],
      };
    case 'request':
      return {
        message:
          code === 'request_too_large'
            ? t('The conversation is too large for one request.')
            : t('The endpoint refused the request.'),
        advice: said,
        actions: ['openSettings', 'showLog', 'retry'],
      };
    case 'upgrade-required':
    case 'protocol':
      return {
        message: t('The endpoint does not speak the Responses protocol.'),
        advice: said,
        actions: ['openSettings', 'diagnose'],
      };
    case 'server':
      return {
        message: t('The endpoint reported a failure of its own.'),
        advice: said,
        actions: ['retry', 'showLog'],
      };
    default:
      return {
        message: t('The connection to the endpoint was lost.'),
        advice: t('{0} What was received is kept.', said),
        actions: ['retry', 'diagnose', 'showLog'],
      };
  }
}

/** There is nowhere to ask. */
export const noEndpoint: ChatError = {
  message: t('The endpoint setting cannot be used.'),
  advice: t('Set an endpoint that can be reached, or the embedded engine ("local").'),
  actions: ['openSettings', 'retry'],
};
