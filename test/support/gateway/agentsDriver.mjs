// Runs agents of the package `@openai/agents` against a gateway, and says what came of them as JSON lines. A program of its
// own because the package wants a newer Node than the tests. Arguments: folder in which it is installed, base URL, key, and
// `websocket` or `http`.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder = '.', baseURL = '', apiKey = '', transport = ''] = process.argv;
const require = createRequire(path.join(folder, 'package.json'));
const load = name => import(pathToFileURL(require.resolve(name)).href);
const { Agent, OpenAIProvider, Runner, tool } = await load('@openai/agents');
const { default: OpenAI } = await load('openai');
const { z } = await load('zod');

const report = fact => process.stdout.write(`${JSON.stringify(fact)}\n`);
const useResponsesWebSocket = transport === 'websocket';
const openAIClient = new OpenAI({ apiKey, baseURL, maxRetries: 0 });
const modelProvider = new OpenAIProvider({ openAIClient, useResponses: true, useResponsesWebSocket });
const runner = new Runner({ modelProvider, tracingDisabled: true });
const look = tool({
  name: 'look',
  description: 'Looks at something',
  parameters: z.object({ at: z.string() }),
  execute: async ({ at }) => `the tool has seen ${at}`,
});
const agent = new Agent({ name: 'agent', instructions: 'Be short', model: 'replay', tools: [look] });

const called = await runner.run(agent, 'use a tool');
report({ what: 'tool', text: called.finalOutput });

const streamed = await runner.run(agent, 'please remember 42', { stream: true });
let text = '';
for await (const event of streamed)
  if (event.type === 'raw_model_stream_event' && event.data.type === 'output_text_delta')
    text += event.data.delta;
await streamed.completed;
report({ what: 'streamed', text, whole: streamed.finalOutput });

try {
  const { lastResponseId } = streamed;
  const chained = await runner.run(agent, 'what was it?', { previousResponseId: lastResponseId });
  report({ what: 'chained', text: chained.finalOutput });
} catch (error) {
  report({ what: 'chained', failed: String(error.message) });
}
process.exit(0);
