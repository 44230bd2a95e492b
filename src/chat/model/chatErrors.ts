import type { WireError } from '../../protocol/errors';
import type { ChatError } from '../messages';

/** What went wrong with an answer, in words, with the buttons that help. */
export function chatErrorOf({ kind, message, code }: WireError): ChatError {
  const said = message.slice(0, 1_000);
  switch (kind) {
    case 'auth':
      return {
        message: 'The endpoint refused the API key.',
        advice: said,
        actions: ['setKey', 'openSettings', 'retry'],
      };
    case 'rate-limit':
      return {
        message: 'The endpoint is limiting requests.',
        advice: said,
        actions: ['retry'],
      };
    case 'tier':
      return {
        message: 'The endpoint does not serve the service tier that was asked for.',
        advice: said,
        actions: ['openSettings', 'retry'],
      };
    case 'request':
      return {
        message:
          code === 'request_too_large'
            ? 'The conversation is too large for one request.'
            : 'The endpoint refused the request.',
        advice: said,
        actions: ['openSettings', 'showLog', 'retry'],
      };
    case 'upgrade-required':
    case 'protocol':
      return {
        message: 'The endpoint does not speak the Responses protocol.',
        advice: said,
        actions: ['openSettings', 'diagnose'],
      };
    case 'server':
      return {
        message: 'The endpoint reported a failure of its own.',
        advice: said,
        actions: ['retry', 'showLog'],
      };
    default:
      return {
        message: 'The connection to the endpoint was lost.',
        advice: `${said} What was received is kept.`,
        actions: ['retry', 'diagnose', 'showLog'],
      };
  }
}

/** There is nowhere to ask. */
export const noEndpoint: ChatError = {
  message: 'The endpoint setting cannot be used.',
  advice: 'Set an endpoint that can be reached, or the embedded engine ("local").',
  actions: ['openSettings', 'retry'],
};
