import { t } from '../../common/l10n';

/** A failure in words: what it means and what helps. */
export interface Explanation {
  readonly detail: string;
  readonly advice: string;
}

const noTls = [
  t('The server does not speak TLS on this port.'),
  t('Use ws:// instead of wss://, or another port.'),
] as const;

const byCode: Readonly<Record<string, readonly [detail: string, advice: string]>> = {
  ENOTFOUND: [
    t('The host name is not known.'),
    t('Check the spelling of "codexSpark.endpoint" and your network connection.'),
  ],
  EAI_AGAIN: [t('The name server did not answer.'), t('Check your network connection.')],
  ECONNREFUSED: [
    t('Nothing listens at this address.'),
    t('Check host and port of "codexSpark.endpoint", and that the server runs.'),
  ],
  ECONNRESET: [
    t('The connection was cut by the other side.'),
    t('A firewall or proxy may forbid it. Ask whoever runs the network.'),
  ],
  ETIMEDOUT: [t('No answer in time.'), t('A firewall may swallow the connection, or the server is down.')],
  EHOSTUNREACH: [t('There is no route to this host.'), t('Check your network connection or VPN.')],
  ENETUNREACH: [t('The network cannot be reached.'), t('Check your network connection or VPN.')],
  CERT_HAS_EXPIRED: [
    t("The server's certificate has expired."),
    t('Whoever runs the server has to renew it.'),
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    t("The server's certificate is self-signed."),
    t('Put the certificate into a file and name it in "codexSpark.caFile".'),
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    t('The certificate comes from an authority this machine does not know.'),
    t('A company proxy often does this. Name its certificate in "codexSpark.caFile".'),
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    t('The certificate chain is not complete or its authority is not known.'),
    t('Name the certificate of the authority in "codexSpark.caFile".'),
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    t('The certificate comes from an authority this machine does not know.'),
    t('Name its certificate in "codexSpark.caFile".'),
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    t('The certificate is for another host name.'),
    t('Use the host name of the certificate in "codexSpark.endpoint".'),
  ],
  HPE_INVALID_CONSTANT: [
    t('What listens at this address is no web server.'),
    t('Check host and port of "codexSpark.endpoint".'),
  ],
  close_1009: [
    t('A message was larger than one of the two sides accepts.'),
    t('Check that "codexSpark.endpoint" is a Responses endpoint.'),
  ],
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
};

const byStatus: Readonly<Record<number, readonly [detail: string, advice: string]>> = {
  401: [t('The server does not accept the API key.'), t('Run "Codex Spark: Set API Key".')],
  403: [t('The API key may not use this endpoint or model.'), t('Check the key, or set another one.')],
  404: [
    t('There is no such path on the server.'),
    t('The path of a Responses endpoint usually ends with /v1/responses.'),
  ],
  407: [t('The proxy wants a user name and password.'), t('Set them in "http.proxy".')],
  426: [
    t('This server offers no WebSocket here.'),
    t('Use an endpoint that speaks Responses over WebSocket.'),
  ],
  429: [t('The server is limiting requests.'), t('Wait a little, or check the limits of your key.')],
};

/** Puts a Node error code into words. */
export function explainCode(code: string | undefined, message: string): Explanation {
  const known = code !== undefined && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  return known
    ? { detail: `${known[0]} (${code})`, advice: known[1] }
    : { detail: message, advice: t('The log says more: "Codex Spark: Show Log".') };
}

/** Puts the HTTP status of a refused upgrade into words. */
export function explainStatus(status: number): Explanation {
  const known = byStatus[status];
  if (known) return { detail: `${known[0]} (HTTP ${status})`, advice: known[1] };
  return status >= 500
    ? {
        detail: t('The server failed (HTTP {0}).', status),
        advice: t('Try again later, or ask whoever runs the server.'),
      }
    : {
        detail: t('The server refused the WebSocket (HTTP {0}).', status),
        advice: t('Check "codexSpark.endpoint".'),
      };
}
