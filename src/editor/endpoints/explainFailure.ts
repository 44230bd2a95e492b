/** A failure in words: what it means and what helps. */
export interface Explanation {
  readonly detail: string;
  readonly advice: string;
}

const noTls = [
  'The server does not speak TLS at this port.',
  'Use ws:// instead of wss://, or another port.',
] as const;

const byCode: Readonly<Record<string, readonly [detail: string, advice: string]>> = {
  ENOTFOUND: [
    'The host name is not known.',
    'Check the spelling of "codexSpark.endpoint" and your network connection.',
  ],
  EAI_AGAIN: ['The name server did not answer.', 'Check your network connection.'],
  ECONNREFUSED: [
    'Nothing listens at this address.',
    'Check host and port of "codexSpark.endpoint", and that the server runs.',
  ],
  ECONNRESET: [
    'The connection was cut by the other side.',
    'A firewall or proxy may forbid it. Ask who runs the network.',
  ],
  ETIMEDOUT: ['No answer in time.', 'A firewall may swallow the connection, or the server is down.'],
  EHOSTUNREACH: ['There is no way to this host.', 'Check your network connection or VPN.'],
  ENETUNREACH: ['The network cannot be reached.', 'Check your network connection or VPN.'],
  CERT_HAS_EXPIRED: ["The server's certificate has expired.", 'Whoever runs the server has to renew it.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    "The server's certificate is self-signed.",
    'Put the certificate into a file and name it in "codexSpark.caFile".',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'The certificate comes from an authority this machine does not know.',
    'A company proxy often does this. Name its certificate in "codexSpark.caFile".',
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'The certificate chain is not complete or its authority is not known.',
    'Name the certificate of the authority in "codexSpark.caFile".',
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    'The certificate comes from an authority this machine does not know.',
    'Name its certificate in "codexSpark.caFile".',
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'The certificate is for another host name.',
    'Use the host name of the certificate in "codexSpark.endpoint".',
  ],
  HPE_INVALID_CONSTANT: [
    'What listens at this address is no web server.',
    'Check host and port of "codexSpark.endpoint".',
  ],
  close_1009: [
    'A message was larger than one of the two sides accepts.',
    'Check that "codexSpark.endpoint" is a Responses endpoint.',
  ],
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
};

const byStatus: Readonly<Record<number, readonly [detail: string, advice: string]>> = {
  401: ['The server does not accept the API key.', 'Run "Codex Spark: Set API Key".'],
  403: ['The API key may not use this endpoint or model.', 'Check the key, or set another one.'],
  404: [
    'There is no such path on the server.',
    'The path of a Responses endpoint usually ends with /v1/responses.',
  ],
  407: ['The proxy wants a user name and password.', 'Set them in "http.proxy".'],
  426: ['This server offers no WebSocket here.', 'Use an endpoint that speaks Responses over WebSocket.'],
  429: ['The server is limiting requests.', 'Wait a little, or check the limits of your key.'],
};

/** Puts a Node error code into words. */
export function explainCode(code: string | undefined, message: string): Explanation {
  const known = code !== undefined && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  return known
    ? { detail: `${known[0]} (${code})`, advice: known[1] }
    : { detail: message, advice: 'The log says more: "Codex Spark: Show Log".' };
}

/** Puts the HTTP status of a refused upgrade into words. */
export function explainStatus(status: number): Explanation {
  const known = byStatus[status];
  if (known) return { detail: `${known[0]} (HTTP ${status})`, advice: known[1] };
  return status >= 500
    ? {
        detail: `The server failed (HTTP ${status}).`,
        advice: 'Try again later, or ask who runs the server.',
      }
    : {
        detail: `The server refused the WebSocket (HTTP ${status}).`,
        advice: 'Check "codexSpark.endpoint".',
      };
}
