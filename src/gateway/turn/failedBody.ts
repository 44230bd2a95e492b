import { statusOfName } from '../../protocol/saidError';
import { errorBody, type ErrorBody, type ServedResponse } from './served';

/**
 * A response that failed after its output had begun, as the error of an answer of which nothing has been sent yet: a status says it
 * better than half an answer. Most clients take an object that comes with 200 for the whole.
 */
export function failedBody({ error }: ServedResponse): ErrorBody {
  const { code, message } = error ?? { code: 'server_error', message: 'The gateway failed to answer.' };
  const status = statusOfName(code) ?? (code.startsWith('upstream_') ? 502 : 500);
  return errorBody({ status, code, message });
}
