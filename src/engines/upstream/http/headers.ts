/** Headers of a refusal that tell a client when to come back, in lower case. */
const waitHeaders = /^(retry-after(-ms)?|x-ratelimit-.*|ratelimit.*|x-should-retry)$/;

/** The headers that are passed on with a failure: when to come back and what is left, nothing else. */
export function waitingHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  const kept = Object.entries(headers).filter(
    // A client gets them in JSON or as headers, so nothing with line breaks or beyond ASCII.
    ([name, value]) => waitHeaders.test(name) && /^[\x20-\x7e]{0,200}$/.test(value),
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
