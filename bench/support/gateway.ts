import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';

const listening = v.object({ url: v.string(), http: v.string(), token: v.string() });

/** A gateway process with the replay engine. */
export interface BenchGateway extends v.InferOutput<typeof listening> {
  readonly process: ChildProcess;
  /** Lines of its log as they come. */
  onLog(listener: (line: string) => void): void;
  stop(): Promise<void>;
}

/**
 * Starts a gateway that answers everything with `answer`, at a stated pace.
 * @param nodeArgs options of Node itself; with any, the process has an IPC channel
 */
export async function startGateway(
  script: string,
  answer: string,
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): Promise<BenchGateway> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const file = path.join(folder, 'answer.txt');
  await writeFile(file, answer);
  const line = [...nodeArgs, script, '--engine', 'replay', '--replay', file, ...args];
  const child = spawn(process.execPath, line, {
    stdio: ['ignore', 'pipe', 'pipe', ...(nodeArgs.length > 0 ? (['ipc'] as const) : [])],
    env: { ...process.env, CODEX_SPARK_LOG: 'debug' },
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the gateway has no output');
  const listeners: ((line: string) => void)[] = [];
  createInterface({ input: stderr }).on('line', text => listeners.forEach(listener => listener(text)));
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve);
    child.once('exit', code => reject(new Error(`the gateway ended with code ${code}`)));
  });
  return {
    ...v.parse(listening, JSON.parse(first)),
    process: child,
    onLog: listener => void listeners.push(listener),
    async stop() {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
