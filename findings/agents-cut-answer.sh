#!/usr/bin/env bash
# @openai/agents throws away an answer that its limit has cut, for Responses; for chat/completions it returns it as the whole answer.
#
# Seen with: @openai/agents 0.20.0, openai 7.59.0 (npm); openai-agents 0.24.0, openai 3.57.0 (PyPI); Node 20 and newer, Python 3.11.
# What happens: the server stops at `max_output_tokens` and says so, in Responses with `response.incomplete`, in chat/completions with
#   `finish_reason` `length`. With Responses a streamed run throws a ModelBehaviorError (in JavaScript without the reason) after it has
#   handed on the text. With chat/completions the same run ends well, and half the answer is its final output. So in both packages.
# What it means for us: over /v1/responses and the WebSocket a limit of a token's or of a model's makes such a run fail. The gateway says
#   `incomplete` only where something was cut (src/gateway/turn/turnWriter.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @openai/agents@0.20.0 openai@7.59.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: openai-agents==0.24.0 openai==3.57.0

cat >ask.py <<'PY'
import asyncio, json, sys
from agents import Agent, OpenAIProvider, RunConfig, Runner, set_tracing_disabled
from openai import AsyncOpenAI

set_tracing_disabled(True)


async def ask(responses):
    client = AsyncOpenAI(api_key='none', base_url=sys.argv[1], max_retries=0)
    provider = OpenAIProvider(openai_client=client, use_responses=responses)
    run = Runner.run_streamed(Agent(name='a', model='m'), 'Hi', run_config=RunConfig(model_provider=provider))
    try:
        async for _ in run.stream_events():
            pass
        return f'"{run.final_output}"'
    except Exception as thrown:
        return f'throws {type(thrown).__name__}: {thrown}'


print(json.dumps([asyncio.run(ask(True)), asyncio.run(ask(False))]))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { Agent, OpenAIProvider, Runner } from '@openai/agents';
import OpenAI from 'openai';

const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const usage = {
  input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 2, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 3,
};
const item = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const part = { type: 'output_text', text: '', annotations: [], logprobs: [] };
const half = { ...item, status: 'incomplete', content: [{ ...part, text: 'Half an' }] };
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const cut = { ...response, status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [half], usage };
const events = [
  { type: 'response.created', response },
  { type: 'response.output_item.added', output_index: 0, item },
  { type: 'response.content_part.added', ...at, part },
  { type: 'response.output_text.delta', ...at, delta: 'Half an', logprobs: [] },
  { type: 'response.output_item.done', output_index: 0, item: half },
  { type: 'response.incomplete', response: cut },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);
const chunks = [
  { delta: { role: 'assistant', content: 'Half an' }, finish_reason: null },
  { delta: {}, finish_reason: 'length' },
].map(choice => {
  const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, ...choice }] };
  return `data: ${JSON.stringify(chunk)}\n\n`;
});

const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(request.url.endsWith('/responses') ? events.join('') : `${chunks.join('')}data: [DONE]\n\n`);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;

async function ask(useResponses) {
  const modelProvider = new OpenAIProvider({ openAIClient: new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 }), useResponses });
  try {
    const run = await new Runner({ modelProvider, tracingDisabled: true }).run(new Agent({ name: 'a', model: 'm' }), 'Hi', { stream: true });
    for await (const _ of run);
    await run.completed;
    return `"${run.finalOutput}"`;
  } catch (thrown) {
    return `throws ${thrown.constructor.name}: ${thrown.message}`;
  }
}
const { stdout } = await promisify(execFile)('venv/bin/python', ['ask.py', baseURL]);
const [responses, chat] = JSON.parse(stdout);
const seen = {
  'JavaScript, Responses': await ask(true),
  'JavaScript, chat': await ask(false),
  'Python, Responses': responses,
  'Python, chat': chat,
};
console.log(seen);
const fails = text => text.startsWith('throws ModelBehaviorError');
const still =
  fails(seen['JavaScript, Responses']) && !seen['JavaScript, Responses'].includes('max_output_tokens') &&
  fails(responses) && responses.includes('max_output_tokens') && seen['JavaScript, chat'] === '"Half an"' && chat === '"Half an"';
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs
