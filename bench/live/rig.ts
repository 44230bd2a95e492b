import { execFileSync } from 'node:child_process';
import { ensureLlama, ensureModel, ensureWords } from '../../scripts/live/parts.mjs';
import { ensurePackages } from '../../scripts/live/python.mjs';
import { LiveRig } from '../../test/support/live/liveRig';
import { LlamaServer, type LlamaOptions } from '../../test/support/live/llamaServer';
import { corpus, type CorpusFile } from './corpus';

/** A real server with a real model, and sessions of the product in front of it. Whoever starts it stops it. */
export interface LiveBench {
  readonly server: LlamaServer;
  readonly rigs: readonly LiveRig[];
  stop(): Promise<void>;
}

/** @param sessions how many sessions, each with a gateway of its own */
export async function startLive(options: LlamaOptions, sessions: number): Promise<LiveBench> {
  const llama = await ensureLlama();
  const { model } = options;
  const more =
    model === 'words'
      ? { words: await ensureWords() }
      : model === 'qwen' || model === 'gemma'
        ? { [model]: await ensureModel(model) }
        : {};
  process.env['CODEX_SPARK_LIVE'] = JSON.stringify({ llama: { ...llama, ...more } });
  const server = await LlamaServer.start(options);
  const rigs: LiveRig[] = [];
  const stop = async (): Promise<void> => {
    for (const rig of rigs) await rig.dispose();
    await server.stop();
  };
  try {
    for (let at = 0; at < sessions; at++) rigs.push(await LiveRig.start(server.origin));
  } catch (error) {
    await stop();
    throw error;
  }
  return { server, rigs, stop };
}

/** The files that places are held out of. */
export async function liveCorpus(): Promise<readonly CorpusFile[]> {
  const python = await ensurePackages('litellm');
  const say = 'import sysconfig; print(sysconfig.get_path("purelib"))';
  return corpus(execFileSync(python, ['-c', say], { encoding: 'utf8' }).trim());
}

/** The value behind an option of a benchmark. */
export function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}
