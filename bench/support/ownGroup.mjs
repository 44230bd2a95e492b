// A benchmark starts processes of its own: gateways, clients, servers with a model. None of them may outlive it.
// @ts-check
import { once } from 'node:events';
import { kill, onInterrupt, start } from '../../scripts/lib/run.mjs';

/** Says to a script that it runs in such a group. */
const mark = 'CODEX_SPARK_OWN_GROUP';

/**
 * Runs the script that calls this again, in a process group of its own, and ends with its code; in that group it resolves
 * at once. However the script ends, by itself or because this process is told to (Ctrl+C, SIGTERM, a closed terminal),
 * the rest of the group ends with it. On Windows, which has no groups, only the script itself does.
 */
export async function inOwnGroup() {
  if (process.env[mark] !== undefined) return;
  const child = start(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, [mark]: '1' },
  });
  const ended = once(child, 'close');
  const endRest = () => kill(child, 'SIGKILL');
  let isTold = false;
  onInterrupt(async () => {
    isTold = true;
    kill(child);
    await ended;
    endRest();
  });
  const [code] = await ended;
  // Whoever tells it to end ends it.
  if (isTold) return await new Promise(() => {});
  endRest();
  process.exit(code ?? 1);
}
