import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { LineProcess } from './lineProcess';

/** The bundle to test. */
export const gatewayBundle = path.resolve(process.env['GATEWAY_JS'] ?? 'dist/gateway.js');

const listening = v.object({
  event: v.literal('listening'),
  url: v.string(),
  http: v.string(),
  /** Empty for a gateway with a file of tokens. */
  token: v.optional(v.string(), ''),
});

/** A gateway that runs as a process of its own. */
export interface GatewayProcess extends v.InferOutput<typeof listening> {
  readonly process: LineProcess;
  /** Kills it and removes its files. */
  dispose(): Promise<void>;
}

/** Starts a gateway with the replay engine over these entries, and any further arguments. */
export async function startReplayGateway(
  entries: readonly Readonly<Record<string, unknown>>[],
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<GatewayProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gateway-'));
  const file = path.join(folder, 'answers.jsonl');
  await writeFile(file, entries.map(entry => JSON.stringify(entry)).join('\n'));
  const gateway = await startGatewayProcess(['--engine', 'replay', '--replay', file, ...args], environment);
  return {
    ...gateway,
    async dispose() {
      await gateway.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a gateway and waits until it listens. */
export async function startGatewayProcess(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  script = gatewayBundle,
): Promise<GatewayProcess> {
  const child = runGateway(args, environment, script);
  const first = await child.until(() => child.lines[0]);
  const facts = v.parse(listening, JSON.parse(first));
  return { ...facts, process: child, dispose: () => child.kill() };
}

/** Runs the gateway without waiting for anything. */
export function runGateway(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  script = gatewayBundle,
): LineProcess {
  const env = { ...process.env, CODEX_SPARK_LOG: 'debug', ...environment };
  return new LineProcess(process.execPath, [script, ...args], env);
}
