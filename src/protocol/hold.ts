/**
 * How a client holds on to a gateway that several clients share: with `GET /hold`, whose answer is never complete. A shared
 * gateway ends when nobody holds it any more, and a client sees by the end of the answer that the gateway is gone.
 *
 * Neither side says the token. The client sends a number that was never used before and what shows that it knows the token; the
 * gateway answers with what shows that it does: whoever has come to listen at the port of a gateway that is gone learns
 * nothing, and is not taken for it.
 */

/** The path. */
export const holdPath = '/hold';

/** Headers, of the request and of the answer. */
export const holdHeaders = { nonce: 'x-codex-spark-nonce', proof: 'x-codex-spark-proof' } as const;

/** A number that is used once: 32 bytes, hexadecimal. */
export const noncePattern = /^[0-9a-f]{64}$/;

/** What is signed with the token (HMAC-SHA256, hexadecimal), by either side. */
export function signedBy(side: 'client' | 'gateway', nonce: string): string {
  return `codex-spark ${side} ${nonce}`;
}
