import { readFile } from 'node:fs/promises';
import type { GatewayOptions } from './options';
import { UsageError } from '../../engines/usageError';
import type { TlsIdentity } from '../server/gatewayServer';
import type { ClientDefaults } from '../clients/client';
import type { KnownClient } from '../clients/directory';
import { parseTokensFile } from '../clients/tokensFile';
import { whyUnreadable } from '../whyUnreadable';

/** Reads the named tokens of `--tokens`. Throws `UsageError` with a sentence for the user, without any token. */
export async function readClients(file: string, options: GatewayOptions): Promise<KnownClient[]> {
  const text = await read(file, 'tokens file');
  try {
    return parseTokensFile(text, clientDefaults(options));
  } catch (error) {
    throw new UsageError(`The tokens file "${file}" is not usable: ${whyUnreadable(error)}.`);
  }
}

/** What holds for a token whose entry says nothing else. */
export function clientDefaults(options: GatewayOptions): ClientDefaults {
  const { requestsPerMinute, maxInFlightPerToken: maxInFlight, requestsPerDay, tokensPerDay } = options;
  return { requestsPerMinute, maxInFlight, requestsPerDay, tokensPerDay };
}

/** Reads the certificate and its key; undefined when there are none. Throws `UsageError`. */
export async function readTls({ tlsCert, tlsKey }: GatewayOptions): Promise<TlsIdentity | undefined> {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  return { cert: await read(tlsCert, 'certificate'), key: await read(tlsKey, 'private key') };
}

async function read(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read the ${what} "${file}": ${whyUnreadable(error)}.`);
  }
}
