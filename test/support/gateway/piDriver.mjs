// Asks a gateway through the package `@mariozechner/pi-ai` for a turn with a tool, and says what came of it as JSON lines.
// Arguments: folder in which it is installed, base URL, key.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder = '.', baseUrl = '', apiKey = ''] = process.argv;
// It can only be imported, which is not what a `require.resolve` finds.
const entry = path.join(folder, 'node_modules', '@mariozechner', 'pi-ai', 'dist', 'index.js');
if (!existsSync(entry)) throw new Error(`${entry} is not there`);
const { complete, stream, Type } = await import(pathToFileURL(entry).href);

const report = fact => process.stdout.write(`${JSON.stringify(fact)}\n`);
const model = {
  ...{ id: 'replay', name: 'replay', api: 'openai-responses', provider: 'gateway', baseUrl },
  ...{ reasoning: false, input: ['text'], contextWindow: 8_000, maxTokens: 500 },
  cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
};
const tools = [{ name: 'look', description: 'Looks', parameters: Type.Object({ at: Type.String() }) }];
const messages = [{ role: 'user', content: 'use a tool', timestamp: 0 }];
const context = { systemPrompt: 'Be short', messages, tools };

const asked = stream(model, context, { apiKey });
const events = [];
for await (const { type } of asked) if (events.at(-1) !== type) events.push(type);
const first = await asked.result();
report({ what: 'call', events, stop: first.stopReason, error: first.errorMessage });

const call = first.content.find(({ type }) => type === 'toolCall');
const content = [{ type: 'text', text: `the tool has seen ${call.arguments.at}` }];
messages.push(first, {
  ...{ role: 'toolResult', toolCallId: call.id, toolName: call.name },
  ...{ content, isError: false, timestamp: 0 },
});
const last = await complete(model, context, { apiKey });
const text = last.content.map(part => part.text ?? '').join('');
report({ what: 'answer', text, stop: last.stopReason, error: last.errorMessage });
process.exit(0);
