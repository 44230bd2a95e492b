import { readFile, stat } from 'node:fs/promises';
import type { Clock } from '../common/clock';
import type { Log } from '../common/log';
import type { GatewayOptions } from './cli/options';
import type { ConfigSource } from './config/source';
import { UsageError } from '../engines/usageError';
import type { Engine } from '../engines/engine';
import { createReplayEngine } from '../engines/replay/replayEngine';
import { parseReplayFile } from '../engines/replay/replayScript';
import { whyUnreadable } from './whyUnreadable';

/** What a factory may use. */
export interface EngineSurroundings {
  readonly log: Log;
  readonly clock: Clock;
  /** The file of upstreams, where there is one. */
  readonly config: ConfigSource | undefined;
}

type EngineFactory = (options: GatewayOptions, around: EngineSurroundings) => Promise<Engine>;

/** How each engine of the command line is made. A factory throws `UsageError` for what the user can mend. */
export const engineTable: Readonly<Record<GatewayOptions['engine'], EngineFactory>> = {
  async local({ workspace }, { log, clock }) {
    if (workspace !== undefined && !(await isFolder(workspace))) {
      throw new UsageError(`--workspace "${workspace}" is not a folder that can be read.`);
    }
    // Loaded on demand: it is the largest part, and the other engines do without it.
    const { createLocalEngine } = await import('../engines/local/localEngine');
    return createLocalEngine({ workspace, log, clock });
  },
  async replay({ replay: file }) {
    if (file === undefined) throw new UsageError('--engine replay needs --replay FILE.');
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      throw new UsageError(`Cannot read the replay file "${file}": ${whyUnreadable(error)}.`);
    }
    try {
      return createReplayEngine(parseReplayFile(file, text));
    } catch (error) {
      throw new UsageError(`The replay file "${file}" is not usable: ${whyUnreadable(error)}.`);
    }
  },
  async upstream(options, { log, clock, config }) {
    // Loaded on demand, as the embedded engine is.
    if (config) {
      const { openUpstreams } = await import('./openUpstreams');
      return await openUpstreams(config, {
        environment: process.env,
        log,
        clock,
        workers: options.workers ?? 1,
      });
    }
    const { openUpstream } = await import('./openUpstream');
    return await openUpstream(options, process.env, { log, clock });
  },
};

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
