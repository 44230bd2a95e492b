#!/usr/bin/env bash
# Without `role` in a delta of chat/completions LangChain for JavaScript loses the calls of tools, and openai's helper throws.
#
# Seen with: @langchain/openai 1.6.0, @langchain/core 1.4.0, openai 7.59.0, Node 20 and newer.
# What happens: all fields of a delta are optional in the description of the interface, `role` too. Where no chunk has it, LangChain makes a message
#   of another kind: it has the text, but `tool_calls` is undefined, so that an agent stops in the middle. `chat.completions.stream()` of openai
#   throws "missing role for choice 0" when the whole answer has come; its plain stream has all of it.
# What it means for us: the first chunk of the gateway always has the role (src/gateway/chatCompletions/chatChunks.ts), also where the server behind
#   it sends none: our own reader does not ask for it (src/engines/upstream/forms/chat/chatChoice.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @langchain/openai@1.6.0 @langchain/core@1.4.0 openai@7.59.0

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { ChatOpenAI } from '@langchain/openai';
import OpenAI from 'openai';

const call = { index: 0, id: 'call_1', type: 'function', function: { name: 'look', arguments: '{"x":1}' } };
const deltas = { text: [{ content: 'One, ' }, { content: 'two.' }], call: [{ tool_calls: [call] }] };
const server = createServer((request, reply) => {
  request.resume();
  const [, kind, role] = request.url.split('/');
  const choices = deltas[kind].map(delta => ({ index: 0, delta, finish_reason: null }));
  if (role === 'role') choices[0] = { ...choices[0], delta: { role: 'assistant', ...choices[0].delta } };
  choices.push({ index: 0, delta: {}, finish_reason: kind === 'call' ? 'tool_calls' : 'stop' });
  const chunks = choices.map(choice => ({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [choice] }));
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(`${chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

const told = (text, calls) => `${text ?? ''}${calls?.length > 0 ? 'a call' : ''}` || 'nothing';
async function langchain(baseURL) {
  let message;
  for await (const piece of await new ChatOpenAI({ apiKey: 'none', model: 'm', maxRetries: 0, configuration: { baseURL } }).stream('Hi'))
    message = message ? message.concat(piece) : piece;
  return told(message.text, message.tool_calls);
}
const asked = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
async function helper(client) {
  try {
    const [{ message }] = (await client.chat.completions.stream(asked).finalChatCompletion()).choices;
    return told(message.content, message.tool_calls);
  } catch (thrown) {
    return `throws: ${thrown.message}`;
  }
}
async function plain(client) {
  let text = '';
  const calls = [];
  for await (const { choices } of await client.chat.completions.create({ ...asked, stream: true })) {
    text += choices[0].delta.content ?? '';
    calls.push(...(choices[0].delta.tool_calls ?? []));
  }
  return told(text, calls);
}
const seen = {};
for (const kind of ['text', 'call'])
  for (const role of ['role', 'none']) {
    const baseURL = `http://127.0.0.1:${server.address().port}/${kind}/${role}/v1`;
    const client = new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 });
    seen[`${kind}, ${role === 'role' ? 'with' : 'without'} role`] = {
      LangChain: await langchain(baseURL), 'openai, helper': await helper(client), 'openai, plain': await plain(client),
    };
  }
console.table(seen);
const row = (one, two, three) => ({ LangChain: one, 'openai, helper': two, 'openai, plain': three });
const expected = {
  'text, with role': row('One, two.', 'One, two.', 'One, two.'),
  'text, without role': row('One, two.', 'throws: missing role for choice 0', 'One, two.'),
  'call, with role': row('a call', 'a call', 'a call'),
  'call, without role': row('nothing', 'throws: missing role for choice 0', 'a call'),
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs
