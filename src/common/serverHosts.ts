import { isAzureHost } from './serverAddress';
import type { ServerName } from './upstreamNames';

const byHost: readonly (readonly [RegExp, ServerName])[] = [
  [/(^|\.)api\.openai\.com$/, 'openai'],
  [/^api\.cerebras\.ai$/, 'cerebras'],
  [/^api\.inceptionlabs\.ai$/, 'inception'],
  [/(^|\.)api\.x\.ai$/, 'xai'],
  [/^(api|codestral)\.mistral\.ai$/, 'mistral'],
  [/^api\.deepseek\.com$/, 'deepseek'],
  [/^api\.groq\.com$/, 'groq'],
  [/^api\.sambanova\.ai$/, 'sambanova'],
  [/^api\.fireworks\.ai$/, 'fireworks'],
  [/^generativelanguage\.googleapis\.com$/, 'gemini'],
  [/^openrouter\.ai$/, 'openrouter'],
  [/^ai-gateway\.vercel\.sh$/, 'vercel'],
  [/^api\.morphllm\.com$/, 'morph'],
  [/^instantapply\.endpoint\.relace\.run$/, 'relace'],
];

/** The server behind a well-known host name. */
export function serverOfHost(hostname: string): ServerName | undefined {
  if (isAzureHost(hostname)) return 'azure';
  return byHost.find(([pattern]) => pattern.test(hostname.toLowerCase()))?.[1];
}
