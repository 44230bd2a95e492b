// Asks a gateway through the package `ai`, and says what came of it as JSON lines: by `@ai-sdk/openai-compatible`, which speaks
// chat/completions, or by `@ai-sdk/openai`, which speaks Responses. Arguments: folder in which they are installed, base URL,
// key, and `chat` or `responses`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder = '.', baseURL = '', apiKey = '', api = 'chat'] = process.argv;
const load = (...names) => {
  const file = path.join(folder, 'node_modules', ...names);
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  return import(pathToFileURL(file).href);
};
const { generateText, streamText, stepCountIs, tool } = await load('ai', 'dist', 'index.js');
const { createOpenAICompatible } = await load('@ai-sdk', 'openai-compatible', 'dist', 'index.js');
const { createOpenAI } = await load('@ai-sdk', 'openai', 'dist', 'index.js');
const { z } = await load('zod', 'index.js');

const report = fact => process.stdout.write(`${JSON.stringify(fact)}\n`);
const provider =
  api === 'chat'
    ? createOpenAICompatible({ name: 'gateway', baseURL, apiKey, includeUsage: true })
    : createOpenAI({ baseURL, apiKey });
const model = provider('replay');
const maxRetries = 0;

const whole = await generateText({ model, prompt: 'hi', maxRetries });
report({ what: 'whole', text: whole.text, end: whole.finishReason, tokens: whole.usage.totalTokens > 0 });

const tools = {
  look: tool({
    description: 'Looks',
    inputSchema: z.object({ at: z.string() }),
    execute: ({ at }) => `the tool has seen ${at}`,
  }),
};
const streamed = streamText({ model, prompt: 'use a tool', tools, stopWhen: stepCountIs(3), maxRetries });
let text = '';
for await (const piece of streamed.textStream) text += piece;
const steps = (await streamed.steps).map(({ finishReason }) => finishReason);
report({ what: 'tools', text, steps, tokens: (await streamed.totalUsage).totalTokens > 0 });

for (const prompt of ['be busy', 'break'])
  await generateText({ model, prompt, maxRetries }).catch(error =>
    report({ what: prompt, status: error.statusCode, message: error.message, again: error.isRetryable }),
  );

const leaving = new AbortController();
const left = streamText({ model, prompt: 'long', abortSignal: leaving.signal, maxRetries, onError() {} });
let seen = 0;
for await (const _ of left.textStream) if (++seen === 3) leaving.abort();
report({ what: 'left', seen });
process.exit(0);
