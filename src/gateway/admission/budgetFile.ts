import { renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { codeOf, messageOf } from '../../common/thrown';
import { UsageError } from '../../engines/usageError';
import { DayBudgets, parseBudgetState, type BudgetState } from './dayBudgets';
import { whyUnreadable } from '../whyUnreadable';

/** How soon what was used is written, in ms: a process that is killed forgets as much. */
const writeAfterMs = 1_000;

/**
 * Budgets that are kept in a file over a restart; a file that is not there yet is made, and one that holds something else is
 * moved aside. Throws `UsageError` when it cannot be used. Dispose writes what has not been written.
 */
export async function openBudgets(
  file: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<{ readonly budgets: DayBudgets } & Disposable> {
  let timer: Disposable | undefined;
  const write = (): void => {
    timer = undefined;
    try {
      // Another file first, and on the disk: one that is half written when the machine stops would be no file at all.
      writeFileSync(`${file}.new`, `${JSON.stringify(budgets.state)}\n`, { mode: 0o600, flush: true });
      renameSync(`${file}.new`, file);
    } catch (error) {
      log.error('budgets not written', { error: messageOf(error) });
    }
  };
  const budgets = new DayBudgets(Date.now, await read(file, log), () => {
    timer ??= clock.setTimeout(write, writeAfterMs);
  });
  return {
    budgets,
    dispose() {
      if (!timer) return;
      timer.dispose();
      write();
    },
  };
}

async function read(file: string, log: Log): Promise<BudgetState | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new UsageError(`Cannot read the budget file "${file}": ${whyUnreadable(error)}.`);
  }
  try {
    return parseBudgetState(text);
  } catch (error) {
    moveAside(file, messageOf(error), log);
    return undefined;
  }
}

/** A file that was damaged must not keep the gateway from serving; it is kept for whoever wants to look at it. */
function moveAside(file: string, why: string, log: Log): void {
  const aside = `${file}.unreadable`;
  try {
    renameSync(file, aside);
  } catch (error) {
    throw new UsageError(
      `The budget file "${file}" is not usable: ${why}. It cannot be moved aside either: ${messageOf(error)}.`,
    );
  }
  log.error('budget file not usable, counting begins anew', { error: why, movedTo: aside });
}
