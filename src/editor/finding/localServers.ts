import type { ServerName } from '../../common/upstreamNames';

/** Servers that people run on their own machine, in the order in which they are looked for. */
export const localServerNames = [
  'ollama',
  'lmstudio',
  'llama.cpp',
  'vllm',
  'sglang',
] as const satisfies readonly ServerName[];

/** One of them. */
export type LocalServerName = (typeof localServerNames)[number];

/** Where a server is when nobody said otherwise, and what it is asked. Facts of its documentation; see docs/finding.md. */
export interface LocalServerFacts {
  /** Its usual ports, the first being its default. */
  readonly ports: readonly [number, ...number[]];
  /** What its base has behind host and port, in settings. */
  readonly base: '' | '/v1';
  /**
   * Paths that tell what it is and what it has. The first is asked at its usual ports; when it is known, the last one is
   * asked that has not been. All of them only read.
   */
  readonly paths: readonly [string, ...string[]];
}

/** What is asked at a port of which nobody knows what listens there: every one of these servers answers it. */
export const commonPath = '/v1/models';

/** All of them. */
export const localServers: Readonly<Record<LocalServerName, LocalServerFacts>> = {
  ollama: { ports: [11434], base: '', paths: ['/api/tags', '/api/ps'] },
  lmstudio: { ports: [1234], base: '/v1', paths: ['/api/v0/models', commonPath] },
  // Its list is open to everyone; its properties are not where it has a key.
  'llama.cpp': { ports: [8080, 8012, 8081], base: '', paths: [commonPath, '/props'] },
  vllm: { ports: [8000], base: '/v1', paths: [commonPath] },
  sglang: { ports: [30000], base: '/v1', paths: [commonPath] },
};

/** The address in settings of a server at a host and port. IPv6 hosts have their brackets. */
export function localAddress(server: LocalServerName, host: string, port: number): string {
  return `http://${host}:${port}${localServers[server].base}`;
}
