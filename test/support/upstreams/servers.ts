/**
 * Stand-ins for the servers people have: each answers in the exact form of the real one, quirks included. Every
 * server says where its shapes are from; they were written down from there, not recorded from a live account.
 */
import type { Asked, Reply } from './standIn';
import type { ModelAnswer } from './answers';
import { azure, cerebras, openai, xai } from './hosted';
import { llamacpp } from './llamacpp';
import { mistral } from './mistral';
import { lmstudio, ollama, sglang, vllm } from './ownMachine';

/** One kind of server. */
export interface ServerKind {
  /** Where the shapes are documented or written in source. */
  readonly sources: readonly string[];
  /** The model it serves. */
  readonly model: string;
  /** The key it wants; undefined: none. */
  readonly key: string | undefined;
  /** How it answers a request. */
  reply(asked: Asked, answer: ModelAnswer): Reply;
  /** How it refuses: the key, the model, the rate. */
  readonly refusals: Readonly<Record<'key' | 'model' | 'rate', Reply>>;
}

/** All of them, by the name the gateway has for them. */
export const serverKinds = {
  openai,
  azure,
  cerebras,
  xai,
  mistral,
  vllm,
  sglang,
  ollama,
  'llama.cpp': llamacpp,
  lmstudio,
} as const satisfies Readonly<Record<string, ServerKind>>;

/** Name of a server that has a stand-in. */
export type ServerKindName = keyof typeof serverKinds;
