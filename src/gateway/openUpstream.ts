import * as v from 'valibot';
import type { Clock } from '../common/clock';
import type { Log } from '../common/log';
import type { GatewayOptions } from './cli/options';
import { UsageError } from '../engines/usageError';
import type { Engine } from '../engines/engine';
import { readAuthorities } from '../engines/upstream/http/certificates';
import type { UpstreamWaits } from '../engines/upstream/http/upstreamHttp';
import { createUpstreamEngine } from '../engines/upstream/upstreamEngine';
import { environmentKey, fileKey, fixedKey, type UpstreamKey } from '../engines/upstream/upstreamKey';

/** Waits where none are named. Reading a long prompt takes a small machine minutes. In ms. */
export const usualWaits: UpstreamWaits = { connectMs: 10_000, firstTokenMs: 5 * 60_000, idleMs: 60_000 };

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Makes the upstream engine of a command line. Rejects with `UsageError` for what the user can mend; a server
 * that is not there yet is no reason.
 */
export async function openUpstream(
  options: GatewayOptions,
  environment: Environment,
  around: { readonly log: Log; readonly clock: Clock },
): Promise<Engine> {
  const { upstreamUrl: url } = options;
  if (url === undefined) throw new UsageError('--engine upstream needs --upstream-url URL or --config FILE.');
  return await createUpstreamEngine({
    ...around,
    url,
    model: options.upstreamModel,
    key: await openKey(options, environment),
    headers: readHeaders(options.upstreamHeadersEnv, environment, '--upstream-headers-env'),
    api: options.upstreamApi ?? 'auto',
    fim: options.upstreamFim,
    server: options.upstreamServer,
    warmUp: options.upstreamWarmUp ?? 'auto',
    waits: {
      connectMs: options.upstreamConnectMs ?? usualWaits.connectMs,
      firstTokenMs: options.upstreamFirstTokenMs ?? usualWaits.firstTokenMs,
      idleMs: options.upstreamIdleMs ?? usualWaits.idleMs,
    },
    authorities: await readAuthorities(options.upstreamCa, environment),
    environment,
  });
}

/** The key, from the environment or a file; none when neither is named. */
async function openKey(
  { upstreamKeyEnv: name, upstreamKeyFile: file }: GatewayOptions,
  environment: Environment,
): Promise<UpstreamKey> {
  if (name !== undefined) return environmentKey(name, environment);
  return file === undefined ? fixedKey(undefined) : fileKey(file);
}

const headersSchema = v.record(
  v.pipe(v.string(), v.regex(/^[\w!#$%&'*+.^`|~-]+$/), v.toLowerCase()),
  v.pipe(v.string(), v.regex(/^[\t\x20-\x7e]*$/)),
);

/**
 * Further headers, from the environment. What they are appears in no message. Throws `UsageError`.
 * @param namedBy what names the variable
 */
export function readHeaders(
  name: string | undefined,
  environment: Environment,
  namedBy: string,
): Readonly<Record<string, string>> {
  if (name === undefined) return {};
  const parsed = v.safeParse(headersSchema, parseJson(environment[name] ?? ''));
  if (parsed.success) return parsed.output;
  throw new UsageError(
    `The environment variable ${name}, which ${namedBy} names, must hold a JSON object of request headers.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
