import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort';
import { LineProcess } from '../gateway/lineProcess';

/** The key it wants. */
export const liteLlmKey = 'sk-live-tests';

/**
 * The name under which a model is asked over the WebSocket. By the other one LiteLLM opens a WebSocket to the server
 * behind it as well, which has none.
 */
export const overWebSocket = (model: string): string => `${model}-over-websocket`;

/** LiteLLM's proxy as a process, in front of one model of another server. Whoever starts it stops it. */
export interface LiteLlm {
  readonly origin: string;
  readonly process: LineProcess;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts it and waits until it can be asked.
 * @param python the one that has its packages
 * @param upstream address of the other server
 */
export async function startLiteLlm(python: string, upstream: string, model: string): Promise<LiteLlm> {
  const folder = await mkdtemp(path.join(tmpdir(), 'litellm-'));
  const config = path.join(folder, 'config.json');
  const entry = (model_name: string, kind: string): unknown => ({
    model_name,
    litellm_params: { model: `${kind}/${model}`, api_base: `${upstream}/v1`, api_key: 'none' },
  });
  const model_list = [entry(model, 'openai'), entry(overWebSocket(model), 'hosted_vllm')];
  // JSON is YAML.
  await writeFile(config, JSON.stringify({ model_list }));
  const port = await freePort();
  const process = new LineProcess(
    python,
    [
      ...['-c', 'from litellm import run_server; run_server()'],
      ...['--config', config, '--host', '127.0.0.1', '--port', String(port), '--telemetry', 'False'],
    ],
    {
      ...globalThis.process.env,
      LITELLM_MASTER_KEY: liteLlmKey,
      // It would look for prices and news; nothing is to leave this machine.
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      HTTPS_PROXY: 'http://127.0.0.1:9',
    },
    folder,
  );
  const stop = async (): Promise<void> => {
    await process.kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await process.until(() => process.errors.includes('Uvicorn running on') || undefined);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin: `http://127.0.0.1:${port}`, process, stop };
}
