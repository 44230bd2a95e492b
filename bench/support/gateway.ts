import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';

const listening = v.object({
  url: v.string(),
  http: v.string(),
  /** Empty for a gateway with a file of tokens. */
  token: v.optional(v.string(), ''),
});

/** A gateway process. */
export interface BenchGateway extends v.InferOutput<typeof listening> {
  readonly process: ChildProcess;
  /** Lines of its log as they come. */
  onLog(listener: (line: string) => void): void;
  stop(): Promise<void>;
}

/** How a gateway process is started. */
export interface GatewayLine {
  readonly args: readonly string[];
  /** Options of Node itself; with any, the process has an IPC channel. */
  readonly nodeArgs?: readonly string[];
  /** Whether its log has a line for each answer, which costs time. */
  readonly debug?: boolean;
}

/** Starts a gateway and waits until it listens. The caller stops it. */
export async function spawnGateway(
  script: string,
  { args, nodeArgs = [], debug = false }: GatewayLine,
): Promise<BenchGateway> {
  const child = spawn(process.execPath, [...nodeArgs, script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', ...(nodeArgs.length > 0 ? (['ipc'] as const) : [])],
    env: { ...process.env, CODEX_SPARK_LOG: debug ? 'debug' : '' },
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
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

/**
 * Starts a gateway with the replay engine that answers everything with `answer`, at a stated pace.
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
  const line = ['--engine', 'replay', '--replay', file, ...args];
  const gateway = await spawnGateway(script, { args: line, nodeArgs, debug: true });
  return {
    ...gateway,
    async stop() {
      await gateway.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
