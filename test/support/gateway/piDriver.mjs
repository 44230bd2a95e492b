// Asks a gateway through the package `@earendil-works/pi-ai` for turns over Responses and over chat/completions, and says what
// came of them as JSON lines. Arguments: folder in which it is installed, base URL, key.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder = '.', baseUrl = '', apiKey = ''] = process.argv;
// It can only be imported, which is not what a `require.resolve` finds.
const load = (...names) => {
  const file = path.join(folder, 'node_modules', '@earendil-works', 'pi-ai', 'dist', ...names);
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  return import(pathToFileURL(file).href);
};
const { createModels, createProvider, isContextOverflow } = await load('index.js');
const { openAIResponsesApi } = await load('api', 'openai-responses.lazy.js');
const { openAICompletionsApi } = await load('api', 'openai-completions.lazy.js');

const report = fact => process.stdout.write(`${JSON.stringify(fact)}\n`);
const api = { 'openai-responses': openAIResponsesApi(), 'openai-completions': openAICompletionsApi() };
const modelOf = name => ({
  ...{ id: name, name, api: name, provider: 'gateway', baseUrl, reasoning: false, input: ['text'] },
  ...{ cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }, contextWindow: 8_000, maxTokens: 500 },
});
const auth = { apiKey: { name: 'Gateway', resolve: async () => ({ auth: { apiKey } }) } };
const models = createModels();
const known = Object.keys(api).map(modelOf);
models.setProvider(createProvider({ id: 'gateway', name: 'Gateway', baseUrl, auth, models: known, api }));

const parameters = { type: 'object', properties: { at: { type: 'string' } }, required: ['at'] };
const asked = content => ({
  systemPrompt: 'Be short',
  messages: [{ role: 'user', content, timestamp: 0 }],
  tools: [{ name: 'look', description: 'Looks', parameters }],
});
const textOf = ({ content }) => content.map(part => part.text ?? '').join('');

for (const name of Object.keys(api)) {
  const model = models.getModel('gateway', name);
  const context = asked('use a tool');
  const streamed = models.stream(model, context);
  const events = [];
  for await (const { type } of streamed) if (events.at(-1) !== type) events.push(type);
  const first = await streamed.result();
  report({ what: 'call', events, stop: first.stopReason, error: first.errorMessage });

  const call = first.content.find(({ type }) => type === 'toolCall');
  const content = [{ type: 'text', text: `the tool has seen ${call.arguments.at}` }];
  context.messages.push(first, {
    ...{ role: 'toolResult', toolCallId: call.id, toolName: call.name },
    ...{ content, isError: false, timestamp: 0 },
  });
  const last = await models.complete(model, context);
  report({ what: 'answer', text: textOf(last), stop: last.stopReason, error: last.errorMessage });

  const long = await models.complete(model, asked('too much'));
  report({ what: 'too long', stop: long.stopReason, known: isContextOverflow(long, 8_000) });

  const broken = await models.complete(model, asked('break'));
  report({ what: 'broken', text: textOf(broken), stop: broken.stopReason });
}
process.exit(0);
