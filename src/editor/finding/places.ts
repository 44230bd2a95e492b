import { isLoopback } from '../../common/loopback';
import { parseUrl } from '../../common/parseUrl';
import { localServerNames, localServers, type LocalServerName } from './localServers';

/** A port of this machine to look at. */
export interface LocalPlace {
  readonly port: number;
  /** What is expected there; undefined: anything. */
  readonly server: LocalServerName | undefined;
}

/** Variables of the environment that hold an address or a host, and whose. */
const addressVariables: Readonly<Record<string, LocalServerName | undefined>> = {
  OLLAMA_HOST: 'ollama',
  OLLAMA_API_BASE: 'ollama',
  LM_STUDIO_API_BASE: 'lmstudio',
  HOSTED_VLLM_API_BASE: 'vllm',
  OPENAI_BASE_URL: undefined,
  OPENAI_API_BASE: undefined,
};

/** What a server that listens at all addresses is told; it is at those of loopback, too. */
const everywhere = /^(0\.0\.0\.0|::|\*|)$/;

/**
 * The ports to look at: those the person named, those that the environment names, then the usual ones. Each once; of other
 * machines none. What the environment says of a port counts more than what is usual.
 * @param ports from the settings, not checked yet
 */
export function localPlaces(
  environment: Readonly<Record<string, string | undefined>>,
  ports: readonly unknown[],
): readonly LocalPlace[] {
  const usual = localServerNames.flatMap(server =>
    localServers[server].ports.map(port => ({ port, server })),
  );
  const named: LocalPlace[] = Object.entries(addressVariables).flatMap(([name, server]) => {
    const port = portIn(environment[name], server);
    return port === undefined ? [] : [{ port, server }];
  });
  const llama = llamaPort(environment);
  if (llama !== undefined) named.push({ port: llama, server: 'llama.cpp' });
  const own = ports
    .filter(isPort)
    .slice(0, mostOwnPorts)
    .map(port => ({ port, server: [...named, ...usual].find(place => place.port === port)?.server }));
  const byPort = new Map<number, LocalPlace>();
  for (const place of [...own, ...named, ...usual]) {
    const known = byPort.get(place.port);
    if (known?.server === undefined) byPort.set(place.port, place);
  }
  return [...byPort.values()];
}

/** As many are looked at of those a person named. */
const mostOwnPorts = 16;

/**
 * The port that an address of this machine names; undefined for one of another machine, of an encrypted server, or none.
 * Hosts stand alone (`127.0.0.1`), with a port (`localhost:11500`), as a port (`:11500`) or as an address.
 */
function portIn(text: string | undefined, server: LocalServerName | undefined): number | undefined {
  const given = text?.trim().replace(/^["']|["']$/g, '');
  if (!given) return undefined;
  const withHost = given.startsWith(':') && !given.startsWith('::') ? `127.0.0.1${given}` : given;
  const bracketed = /^[\da-f:]*::[\da-f:]*$/i.test(withHost) ? `[${withHost}]` : withHost;
  const url = parseUrl(/^[a-z]+:\/\//i.test(bracketed) ? bracketed : `http://${bracketed}`);
  if (url?.protocol !== 'http:') return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!isLoopback(host) && !everywhere.test(host)) return undefined;
  if (url.port !== '') return validPort(Number(url.port));
  // `URL` drops the port that is usual for the scheme; a host by itself means the usual port of the server.
  const isAtUsual = /^[a-z]+:\/\/|:0*80(\/|$)/i.test(given);
  return isAtUsual || server === undefined ? 80 : localServers[server].ports[0];
}

/** llama.cpp reads its options from the environment, too. */
function llamaPort(environment: Readonly<Record<string, string | undefined>>): number | undefined {
  const host = environment['LLAMA_ARG_HOST']?.trim() ?? '';
  const port = environment['LLAMA_ARG_PORT']?.trim() ?? '';
  if (port === '' || (!isLoopback(host) && !everywhere.test(host))) return undefined;
  return /^\d{1,5}$/.test(port) ? validPort(Number(port)) : undefined;
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && validPort(value) !== undefined;
}

function validPort(port: number): number | undefined {
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}
