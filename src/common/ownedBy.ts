import type { ServerName } from './upstreamNames';

/** What servers put into `owned_by` of their list of models. */
const owners = {
  vllm: 'vllm',
  sglang: 'sglang',
  llamacpp: 'llama.cpp',
  library: 'ollama',
  organization_owner: 'lmstudio',
} as const satisfies Readonly<Record<string, ServerName>>;

/** The server that lists a model with such an owner; undefined where that tells nothing. */
export function serverOwning(ownedBy: string): (typeof owners)[keyof typeof owners] | undefined {
  return Object.entries(owners).find(([owner]) => owner === ownedBy.toLowerCase())?.[1];
}
