import { isAzureHost } from '../../../common/serverAddress';
import type { ServerName } from '../../../common/upstreamNames';

/** What differs between the servers people have. Facts of their documentation; see docs/upstreams. */
export interface ServerTraits {
  /** For people to see. */
  readonly title: string;
  /** How turns are asked unless the user says otherwise. */
  readonly turns: 'chat' | 'responses';
  /**
   * How completions at a cursor are asked: `infill`; by the FIM tokens of the model (`tokens`), if it is one we
   * know; with a `suffix` field, the server knowing the tokens; or like any turn.
   */
  readonly cursor: 'infill' | 'tokens' | 'suffix' | 'turn';
  /** Path of completions behind the base. */
  readonly completionsPath: string;
  /** The name of the limit in chat/completions. */
  readonly limitField: 'max_tokens' | 'max_completion_tokens';
  /** Sends usage with the stream only when asked by `stream_options`, and knows that field. */
  readonly streamOptions: boolean;
  /** Knows `prediction` (predicted outputs). */
  readonly prediction: boolean;
  /**
   * Tells, when asked by `return_progress`, how far it has read the prompt. llama.cpp otherwise says nothing until the
   * first token, and notices only in a second of complete quiet that nobody listens any more: where another request is
   * being answered, a cancelled one is read to its end.
   */
  readonly progress: boolean;
  /** Runs on machines of one's own, where a warm-up costs nothing but time. */
  readonly ownMachine: boolean;
  /** Header that carries the key; `authorization` carries it as a bearer token. */
  readonly keyHeader: 'authorization' | 'api-key';
}

const hosted: Omit<ServerTraits, 'title'> = {
  turns: 'chat',
  cursor: 'turn',
  completionsPath: '/completions',
  limitField: 'max_tokens',
  streamOptions: true,
  prediction: false,
  progress: false,
  ownMachine: false,
  keyHeader: 'authorization',
};

const own: Omit<ServerTraits, 'title'> = { ...hosted, cursor: 'tokens', ownMachine: true };

/** The servers that are told apart. */
export const servers = {
  openai: { ...hosted, title: 'OpenAI', turns: 'responses', limitField: 'max_completion_tokens' },
  azure: {
    ...hosted,
    title: 'Azure OpenAI',
    turns: 'responses',
    limitField: 'max_completion_tokens',
    keyHeader: 'api-key',
  },
  cerebras: { ...hosted, title: 'Cerebras', limitField: 'max_completion_tokens', prediction: true },
  xai: { ...hosted, title: 'xAI', turns: 'responses', limitField: 'max_completion_tokens' },
  mistral: {
    ...hosted,
    title: 'Mistral',
    cursor: 'suffix',
    completionsPath: '/fim/completions',
    // Refuses fields it does not know, and always sends usage.
    streamOptions: false,
  },
  vllm: { ...own, title: 'vLLM' },
  sglang: { ...own, title: 'SGLang' },
  // Its completions go through the model's template, which puts the FIM tokens in when there is a suffix.
  ollama: { ...own, title: 'Ollama', cursor: 'suffix' },
  'llama.cpp': { ...own, title: 'llama.cpp', cursor: 'infill', progress: true },
  lmstudio: { ...own, title: 'LM Studio' },
  other: { ...own, title: 'another server', ownMachine: false },
} as const satisfies Readonly<Record<ServerName, ServerTraits>>;

const byHost: readonly (readonly [RegExp, ServerName])[] = [
  [/(^|\.)api\.openai\.com$/, 'openai'],
  [/^api\.cerebras\.ai$/, 'cerebras'],
  [/(^|\.)api\.x\.ai$/, 'xai'],
  [/^(api|codestral)\.mistral\.ai$/, 'mistral'],
];

/** The server behind a well-known host name. */
export function serverOfHost(hostname: string): ServerName | undefined {
  if (isAzureHost(hostname)) return 'azure';
  return byHost.find(([pattern]) => pattern.test(hostname.toLowerCase()))?.[1];
}
