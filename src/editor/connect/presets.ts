import { t } from '../../common/l10n';
import { serverTitles } from '../../common/upstreamNames';
import { ultrafast, type ServiceTier } from '../../protocol/serviceTier';

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
  /** The models that this is for, the first the likeliest; without it any. */
  readonly models?: readonly string[];
}

const hosted = { key: 'required', listsModels: true, modelWord: t('model') } as const;
const own = { key: 'optional', listsModels: true, modelWord: t('model') } as const;

/** Hosted servers first, then those on machines of one's own; docs/upstreams has a page for each. */
export const presets: readonly Preset[] = [
  {
    ...hosted,
    name: `${serverTitles.openai} Ultrafast`,
    detail: t(
      'Up to {0}× the speed at {1}× the price. Needs an API key.',
      ultrafast.timesAsFast,
      ultrafast.timesThePrice,
    ),
    url: 'wss://api.openai.com/v1/responses',
    serviceTier: 'ultrafast',
    models: ultrafast.models,
  },
  {
    ...hosted,
    name: serverTitles.openai,
    detail: t('Responses over WebSocket, directly. Needs an API key.'),
    url: 'wss://api.openai.com/v1/responses',
  },
  {
    ...hosted,
    name: serverTitles.cerebras,
    detail: t('The fastest hosted models. Needs an API key.'),
    url: 'https://api.cerebras.ai/v1',
  },
  {
    ...hosted,
    name: serverTitles.inception,
    detail: t('mercury-edit-2 fills in the middle, mercury-2 chats. Needs an API key.'),
    url: 'https://api.inceptionlabs.ai/v1',
  },
  {
    ...hosted,
    name: serverTitles.groq,
    detail: t('Fast open models. Needs an API key.'),
    url: 'https://api.groq.com/openai/v1',
  },
  {
    ...hosted,
    name: serverTitles.sambanova,
    detail: t('Fast open models. Needs an API key.'),
    url: 'https://api.sambanova.ai/v1',
  },
  {
    ...hosted,
    name: serverTitles.fireworks,
    detail: t('Open models; rewrites with predicted outputs. Needs an API key.'),
    url: 'https://api.fireworks.ai/inference/v1',
  },
  {
    ...hosted,
    name: serverTitles.azure,
    detail: t('Responses over WebSocket. Needs the name of your resource, of a deployment, and an API key.'),
    url: 'wss://RESOURCE.openai.azure.com/openai/v1/responses',
    placeholder: 'RESOURCE',
    listsModels: false,
    modelWord: t('deployment'),
  },
  {
    ...hosted,
    name: serverTitles.xai,
    detail: t('Grok. Responses over WebSocket. Needs an API key.'),
    url: 'wss://api.x.ai/v1/responses',
  },
  {
    ...hosted,
    name: serverTitles.mistral,
    detail: t('Codestral fills in the middle. Needs an API key.'),
    url: 'https://api.mistral.ai/v1',
  },
  {
    ...hosted,
    name: serverTitles.deepseek,
    detail: t('Fills in the middle. Needs an API key.'),
    url: 'https://api.deepseek.com/v1',
  },
  {
    ...hosted,
    name: serverTitles.gemini,
    detail: t('Through its OpenAI-compatible API. Needs an API key.'),
    url: 'https://generativelanguage.googleapis.com/v1beta/openai',
  },
  {
    ...hosted,
    name: serverTitles.openrouter,
    detail: t('Models from many providers with one key. Needs an API key.'),
    url: 'https://openrouter.ai/api/v1',
  },
  {
    ...hosted,
    name: serverTitles.vercel,
    detail: t('Responses over WebSocket, for the models of OpenAI. Needs an API key.'),
    url: 'wss://ai-gateway.vercel.sh/v1/responses',
  },
  {
    ...own,
    name: serverTitles.vllm,
    detail: t('A server of your team, or on this machine.'),
    url: 'http://127.0.0.1:8000/v1',
  },
  {
    ...own,
    name: serverTitles.sglang,
    detail: t('A server of your team, or on this machine.'),
    url: 'http://127.0.0.1:30000/v1',
  },
  { ...own, name: serverTitles.ollama, detail: t('Models on this machine.'), url: 'http://127.0.0.1:11434' },
  {
    ...own,
    name: serverTitles['llama.cpp'],
    detail: t('llama-server on this machine.'),
    url: 'http://127.0.0.1:8080',
  },
  {
    ...own,
    name: serverTitles.lmstudio,
    detail: t('Models on this machine.'),
    url: 'http://127.0.0.1:1234/v1',
  },
  {
    ...own,
    name: serverTitles.litellm,
    detail: t('The proxy of your team. Responses over WebSocket.'),
    url: 'ws://127.0.0.1:4000/v1/responses',
  },
  {
    ...own,
    name: serverTitles.bifrost,
    detail: t('The gateway of your team. Responses over WebSocket.'),
    url: 'ws://127.0.0.1:8080/v1/responses',
  },
];

/** Any server that none of the presets is. */
export const customPreset: Preset = {
  ...own,
  name: '',
  detail: t('Any server that speaks Responses, chat/completions or completions; ws, wss, http or https.'),
  url: '',
};
