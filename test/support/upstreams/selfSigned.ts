import { generate } from 'selfsigned';

/** A certificate of nobody's authority, for loopback and the names tests use. PEM. */
export async function selfSigned(): Promise<{ readonly key: string; readonly cert: string }> {
  const altNames = [
    { type: 7 as const, ip: '127.0.0.1' },
    { type: 2 as const, value: 'upstream.test' },
    { type: 2 as const, value: 'elsewhere.test' },
  ];
  const made = await generate([{ name: 'commonName', value: 'upstream.test' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: made.private, cert: made.cert };
}
