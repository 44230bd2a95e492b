import type { ServiceTier } from '../../protocol/serviceTier';

/** A kind of server a user can connect, with what is known of it beforehand. */
export interface Preset {
  /** What the endpoint is called unless that name is taken. */
  readonly name: string;
  /** One line: what it is, and what to have ready. */
  readonly detail: string;
  /** The address to start from; empty: the user has to know it. */
  readonly url: string;
  /** The part of `url` that has to be replaced; undefined: it can stay as it is. */
  readonly placeholder?: string;
  /** Whether it wants a key. */
  readonly key: 'required' | 'optional';
  /** Whether the server's list holds the ids that requests name; Azure's names models, requests name deployments. */
  readonly listsModels: boolean;
  /** What a model is called there, such as `deployment`. */
  readonly modelWord: string;
  /** The service tier to ask for; without it none is named. */
  readonly serviceTier?: ServiceTier;
}

const hosted = { key: 'required', listsModels: true, modelWord: 'model' } as const;
const own = { key: 'optional', listsModels: true, modelWord: 'model' } as const;

/** Hosted servers first, then those on machines of one's own; docs/upstreams has a page for each. */
export const presets: readonly Preset[] = [
  {
    ...hosted,
    name: 'OpenAI Ultrafast',
    detail: 'Up to 8x speed at 6x the price, own limits. Needs an API key.',
    url: 'wss://api.openai.com/v1/responses',
    serviceTier: 'ultrafast',
  },
  {
    ...hosted,
    name: 'OpenAI',
    detail: 'Responses over WebSocket, directly. Needs an API key.',
    url: 'wss://api.openai.com/v1/responses',
  },
  {
    ...hosted,
    name: 'Cerebras',
    detail: 'The fastest hosted models. Needs an API key.',
    url: 'https://api.cerebras.ai/v1',
  },
  {
    ...hosted,
    name: 'Azure OpenAI',
    detail: 'Needs the name of your resource, of a deployment, and an API key.',
    url: 'https://RESOURCE.openai.azure.com',
    placeholder: 'RESOURCE',
    listsModels: false,
    modelWord: 'deployment',
  },
  { ...hosted, name: 'xAI', detail: 'Grok. Needs an API key.', url: 'https://api.x.ai/v1' },
  {
    ...hosted,
    name: 'Mistral',
    detail: 'Codestral fills in the middle. Needs an API key.',
    url: 'https://api.mistral.ai/v1',
  },
  {
    ...own,
    name: 'vLLM',
    detail: 'A server of your team, or on this machine.',
    url: 'http://127.0.0.1:8000/v1',
  },
  {
    ...own,
    name: 'SGLang',
    detail: 'A server of your team, or on this machine.',
    url: 'http://127.0.0.1:30000/v1',
  },
  { ...own, name: 'Ollama', detail: 'Models on this machine.', url: 'http://127.0.0.1:11434' },
  { ...own, name: 'llama.cpp', detail: 'llama-server on this machine.', url: 'http://127.0.0.1:8080' },
  { ...own, name: 'LM Studio', detail: 'Models on this machine.', url: 'http://127.0.0.1:1234/v1' },
];

/** Any server that none of the presets is. */
export const customPreset: Preset = {
  ...own,
  name: '',
  detail: 'Any server that speaks Responses, chat/completions or completions; ws, wss, http or https.',
  url: '',
};
