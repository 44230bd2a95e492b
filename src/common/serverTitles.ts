import type { ServerName } from './upstreamNames';

/** What people call the servers that are told apart: in lists, after a look at a server, and in the documentation. */
export const serverTitles = {
  openai: 'OpenAI',
  azure: 'Azure OpenAI',
  cerebras: 'Cerebras',
  xai: 'xAI',
  mistral: 'Mistral',
  vllm: 'vLLM',
  sglang: 'SGLang',
  ollama: 'Ollama',
  'llama.cpp': 'llama.cpp',
  lmstudio: 'LM Studio',
  other: 'another server',
} as const satisfies Readonly<Record<ServerName, string>>;
