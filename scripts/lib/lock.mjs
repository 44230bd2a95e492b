// @ts-check
// One at a time across processes: a folder is created by exactly one of them.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process holds the same lock. The lock of a process that died is taken over.
 * @template T
 * @param {string} folder the lock; its parent is created when missing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, work) {
  await mkdir(path.dirname(folder), { recursive: true });
  const owner = path.join(folder, 'pid');
  for (let told = false; ;) {
    try {
      await mkdir(folder);
      await writeFile(owner, String(process.pid));
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
    if (pid > 0 && !isAlive(pid)) await rm(folder, { recursive: true, force: true });
    else if (!told) {
      told = true;
      console.log(`  waiting for another run${pid > 0 ? ` (process ${pid})` : ''} to finish with ${folder}`);
    }
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
