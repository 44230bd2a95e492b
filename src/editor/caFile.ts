import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';

/** The certificates of `codexSpark.caFile`, or why they cannot be had. */
export type CaFile =
  /** All authorities to trust, PEM: the usual ones and those of the file. Undefined for just the usual ones. */
  { readonly authorities: readonly string[] | undefined } | { readonly problem: string };

/** Reads the setting's file. An empty path means none. The file is small and read once per connection setting. */
export function readCaFile(path: string): CaFile {
  if (path === '') return { authorities: undefined };
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `The file of "codexSpark.caFile" cannot be read: ${reason}` };
  }
  return pem.includes('-----BEGIN CERTIFICATE-----')
    ? { authorities: [...rootCertificates, pem] }
    : {
        problem:
          'The file of "codexSpark.caFile" holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).',
      };
}
