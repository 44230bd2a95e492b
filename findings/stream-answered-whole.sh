#!/usr/bin/env bash
# A server that answers a request for a stream with one JSON object gets an empty answer out of nine clients, without an error, even if it said one.
#
# Seen with: openai 7.59.0, groq-sdk 1.6.0, together-ai 0.52.0, @langchain/openai 1.5.8, @ai-sdk/openai 4.0.118 (npm), Node 20 and newer; openai 3.57.0,
#   huggingface_hub 2.4.0, haystack-ai 3.4.1, smolagents 1.26.0 (PyPI), Python 3.11; @huggingface/inference 4.13.30 and mistralai 3.7.0 beside them.
# What happens: a proxy, or a server that knows no streams, answers `stream: true` with 200, `content-type: application/json` and the whole answer, or with
#   an `error`. These clients look for events only, find none, and end: no text, no reason for the end, no error. The type of the content is not
#   looked at. @huggingface/inference and mistralai do look, and throw.
# What it means for us: "the model says nothing" may be a wrong name of a model. What the gateway and the extension get is read by its looks, whatever its type
#   (src/protocol/answerBody.ts), and the gateway answers with a status where it cannot stream.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact --legacy-peer-deps openai@7.59.0 groq-sdk@1.6.0 together-ai@0.52.0 @langchain/core@1.4.0 \
  @langchain/openai@1.5.8 ai@7.0.173 @ai-sdk/openai@4.0.118 @huggingface/inference@4.13.30
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: openai==3.57.0 huggingface_hub==2.4.0 haystack-ai==3.4.1 \
  smolagents==1.26.0 mistralai==3.7.0

cat >read.py <<'PY'
import json, os, sys
os.environ['HAYSTACK_TELEMETRY_ENABLED'] = 'False'
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.utils import Secret
from huggingface_hub import InferenceClient
from mistralai.client import Mistral
from openai import OpenAI
from smolagents import ChatMessage as SmolMessage, OpenAIServerModel

root = sys.argv[1]
base = root + '/v1'
messages = [{'role': 'user', 'content': 'Hi'}]


def text_of(parts):
    return ''.join(choice.delta.content or '' for part in parts for choice in part.choices)


def by_openai():
    return text_of(OpenAI(api_key='none', base_url=base, max_retries=0).chat.completions.create(model='m', messages=messages, stream=True))


def by_huggingface_hub():
    # Held on to while it streams: see hub-client-kept.sh.
    client = InferenceClient(base_url=base, api_key='none')
    return text_of(client.chat_completion(messages=messages, stream=True))


def by_haystack():
    client = OpenAIChatGenerator(api_key=Secret.from_token('none'), model='m', api_base_url=base, streaming_callback=lambda _: None, max_retries=0)
    return client.run([ChatMessage.from_user('Hi')])['replies'][0].text or ''


def by_smolagents():
    parts = OpenAIServerModel(model_id='m', api_base=base, api_key='none').generate_stream([SmolMessage(role='user', content='Hi')])
    return ''.join(part.content or '' for part in parts)


def by_mistralai():
    client = Mistral(api_key='none', server_url=root)
    return text_of(event.data for event in client.chat.stream(model='m', messages=messages))


def outcome(read):
    try:
        return read()
    except Exception:
        return 'throws'


print(json.dumps({f'{read.__name__[3:]} (Python)': outcome(read) for read in (by_openai, by_huggingface_hub, by_haystack, by_smolagents, by_mistralai)}))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { createOpenAI } from '@ai-sdk/openai';
import { InferenceClient } from '@huggingface/inference';
import { ChatOpenAI } from '@langchain/openai';
import { streamText } from 'ai';
import Groq from 'groq-sdk';
import OpenAI from 'openai';
import Together from 'together-ai';

const answer = { id: 'c', created: 1, model: 'm' };
const content = 'One, two.';
const whole = { ...answer, object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }] };
const chunk = { ...answer, object: 'chat.completion.chunk', choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: 'stop' }] };
const error = { message: 'There is no model m.', type: 'invalid_request_error', code: 'model_not_found', param: null };
const json = { 'content-type': 'application/json' };
const replies = {
  'a stream': [{ 'content-type': 'text/event-stream' }, `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`],
  'one object': [json, JSON.stringify(whole)],
  'an error': [json, JSON.stringify({ error })],
};
const server = createServer((request, reply) => {
  request.resume();
  const [headers, body] = replies[decodeURIComponent(request.url.split('/')[1])];
  reply.writeHead(200, headers).end(body);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

const messages = [{ role: 'user', content: 'Hi' }];
const outcome = read => read().catch(() => 'throws');
async function joined(parts, textOf) {
  let text = '';
  for await (const part of await parts) text += textOf(part);
  return text;
}
const ofChoice = part => part.choices[0]?.delta.content ?? '';
const bySdk = (Sdk, baseURL) =>
  joined(new Sdk({ apiKey: 'none', baseURL, maxRetries: 0 }).chat.completions.create({ model: 'm', messages, stream: true }), ofChoice);
const byLangchain = baseURL =>
  joined(new ChatOpenAI({ model: 'm', apiKey: 'none', maxRetries: 0, configuration: { baseURL } }).stream('Hi'), part => part.content);
function byAi(baseURL) {
  const model = createOpenAI({ apiKey: 'none', baseURL }).chat('m');
  return joined(streamText({ model, messages, maxRetries: 0, onError() {} }).fullStream, part => {
    if (part.type === 'error') throw part.error;
    return part.type === 'text-delta' ? part.text : '';
  });
}
const byInference = endpointUrl => joined(new InferenceClient('none').chatCompletionStream({ model: 'm', messages, endpointUrl }), ofChoice);

const seen = {};
for (const kind of Object.keys(replies)) {
  const root = `http://127.0.0.1:${server.address().port}/${encodeURIComponent(kind)}`;
  const base = `${root}/v1`;
  const { stdout } = await promisify(execFile)('venv/bin/python', ['read.py', root]);
  seen[kind] = {
    openai: await outcome(() => bySdk(OpenAI, base)),
    'groq-sdk': await outcome(() => bySdk(Groq, base)),
    'together-ai': await outcome(() => bySdk(Together, base)),
    '@langchain/openai': await outcome(() => byLangchain(base)),
    '@ai-sdk/openai': await outcome(() => byAi(base)),
    '@huggingface/inference': await outcome(() => byInference(base)),
    ...JSON.parse(stdout.trim().split('\n').at(-1)),
  };
}
for (const kind of Object.keys(seen)) console.log(kind, seen[kind]);
const strict = ['@huggingface/inference', 'mistralai (Python)'];
const still = Object.entries(seen).every(([kind, outcomes]) =>
  Object.entries(outcomes).every(([name, text]) => text === (kind === 'a stream' ? content : strict.includes(name) ? 'throws' : '')),
);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs 2>/dev/null
