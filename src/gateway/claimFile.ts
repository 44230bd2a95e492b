import { readFileSync, unlinkSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parseClaim, type Claim } from '../protocol/claim';

/**
 * Writes where this gateway is found, for those who may share it: as a whole or not at all, into a file that only this user can
 * read, in a folder that only this user can enter. What another gateway has written there is replaced. Rejects when it
 * cannot be written.
 */
export async function writeClaim(file: string, claim: Claim): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const made = `${file}.${claim.pid}`;
  // A process of the same number may have died over it.
  await rm(made, { force: true });
  await writeFile(made, JSON.stringify(claim), { flag: 'wx', mode: 0o600 });
  try {
    await rename(made, file);
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
}

/** Removes a claim, if it is still that of this process. At once, for a process that ends; never throws. */
export function removeClaim(file: string, pid: number): void {
  try {
    if (parseClaim(readFileSync(file, 'utf8'))?.pid === pid) unlinkSync(file);
  } catch {
    // It is not there, or it is somebody else's by now.
  }
}
