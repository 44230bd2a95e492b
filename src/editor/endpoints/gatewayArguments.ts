import type { EndpointSpec, Recording } from './endpointSpec';

/** Environment variables in which the gateway is handed what must not be seen in its arguments. */
const gatewayVariables = {
  key: 'CODEX_SPARK_UPSTREAM_KEY',
  headers: 'CODEX_SPARK_UPSTREAM_HEADERS',
} as const;

/** What the bundled gateway is started with. */
export interface GatewayStart {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Where memory comes from the C library of GNU: blocks of this size and more, in bytes, go back to the system when they are free. Without it
 * the library raises the bound by itself, and what is sorted while a workspace is read leaves holes of megabytes.
 */
const smallHoles = { MALLOC_MMAP_THRESHOLD_: String(128 * 1024) };

/** The gateway in front of the embedded engine, which may recall from `workspace`. */
export function localGateway(workspace: string | undefined): GatewayStart {
  const folder = workspace === undefined ? [] : ['--workspace', workspace];
  return { arguments: ['--engine', 'local', ...folder], environment: smallHoles };
}

/** The gateway that replays a file, at a speed in tokens per second. */
export function replayGateway({ file, tokensPerSecond }: Recording): GatewayStart {
  const options = ['--replay', file, '--tokens-per-second', String(tokensPerSecond)];
  return { arguments: ['--engine', 'replay', ...options], environment: {} };
}

/** The gateway in front of the server of a spec. Key and headers go by environment: all users see arguments. */
export function upstreamGateway(
  spec: EndpointSpec & { readonly endpoint: { readonly kind: 'upstream' } },
  key: string | undefined,
): GatewayStart {
  const { endpoint, model, api, fim, server, warmUp, headers, caFile } = spec;
  const options: Readonly<Record<string, string | undefined>> = {
    url: endpoint.url,
    model: model || undefined,
    api,
    fim,
    server,
    'warm-up': warmUp,
    ca: caFile || undefined,
    'key-env': key === undefined ? undefined : gatewayVariables.key,
    'headers-env': Object.keys(headers).length === 0 ? undefined : gatewayVariables.headers,
  };
  return {
    arguments: [
      '--engine',
      'upstream',
      // In one piece: a value may begin with a dash.
      ...Object.entries(options).flatMap(([name, value]) =>
        value === undefined ? [] : [`--upstream-${name}=${value}`],
      ),
    ],
    environment: {
      ...(key === undefined ? {} : { [gatewayVariables.key]: key }),
      ...(options['headers-env'] === undefined
        ? {}
        : { [gatewayVariables.headers]: JSON.stringify(headers) }),
    },
  };
}
