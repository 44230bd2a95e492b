import { renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import { UsageError } from '../../engines/usageError';
import { DayBudgets, parseBudgetState, type BudgetState } from './dayBudgets';
import { whyUnreadable } from '../whyUnreadable';

/** How soon what was used is written, in ms: a process that is killed forgets as much. */
const writeAfterMs = 1_000;

/**
 * Budgets that are kept in a file over a restart; a file that is not there yet is made. Throws `UsageError` when it cannot
 * be used. Dispose writes what has not been written.
 */
export async function openBudgets(
  file: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<{ readonly budgets: DayBudgets } & Disposable> {
  let timer: Disposable | undefined;
  const write = (): void => {
    timer = undefined;
    try {
      // Another file first: one that is half written when the machine stops would be no file at all.
      writeFileSync(`${file}.new`, `${JSON.stringify(budgets.state)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      log.error('budgets not written', { error: messageOf(error) });
    }
  };
  const budgets = new DayBudgets(Date.now, await read(file), () => {
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

async function read(file: string): Promise<BudgetState | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UsageError(`Cannot read the budget file "${file}": ${whyUnreadable(error)}.`);
  }
  try {
    return parseBudgetState(text);
  } catch (error) {
    throw new UsageError(
      `The budget file "${file}" is not usable: ${messageOf(error)}. Without it, counting begins anew.`,
    );
  }
}
