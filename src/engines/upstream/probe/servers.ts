import { serverTitles, type ServerName } from '../../../common/upstreamNames';

/** How a server takes the text that most of an answer will repeat, in the field `prediction` of chat/completions. */
export interface PredictionTraits {
  /** The models that take it; without it, all are asked so until one refuses. */
  readonly models?: RegExp;
  /** Only an answer without chance takes it: temperature 0. */
  readonly greedy?: true;
  /** A limit of the answer's length cannot stand beside it. */
  readonly unlimited?: true;
}

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
  /** Which models fill in the middle where the cursor is told by a `suffix`; without it, those of a known family. */
  readonly fills?: RegExp;
  /** Path of completions behind the base, or behind the root where `completionsAt` says so. */
  readonly completionsPath: string;
  readonly completionsAt?: 'root';
  /** The longest completion it writes, in tokens. */
  readonly mostCompletionTokens?: number;
  /** The name of the limit in chat/completions. */
  readonly limitField: 'max_tokens' | 'max_completion_tokens';
  /** Sends usage with the stream only when asked by `stream_options`, and knows that field. */
  readonly streamOptions: boolean;
  /** Knows `prediction` (predicted outputs). */
  readonly prediction?: PredictionTraits;
  /** Has an endpoint for next edits, `/edit/completions`. */
  readonly edits?: true;
  /** Does nothing but merge code into a file: `tags` in a message of a chat, `fields` of a form of its own. */
  readonly merges?: 'tags' | 'fields';
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
  progress: false,
  ownMachine: false,
  keyHeader: 'authorization',
};

const own: Omit<ServerTraits, 'title'> = { ...hosted, cursor: 'tokens', ownMachine: true };

const openaiPrediction: PredictionTraits = { models: /gpt-4(o|\.1)(?!.*(audio|realtime))/i, unlimited: true };

/** The servers that are told apart. */
export const servers: Readonly<Record<ServerName, ServerTraits>> = {
  openai: {
    ...hosted,
    title: serverTitles.openai,
    turns: 'responses',
    limitField: 'max_completion_tokens',
    prediction: openaiPrediction,
  },
  azure: {
    ...hosted,
    title: serverTitles.azure,
    turns: 'responses',
    limitField: 'max_completion_tokens',
    keyHeader: 'api-key',
    // A deployment that is named after its model is told by that name.
    prediction: openaiPrediction,
  },
  cerebras: { ...hosted, title: serverTitles.cerebras, limitField: 'max_completion_tokens', prediction: {} },
  inception: {
    ...hosted,
    title: serverTitles.inception,
    cursor: 'suffix',
    fills: /mercury-(edit|coder)/i,
    edits: true,
    completionsPath: '/fim/completions',
    mostCompletionTokens: 8_192,
  },
  xai: { ...hosted, title: serverTitles.xai, turns: 'responses', limitField: 'max_completion_tokens' },
  mistral: {
    ...hosted,
    title: serverTitles.mistral,
    cursor: 'suffix',
    completionsPath: '/fim/completions',
    // Refuses fields it does not know, and always sends usage.
    streamOptions: false,
    prediction: {},
  },
  deepseek: {
    ...hosted,
    title: serverTitles.deepseek,
    cursor: 'suffix',
    fills: /deepseek/i,
    // Only below its beta.
    completionsPath: '/beta/completions',
    completionsAt: 'root',
    mostCompletionTokens: 4_096,
  },
  groq: { ...hosted, title: serverTitles.groq, limitField: 'max_completion_tokens' },
  sambanova: { ...hosted, title: serverTitles.sambanova },
  fireworks: { ...hosted, title: serverTitles.fireworks, prediction: { greedy: true } },
  gemini: { ...hosted, title: serverTitles.gemini },
  // Hands it on to those of its servers that know it; the others do not see it.
  openrouter: { ...hosted, title: serverTitles.openrouter, prediction: {} },
  vercel: { ...hosted, title: serverTitles.vercel, turns: 'responses' },
  morph: { ...hosted, title: serverTitles.morph, merges: 'tags' },
  relace: { ...hosted, title: serverTitles.relace, merges: 'fields' },
  vllm: { ...own, title: serverTitles.vllm },
  sglang: { ...own, title: serverTitles.sglang },
  // Its completions go through the model's template, which puts the FIM tokens in when there is a suffix.
  ollama: { ...own, title: serverTitles.ollama, cursor: 'suffix' },
  'llama.cpp': { ...own, title: serverTitles['llama.cpp'], cursor: 'infill', progress: true },
  lmstudio: { ...own, title: serverTitles.lmstudio },
  litellm: { ...own, title: serverTitles.litellm, ownMachine: false },
  bifrost: { ...own, title: serverTitles.bifrost, ownMachine: false },
  other: { ...own, title: serverTitles.other, ownMachine: false },
};
