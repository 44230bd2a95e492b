import { open } from 'node:fs/promises';
import { maxClaimBytes, parseClaim, type Claim } from '../../protocol/claim';

/**
 * Reads where a shared gateway is, if its process lives. Undefined where there is no such file, or it is not one that only
 * this user can read and write. Never rejects.
 */
export async function readClaim(file: string): Promise<Claim | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const found = await handle.stat();
      if (!found.isFile() || found.size > maxClaimBytes || !isPrivate(found)) return undefined;
      const claim = parseClaim(await handle.readFile('utf8'));
      return claim && lives(claim.pid) ? claim : undefined;
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** Windows has no such modes: there the folder of the user is the user's own. */
function isPrivate({ mode, uid }: { readonly mode: number; readonly uid: number }): boolean {
  return process.getuid === undefined || ((mode & 0o077) === 0 && uid === process.getuid());
}

/** Whether there is a process of that number that is this user's. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
