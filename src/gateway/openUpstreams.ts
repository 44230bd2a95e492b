import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Clock } from '../common/clock';
import type { Log } from '../common/log';
import type { Engine } from '../engines/engine';
import type { RoutingTable, UpstreamSpec } from '../engines/routing/fleet';
import { createRouter } from '../engines/routing/router';
import { readAuthorities } from '../engines/upstream/http/certificates';
import { createUpstreamEngine } from '../engines/upstream/upstreamEngine';
import { environmentKey, fileKey, fixedKey, type UpstreamKey } from '../engines/upstream/upstreamKey';
import type { UpstreamOptions } from '../engines/upstream/upstreamOptions';
import { UsageError } from '../engines/usageError';
import { namesOf, standsAlone } from './config/names';
import { readConfig, type ReadConfig } from './config/readConfig';
import type { UpstreamConfig } from './config/schema';
import type { ConfigSource } from './config/source';
import { readHeaders, usualWaits, type Environment } from './openUpstream';

/** What the engines of a file of upstreams are made with. */
export interface UpstreamsAround {
  readonly environment: Environment;
  readonly log: Log;
  readonly clock: Clock;
  /** Processes that share the bounds of the file. */
  readonly workers: number;
}

/**
 * Makes the engine of a file of upstreams; its `reload` reads the file again. Rejects with `UsageError`: what is wrong, with
 * line and column; a server that is not there yet is no reason.
 */
export async function openUpstreams(source: ConfigSource, around: UpstreamsAround): Promise<Engine> {
  const { clock, log } = around;
  const read = (): Promise<RoutingTable> => readTable(source, around);
  return await createRouter({ read, random: Math.random, clock, log });
}

/** Reads a file of upstreams, and the keys and certificates it names. Rejects as `openUpstreams` does. */
export async function readTable(source: ConfigSource, around: UpstreamsAround): Promise<RoutingTable> {
  const read = readConfig(await source.read(), source.file);
  const { upstreams } = read.config;
  const names = namesOf(read.config);
  const folder = path.dirname(source.file);
  const specs = await Promise.all(
    upstreams.map(async (entry, index) => {
      const asksAgain = standsAlone(entry.name, names);
      return specOf(
        entry,
        { ...(await optionsOf(entry, index, { ...around, read, folder })), asksAgain },
        around,
      );
    }),
  );
  return { upstreams: specs, names };
}

interface Place extends UpstreamsAround {
  readonly read: ReadConfig;
  /** What paths in the file are relative to. */
  readonly folder: string;
}

function specOf(entry: UpstreamConfig, options: UpstreamOptions, { workers }: UpstreamsAround): UpstreamSpec {
  const { name, weight = 1, models, limits } = entry;
  const most = limits?.maxInFlight;
  const { log: _log, clock: _clock, environment: _environment, key: _key, ...facts } = options;
  // A key in a file is read again by the engine itself, one in the environment cannot change.
  const identity = createHash('sha256')
    .update(JSON.stringify([entry.key, facts]))
    .digest('base64');
  return {
    name,
    weight,
    models,
    maxInFlight: most === undefined ? undefined : Math.max(1, Math.floor(most / workers)),
    identity,
    open: () => createUpstreamEngine(options),
  };
}

async function optionsOf(entry: UpstreamConfig, index: number, place: Place): Promise<UpstreamOptions> {
  const { url, api = 'auto', fim, server, warmUp = 'auto', timeouts, key, headers, ca } = entry;
  const [model, ...furtherModels] = entry.models;
  const { environment, log, clock, folder } = place;
  /** What a file or a variable is wanted for, so that the place in the file can be told. */
  const part = async <Part>(inside: readonly string[], read: () => Part | Promise<Part>): Promise<Part> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const message = `cannot be used: ${error.message.replace(/\.$/, '')}`;
      throw place.read.problem({ path: ['upstreams', index, ...inside], message });
    }
  };
  const inFolder = (file: string): string => path.resolve(folder, file);
  const readKey = (): UpstreamKey | Promise<UpstreamKey> => {
    if (key?.env !== undefined) return environmentKey(key.env, environment, '"key"');
    return key?.file === undefined ? fixedKey(undefined) : fileKey(inFolder(key.file));
  };
  return {
    url,
    model,
    furtherModels,
    key: await part(['key', key?.env === undefined ? 'file' : 'env'], readKey),
    headers: await part(['headers', 'env'], () => readHeaders(headers?.env, environment, '"headers"')),
    api,
    fim,
    server,
    warmUp,
    waits: {
      connectMs: timeouts?.connectMs ?? usualWaits.connectMs,
      firstTokenMs: timeouts?.firstTokenMs ?? usualWaits.firstTokenMs,
      idleMs: timeouts?.idleMs ?? usualWaits.idleMs,
    },
    authorities: await part(['ca'], () => readAuthorities(ca && inFolder(ca), environment)),
    environment,
    log,
    clock,
  };
}
