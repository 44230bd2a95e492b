import { t } from '../../common/l10n';
import { messageOf } from '../../common/thrown';
import { connectionError, protocolError, wireError, type WireError } from '../../protocol/errors';
import type { OpenFailure } from './socket';
import { TargetRefused } from './targetRefused';

/** Whether to try again by itself. */
export interface ConnectionVerdict {
  readonly error: WireError;
  /** `retry` with back-off; `refuse`: only the user can mend it; `rest`: connect again when asked to. */
  readonly then: 'retry' | 'refuse' | 'rest';
}

/** Failures of TLS that do not go away by waiting: OpenSSL's verify codes as Node names them. */
const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|HOSTNAME_MISMATCH/;

/** What to make of a socket that never opened. */
export function verdictOfOpenFailure(failure: OpenFailure): ConnectionVerdict {
  const { status, message, code, headers } = failure;
  if (status !== undefined) {
    if (status < 400) {
      const sentence = t(
        'The endpoint answered HTTP {0} instead of upgrading to WebSocket. Check its URL.',
        status,
      );
      return { error: { ...protocolError(sentence), status, remedy: 'surface' }, then: 'refuse' };
    }
    const error = wireError({ status, code, message, headers });
    return { error, then: error.remedy === 'wait' || error.remedy === 'back-off' ? 'retry' : 'refuse' };
  }
  if (code === 'ERR_INVALID_URL') {
    return { error: { ...connectionError(message, code), remedy: 'surface' }, then: 'refuse' };
  }
  if (code !== undefined && certificateCode.test(code)) {
    const sentence = t(
      "The endpoint's certificate is not trusted ({0}). Add its CA, or check the URL.",
      code,
    );
    return { error: { ...connectionError(sentence, code), remedy: 'surface' }, then: 'refuse' };
  }
  return { error: connectionError(message, code), then: 'retry' };
}

/** What to make of an endpoint that could not say where it is. */
export function verdictOfTarget(failure: unknown): ConnectionVerdict {
  if (failure instanceof TargetRefused) return { error: failure.error, then: 'refuse' };
  const message = messageOf(failure, t('The endpoint could not be determined.'));
  return { error: connectionError(message, 'no_endpoint'), then: 'retry' };
}

/** Close codes after which clients of this protocol reconnect (as the `openai` package does). */
const recoverable: ReadonlySet<number> = new Set([1001, 1005, 1006, 1011, 1012, 1013, 1015]);

/** What to make of an open socket that was closed. */
export function verdictOfClose(code: number, reason: string): ConnectionVerdict {
  const why = reason ? `: ${reason}` : '';
  const error = connectionError(t('The connection was closed ({0}{1}).', code, why), `close_${code}`);
  if (code === 1000) return { error, then: 'rest' };
  // Policy violation is how servers refuse a key after the upgrade; asking again would be hammering.
  if (code === 1008) return { error: { ...error, remedy: 'surface' }, then: 'refuse' };
  return { error, then: 'retry' };
}

/** Whether a request in flight may have been the cause of this close, so that it must not be sent again. */
export function mayBlameRequest(code: number): boolean {
  return !recoverable.has(code) && code !== 1000;
}
