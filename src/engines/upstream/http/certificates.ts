import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import { messageOf } from '../../../common/thrown';
import { UsageError } from '../../usageError';

/**
 * All authorities to trust: those of the file besides the usual ones. Undefined without a file: then Node's own
 * rules hold, `NODE_EXTRA_CA_CERTS` among them.
 * @throws UsageError when the file cannot be used
 */
export async function readAuthorities(
  file: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[] | undefined> {
  if (file === undefined) return undefined;
  const own = await readPem(file);
  // Naming authorities replaces all others, so those are put back; Node can tell them from 22.15 on.
  const extra = environment['NODE_EXTRA_CA_CERTS'];
  const usual = tls.getCACertificates?.('default') ?? [
    ...tls.rootCertificates,
    ...(extra ? [await readPem(extra)] : []),
  ];
  // Of several self-signed certificates with one name, such as CN=localhost, OpenSSL looks at the first one only.
  return [own, ...usual];
}

async function readPem(file: string): Promise<string> {
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = messageOf(error);
    throw new UsageError(`The certificate file "${file}" cannot be read: ${reason}`);
  });
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  throw new UsageError(`"${file}" holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).`);
}
