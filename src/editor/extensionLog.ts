import { createWriteStream } from 'node:fs';
import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import { lineLog, recentLog, teeLog, type RecentLog } from '../common/logSinks';

/** Lines kept for a diagnostic report. */
const recentLines = 300;

/** Names a file that gets every line too: for debugging, and for hosts that write no log files. */
const fileVariable = 'CODEX_SPARK_LOG_FILE';

/** The extension's log and its latest lines. */
export interface ExtensionLog extends Disposable {
  readonly log: Log;
  readonly recent: RecentLog;
}

/** Writes to the output channel (which filters by the level the user chose), to memory, and to a file if asked. */
export function extensionLog(channel: vscode.LogOutputChannel, environment: NodeJS.ProcessEnv): ExtensionLog {
  const store = new DisposableStore();
  const recent = recentLog(recentLines);
  const sinks: Log[] = [lineLog((level, line) => channel[level](line)), recent];
  const file = environment[fileVariable];
  if (file) {
    const stream = createWriteStream(file, { flags: 'a' });
    stream.on('error', error => channel.warn(`cannot write ${fileVariable}: ${error.message}`));
    store.add({ dispose: () => void stream.end() });
    sinks.push(lineLog((level, line) => stream.write(`${new Date().toISOString()} [${level}] ${line}\n`)));
  }
  return { log: teeLog(...sinks), recent, dispose: () => store.dispose() };
}
