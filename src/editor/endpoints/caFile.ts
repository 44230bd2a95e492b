import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { t } from '../../common/l10n';
import { messageOf } from '../../common/thrown';

/** The certificates of `codexSpark.caFile`, or why they cannot be had. */
export type CaFile =
  /** All authorities to trust, PEM: those of the file, then the usual ones. Undefined for just the usual ones. */
  { readonly authorities: readonly string[] | undefined } | { readonly problem: string };

/** Reads the setting's file. An empty path means none. The file is small and read once per connection setting. */
export function readCaFile(path: string): CaFile {
  if (path === '') return { authorities: undefined };
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = messageOf(error);
    return { problem: t('The file of "codexSpark.caFile" cannot be read: {0}', reason) };
  }
  // Of several self-signed certificates with one name, such as CN=localhost, OpenSSL looks at the first one only.
  return pem.includes('-----BEGIN CERTIFICATE-----')
    ? { authorities: [pem, ...tls.rootCertificates, ...systemCertificates()] }
    : {
        problem: t(
          'The file of "codexSpark.caFile" holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).',
        ),
      };
}

/**
 * The authorities of the operating system. Naming authorities switches off what VS Code adds by itself, so they
 * are put back; Node can tell them from 22.15 on.
 */
function systemCertificates(): readonly string[] {
  return tls.getCACertificates?.('system') ?? [];
}
