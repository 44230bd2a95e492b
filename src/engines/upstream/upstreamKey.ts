import { readFile } from 'node:fs/promises';
import { messageOf } from '../../common/thrown';
import { UsageError } from '../usageError';

/** The key an upstream is asked with. It may change while the gateway runs. */
export interface UpstreamKey {
  /** As it was read last; undefined: none is sent. */
  readonly current: string | undefined;
  /**
   * Reads it again where it can change. Resolves to whether it is another one now. Rejects with `UsageError` when it
   * cannot be used; then the earlier one stays.
   */
  reload(): Promise<boolean>;
}

/** A key that never changes, or none. */
export function fixedKey(key: string | undefined): UpstreamKey {
  return { current: key, reload: () => Promise.resolve(false) };
}

/**
 * A key out of the environment, which stays as it is for the life of a process.
 * @param namedBy what says that it is there
 */
export function environmentKey(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
  namedBy = '--upstream-key-env',
): UpstreamKey {
  const key = environment[name]?.trim();
  if (key) return fixedKey(checked(key, `The environment variable ${name}`));
  throw new UsageError(
    `The environment variable ${name}, which ${namedBy} names, is empty or not there: set it.`,
  );
}

/** A key in a file, which may be replaced, as secrets do that expire. Rejects as `reload` does. */
export async function fileKey(file: string): Promise<UpstreamKey> {
  let current = await readKeyFile(file);
  return {
    get current() {
      return current;
    },
    async reload() {
      const before = current;
      current = await readKeyFile(file);
      return current !== before;
    },
  };
}

async function readKeyFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`The key file "${file}" cannot be read: ${messageOf(error)}`);
  });
  if (text.trim() === '') throw new UsageError(`The key file "${file}" is empty.`);
  return checked(text.trim(), `The key file "${file}"`);
}

/** What the key is appears in no message. */
function checked(key: string, source: string): string {
  if (/^[\x21-\x7e]{1,16384}$/.test(key)) return key;
  throw new UsageError(`${source} must hold one key: printable ASCII characters without spaces.`);
}
