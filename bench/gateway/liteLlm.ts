import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { round, summary } from '../support/stats';
import type { Table } from '../support/report';
import { Rig, type BenchFacts, type Load } from './rig';
import { model } from './wire';

/** CPU time of a process is told in hundredths of a second. */
const ticksPerSecond = 100;

/**
 * The proxy of LiteLLM before the same stand-in, asked by the same clients over chat/completions. Only where
 * `LITELLM_PYTHON` names a Python that has it (`scripts/live/requirements/litellm.txt`); on Linux, which tells the CPU
 * time of other processes.
 */
export async function liteLlm(facts: BenchFacts): Promise<Table[]> {
  const python = process.env['LITELLM_PYTHON'];
  if (python === undefined) return [];
  const rig = await Rig.start(facts, { args: [] });
  const proxy = await startLiteLlm(python, rig.upstreamUrl);
  try {
    await rig.connect(16);
    const paced = { parse: true, atOnce: 1, tokens: 50, perSecond: 200, ms: 3000 };
    const poured = { parse: false, atOnce: 16, tokens: 500, perSecond: 0, chunk: 1, ms: 4000 };
    const direct = await measure(rig, { ...paced, direct: true });
    const rows: (string | number)[][] = [];
    const ours = { cpu: () => rig.metric('process_cpu_seconds_total'), where: false };
    const theirs = { cpu: () => cpuOf(proxy.process), where: `${proxy.origin}/v1` };
    for (const [name, { cpu, where }] of [
      ['LiteLLM', theirs],
      ['this gateway', ours],
    ] as const) {
      const first = await measure(rig, { ...paced, direct: where });
      const before = await cpu();
      const { tokens, seconds } = await rig.load({ ...poured, direct: where });
      const micros = (((await cpu()) - before) * 1e6) / tokens;
      const added = [round(first.p50 - direct.p50), round(first.p95 - direct.p95)];
      const share = rows[0] ? round(micros / Number(rows[0][3])) : 1;
      rows.push([name, ...added, round(micros), share, Math.round(tokens / seconds)]);
    }
    return [
      {
        title: 'Beside LiteLLM, before the same stand-in',
        columns: [
          ...['', 'added to a first token p50, ms', 'p95', 'CPU µs a token', 'to LiteLLM', 'tokens a second'],
        ],
        rows,
        notes: [
          'First token: one answer at a time. CPU: 16 answers poured out, a token in a chunk. LiteLLM is asked over chat/completions, the gateway over a WebSocket.',
        ],
      },
    ];
  } finally {
    await proxy.stop();
    await rig.dispose();
  }
}

async function measure(rig: Rig, load: Load): Promise<{ readonly p50: number; readonly p95: number }> {
  await rig.load({ ...load, ms: 1000 });
  return summary([...(await rig.load(load)).firstToken]);
}

async function cpuOf({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // Behind the name, which may hold anything, the times are the twelfth and the thirteenth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

async function startLiteLlm(
  python: string,
  upstream: string,
): Promise<{ readonly origin: string; readonly process: ChildProcess; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const config = path.join(folder, 'config.json');
  const litellm_params = { model: `openai/${model}`, api_base: upstream, api_key: 'none' };
  await writeFile(config, JSON.stringify({ model_list: [{ model_name: model, litellm_params }] }));
  const port = await freePort();
  const child = spawn(
    python,
    [
      ...['-c', 'from litellm import run_server; run_server()', '--config', config],
      ...['--host', '127.0.0.1', '--port', String(port), '--telemetry', 'False'],
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        // It would look for prices and news; nothing is to leave this machine.
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        HTTPS_PROXY: 'http://127.0.0.1:9',
        // Nobody is asked who he is, which saves it some work.
        LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: 'true',
      },
    },
  );
  await new Promise<void>((resolve, reject) => {
    const said: string[] = [];
    createInterface({ input: child.stderr }).on('line', line => {
      if (line.includes('Uvicorn running on')) resolve();
      said.push(line);
    });
    child.once('exit', code =>
      reject(new Error(`LiteLLM ended with ${code}: ${said.slice(-20).join('\n')}`)),
    );
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    process: child,
    async stop() {
      child.removeAllListeners('exit');
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
