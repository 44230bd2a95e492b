#!/usr/bin/env bash
# A streamed run of openai-agents for Python goes on when its reader has left the loop: it runs tools and asks again; the one in JavaScript ends.
#
# Seen with: openai-agents 0.24.0, openai 3.57.0 (PyPI), Python 3.11; @openai/agents 0.20.0, openai 7.59.0, zod 4.6.7 (npm), Node 20 and newer.
# What happens: the reader leaves `async for event in run.stream_events()` by `break` at the first event of an answer that will call a tool.
#   Nobody reads any more; the answer is generated to its end all the same, the tool runs, and the next request leaves. With
#   `run.cancel()` before the `break`, and in JavaScript by the `break` alone, the connection is closed and no tool runs.
# What it means for us: a person who stops such a program's answer pays for the rest, and tools act unseen. The gateway cannot know: it stops an
#   engine when the connection closes (src/gateway/server/httpTurn.ts). Whoever writes such a loop calls `cancel()`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @openai/agents@0.20.0 openai@7.59.0 zod@4.6.7
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: openai-agents==0.24.0 openai==3.57.0

cat >leave.py <<'PY'
import asyncio, sys
from agents import Agent, OpenAIProvider, RunConfig, Runner, function_tool, set_tracing_disabled
from openai import AsyncOpenAI

set_tracing_disabled(True)
_, base, how = sys.argv


@function_tool
def look() -> str:
    print('tool', flush=True)
    return 'Nothing.'


async def leave():
    provider = OpenAIProvider(openai_client=AsyncOpenAI(api_key='none', base_url=base, max_retries=0), use_responses=True)
    agent = Agent(name='a', model='m', tools=[look])
    run = Runner.run_streamed(agent, 'Hi', run_config=RunConfig(model_provider=provider), max_turns=2)
    async for event in run.stream_events():
        if event.type != 'raw_response_event':
            continue
        if how == 'cancel':
            run.cancel()
        break
    # It must stay alive, as a server does; it ends when there is nothing more to come.
    await asyncio.to_thread(sys.stdin.read)


asyncio.run(leave())
PY
cat >check.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents';
import OpenAI from 'openai';
import { z } from 'zod';

const usage = {
  input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 2, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 3,
};
const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const call = (args, status) => ({ type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'look', arguments: args, status });
const at = { item_id: 'fc_1', output_index: 0 };
const events = [
  { type: 'response.created', response },
  { type: 'response.output_item.added', output_index: 0, item: call('', 'in_progress') },
  ...Array.from('{}      ', delta => ({ type: 'response.function_call_arguments.delta', ...at, delta })),
  { type: 'response.function_call_arguments.done', ...at, name: 'look', arguments: '{}      ' },
  { type: 'response.output_item.done', output_index: 0, item: call('{}      ', 'completed') },
  { type: 'response.completed', response: { ...response, status: 'completed', output: [call('{}      ', 'completed')], usage } },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);

/** What happened since the last reset. */
let log = [];
let over = () => {};
const server = createServer(async (request, reply) => {
  request.resume();
  log.push('request');
  reply.on('close', () => {
    log.push(reply.writableFinished ? 'whole' : 'hung up');
    // After the second answer, or a hang-up, nothing more is expected.
    if (!reply.writableFinished || log.filter(what => what === 'whole').length === 2) setTimeout(() => over(), 500);
  });
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) {
    reply.write(event);
    await sleep(200);
  }
  reply.end();
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
/** Resolves when the server has nothing more to expect, with what happened until then. */
const happened = () => {
  log = [];
  setTimeout(() => over(), 300_000).unref();
  return new Promise(resolve => (over = resolve)).then(() => log.join(', '));
};

async function python(how) {
  const all = happened();
  const child = spawn('venv/bin/python', ['leave.py', baseURL, how], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdout.on('data', said => said.includes('tool') && log.push('tool'));
  const said = await all;
  const ended = once(child, 'exit');
  child.stdin.end();
  await ended;
  return said;
}
async function javaScript() {
  const all = happened();
  const execute = () => (log.push('tool'), 'Nothing.');
  const look = tool({ name: 'look', description: 'Looks.', parameters: z.object({}), execute });
  const modelProvider = new OpenAIProvider({ openAIClient: new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 }), useResponses: true });
  const agent = new Agent({ name: 'a', model: 'm', tools: [look] });
  const run = await new Runner({ modelProvider, tracingDisabled: true }).run(agent, 'Hi', { stream: true, maxTurns: 2 });
  for await (const event of run) if (event.type === 'raw_model_stream_event') break;
  return all;
}
const seen = {
  'Python, break': await python('break'),
  'Python, cancel and break': await python('cancel'),
  'JavaScript, break': await javaScript(),
};
console.log(seen);
const still =
  seen['Python, break'] === 'request, whole, tool, request, whole' &&
  !seen['Python, cancel and break'].includes('tool') && seen['JavaScript, break'] === 'request, hung up';
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs
