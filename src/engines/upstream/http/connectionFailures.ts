import { errors } from 'undici';
import { codeOf } from '../../../common/thrown';
import { UpstreamError } from '../upstreamError';

/** Which wait of a request ran out. */
export type Wait = 'headers' | 'first-byte' | 'idle';

/** A wait of our own that ran out; the reason a request was aborted with. */
export class WaitOver extends Error {
  constructor(
    readonly wait: Wait,
    readonly ms: number,
  ) {
    super(`${wait} after ${ms} ms`);
  }
}

const refused: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there. Is the server running?',
  ENOTFOUND: 'its name is not known. Is the address right?',
  EAI_AGAIN: 'its name could not be looked up just now.',
  EHOSTUNREACH: 'there is no way to it. Is the network up?',
  ENETUNREACH: 'there is no way to it. Is the network up?',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer the connection attempt in time.',
  ETIMEDOUT: 'it did not answer the connection attempt in time.',
};

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|ERR_SSL|EPROTO/;

/**
 * Turns a failure of the connection into what the client is told.
 * @param host host and port, as people know them
 */
export function connectionFailure(error: unknown, host: string): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (error instanceof WaitOver) return waitFailure(error, host);
  const code = causes(error).map(codeOf).find(Boolean);
  const reason = code === undefined ? undefined : refused[code];
  if (reason !== undefined) {
    return new UpstreamError({
      status: 503,
      code: 'upstream_unreachable',
      message: `The upstream ${host} cannot be reached: ${reason}`,
      retryable: code !== 'ENOTFOUND',
    });
  }
  const detail = causes(error).at(-1)?.message ?? String(error);
  if (code !== undefined && certificate.test(code)) {
    return new UpstreamError({
      status: 502,
      code: 'upstream_certificate',
      message: `The certificate of the upstream ${host} is not trusted (${code}). Name its authority (codexSpark.caFile, --upstream-ca FILE or NODE_EXTRA_CA_CERTS), or use an http:// address if it has no TLS.`,
    });
  }
  if (/proxy/i.test(detail)) {
    return new UpstreamError({
      status: 502,
      code: 'upstream_proxy',
      message: `The proxy on the way to the upstream ${host} refused: ${detail}`,
    });
  }
  if (code?.startsWith('HPE_') || error instanceof errors.HTTPParserError) {
    return new UpstreamError({
      status: 502,
      code: 'upstream_not_http',
      message: `What answers at the upstream ${host} does not speak HTTP. Is the address right?`,
    });
  }
  return new UpstreamError({
    status: 502,
    code: 'upstream_disconnected',
    message: `The connection to the upstream ${host} was lost${code === undefined ? '' : ` (${code})`}.`,
    retryable: true,
  });
}

function waitFailure({ wait, ms }: WaitOver, host: string): UpstreamError {
  const seconds = `${Math.round(ms / 100) / 10} s`;
  const what =
    wait === 'idle'
      ? `The upstream ${host} fell silent in the middle of the answer for ${seconds} (idleMs, --upstream-idle-ms).`
      : `The upstream ${host} gave no sign of an answer for ${seconds} (firstTokenMs, --upstream-first-token-ms).`;
  return new UpstreamError({ status: 504, code: 'upstream_timeout', message: what });
}

/** An error and what caused it, outermost first. */
function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let next = error; next instanceof Error && chain.length < 8; next = next.cause) chain.push(next);
  return chain;
}
