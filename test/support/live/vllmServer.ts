import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../freePort';
import { LineProcess } from '../gateway/lineProcess';
import { waitFor } from '../host/waitFor';

/** The name under which it serves its model. */
const vllmModel = 'qwen-coder-by-chance';

/** What it has counted since it was started. */
export interface VllmCounts {
  readonly running: number;
  /** Tokens written. */
  readonly written: number;
}

/** vLLM's own server on the CPU, with a model by chance. Whoever starts it stops it. */
export class VllmServer {
  private constructor(
    readonly origin: string,
    private readonly process: LineProcess,
    private readonly folder: string,
  ) {}

  /**
   * Starts it and waits until it has its model.
   * @param python the one that has its packages
   */
  static async start(python: string): Promise<VllmServer> {
    const folder = await mkdtemp(path.join(tmpdir(), 'vllm-'));
    await promisify(execFile)(python, [path.resolve('scripts/live/vllmModel.py'), folder]);
    const port = await freePort();
    const server = new LineProcess(
      python,
      [
        ...['-m', 'vllm.entrypoints.openai.api_server', '--model', folder, '--served-model-name', vllmModel],
        ...['--host', '127.0.0.1', '--port', String(port), '--max-model-len', '8192', '--enforce-eager'],
        ...['--enable-prefix-caching', '--enable-prompt-tokens-details'],
        // Nothing is drawn by lot.
        ...['--override-generation-config', '{"temperature":0}'],
      ],
      {
        ...process.env,
        HF_HUB_OFFLINE: '1',
        VLLM_NO_USAGE_STATS: '1',
        VLLM_CPU_KVCACHE_SPACE: '1',
        VLLM_CPU_OMP_THREADS_BIND: 'nobind',
      },
      folder,
    );
    const started = new VllmServer(`http://127.0.0.1:${port}`, server, folder);
    try {
      await Promise.race([
        waitFor('vLLM', () =>
          fetch(`${started.origin}/health`).then(
            ({ ok }) => ok || undefined,
            () => undefined,
          ),
        ),
        server.exited.then(() => Promise.reject(new Error(`vLLM ended: ${server.errors.slice(-2000)}`))),
      ]);
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  /** Asks it itself, past the gateway. */
  async post(path: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
    const response = await fetch(this.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: vllmModel, ...body }),
    });
    return await response.json();
  }

  async counts(): Promise<VllmCounts> {
    const text = await (await fetch(`${this.origin}/metrics`)).text();
    const of = (name: string): number =>
      Number(new RegExp(`^vllm:${name}\\{[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1]);
    return { running: of('num_requests_running'), written: of('generation_tokens_total') };
  }

  /** Waits until nothing is being answered. */
  async idle(): Promise<void> {
    await waitFor('vLLM to be idle', async () => (await this.counts()).running === 0 || undefined);
  }

  async stop(): Promise<void> {
    // Its engine is a process of its own, which ends with it when it is asked to.
    this.process.child.kill('SIGTERM');
    await this.process.exited;
    await rm(this.folder, { recursive: true, force: true });
  }
}
