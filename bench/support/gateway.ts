import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';

const listening = v.object({ url: v.string(), http: v.string(), token: v.string() });

/** A gateway process with the replay engine. */
export interface BenchGateway extends v.InferOutput<typeof listening> {
  /** Lines of its log as they come. */
  onLog(listener: (line: string) => void): void;
  stop(): Promise<void>;
}

/** Starts a gateway that answers everything with `answer`, at a stated pace. */
export async function startGateway(
  script: string,
  answer: string,
  args: readonly string[],
): Promise<BenchGateway> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const file = path.join(folder, 'answer.txt');
  await writeFile(file, answer);
  const child = spawn(process.execPath, [script, '--engine', 'replay', '--replay', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CODEX_SPARK_LOG: 'debug' },
  });
  const listeners: ((line: string) => void)[] = [];
  createInterface({ input: child.stderr }).on('line', line => listeners.forEach(listener => listener(line)));
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', code => reject(new Error(`the gateway ended with code ${code}`)));
  });
  return {
    ...v.parse(listening, JSON.parse(first)),
    onLog: listener => void listeners.push(listener),
    async stop() {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
