/**
 * Stand-ins for the servers people have: each answers in the exact form of the real one, quirks included. Every
 * server says where its shapes are from; they were written down from there, not recorded from a live account.
 */
import { deepseek, fireworks, groq, inception, sambanova } from './fastRoads';
import { azure, cerebras, openai, xai } from './hosted';
import { llamacpp } from './llamacpp';
import { morph, relace } from './mergers';
import { mistral } from './mistral';
import { lmstudio, ollama, sglang, vllm } from './ownMachine';
import { gemini, openrouter, vercel } from './routers';
import type { ServerKind } from './serverKind';

/** All of them, by the name the gateway has for them. */
export const serverKinds = {
  openai,
  azure,
  cerebras,
  inception,
  xai,
  mistral,
  deepseek,
  groq,
  sambanova,
  fireworks,
  gemini,
  openrouter,
  vercel,
  morph,
  relace,
  vllm,
  sglang,
  ollama,
  'llama.cpp': llamacpp,
  lmstudio,
} as const satisfies Readonly<Record<string, ServerKind>>;

/** Name of a server that has a stand-in. */
export type ServerKindName = keyof typeof serverKinds;
