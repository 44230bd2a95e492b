/** The words by which settings and the gateway's command line name what an upstream is and how it is asked. */

/** Wire forms; `auto`: what fits the server. */
export const upstreamApis = ['auto', 'chat', 'completions', 'infill', 'responses'] as const;

/** Families of models that fill in the middle by tokens of their own, in the order in which they are tried. */
export const fimFamilyNames = [
  'codeqwen',
  'qwen',
  'starcoder2',
  'starcoder',
  'codestral',
  'deepseek',
  'codegemma',
  'granite4',
  'granite',
  'codellama',
] as const;

/** Name of a family. */
export type FimFamilyName = (typeof fimFamilyNames)[number];

/** How a model fills in the middle: by the tokens of a family, by a field `suffix`, or not at all. */
export const upstreamFims = [...fimFamilyNames, 'suffix', 'none'] as const;

/** Servers that are told apart: hosted ones, those on machines of one's own, gateways of a team. */
export const serverNames = [
  'openai',
  'azure',
  'cerebras',
  'inception',
  'xai',
  'mistral',
  'deepseek',
  'groq',
  'sambanova',
  'fireworks',
  'gemini',
  'openrouter',
  'vercel',
  'morph',
  'relace',
  'vllm',
  'sglang',
  'ollama',
  'llama.cpp',
  'lmstudio',
  'litellm',
  'bifrost',
  'other',
] as const;

/** Name of a server. */
export type ServerName = (typeof serverNames)[number];

/** What people call each: the same in the wizard, in what a gateway says of itself, and in the documents. */
export const serverTitles = {
  openai: 'OpenAI',
  azure: 'Azure OpenAI',
  cerebras: 'Cerebras',
  inception: 'Inception Mercury',
  xai: 'xAI',
  mistral: 'Mistral',
  deepseek: 'DeepSeek',
  groq: 'Groq',
  sambanova: 'SambaNova',
  fireworks: 'Fireworks',
  gemini: 'Gemini',
  openrouter: 'OpenRouter',
  vercel: 'Vercel AI Gateway',
  morph: 'Morph',
  relace: 'Relace',
  vllm: 'vLLM',
  sglang: 'SGLang',
  ollama: 'Ollama',
  'llama.cpp': 'llama.cpp',
  lmstudio: 'LM Studio',
  litellm: 'LiteLLM',
  bifrost: 'Bifrost',
  other: 'another server',
} as const satisfies Readonly<Record<ServerName, string>>;

/** When an upstream is warmed; `auto`: on machines of one's own. */
export const warmUpChoices = ['auto', 'on', 'off'] as const;
