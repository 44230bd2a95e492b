#!/usr/bin/env bash
# An answer that speaks of `<think>` loses words, or all that follows, to pydantic-ai and to the AI SDK's extractReasoningMiddleware; and how a server cuts
# its pieces decides whether pydantic-ai sees thoughts at all.
#
# Seen with: pydantic-ai-slim 2.68.0, openai 3.57.0 (PyPI), Python 3.11; ai 6.0.326 (npm), Node 20 and newer.
# What happens: both look for the tags anywhere in an answer, quoted or not. "Use `<think>` and `</think>` there." comes out without what stands between.
#   Where nothing closes the tag, the rest of the answer is gone when it is streamed, though not when it is asked for whole, where pydantic-ai drops the
#   tag alone. pydantic-ai does so for every model over chat/completions, gpt-4o too, and in a stream only where a piece is exactly the tag: a piece
#   with more in it, and all that follows, is text, thoughts too. The middleware is chosen by who builds with it, for models that think.
# What it means for us: the gateway takes thoughts out before an answer goes on, at its beginning or before an unopened closing tag, and never what is quoted
#   (src/common/answerThoughts.ts). A client that takes them out a second time takes from the answer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact ai@6.0.326
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: pydantic-ai-slim==2.68.0 openai==3.57.0

cat >read.py <<'PY'
import asyncio, http.server, json, sys, threading
from openai import AsyncOpenAI
from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers['content-length'])))
        said = {'id': 'c', 'created': 1, 'model': 'm'}
        self.send_response(200)
        self.send_header('content-type', 'text/event-stream' if asked.get('stream') else 'application/json')
        self.end_headers()
        if not asked.get('stream'):
            message = {'role': 'assistant', 'content': ''.join(self.server.pieces)}
            said.update(object='chat.completion', choices=[{'index': 0, 'message': message, 'finish_reason': 'stop'}])
            self.wfile.write(json.dumps(said).encode())
            return
        deltas = [({'role': 'assistant', 'content': piece}, None) for piece in self.server.pieces] + [({}, 'stop')]
        for delta, end in deltas:
            choice = {'index': 0, 'delta': delta, 'finish_reason': end}
            chunk = {**said, 'object': 'chat.completion.chunk', 'choices': [choice]}
            self.wfile.write(f'data: {json.dumps(chunk)}\n\n'.encode())
        self.wfile.write(b'data: [DONE]\n\n')

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()


async def main():
    client = AsyncOpenAI(base_url=f'http://127.0.0.1:{server.server_port}/v1', api_key='none', max_retries=0)
    agent = Agent(OpenAIChatModel('gpt-4o', provider=OpenAIProvider(openai_client=client)))

    async def streamed(pieces):
        server.pieces = pieces
        async with agent.run_stream('Hi') as run:
            return ''.join([text async for text in run.stream_text(delta=True, debounce_by=None)])

    seen = []
    for pieces in json.load(sys.stdin):
        seen.append([await streamed(pieces), await streamed([''.join(pieces)]), (await agent.run('Hi')).output])
    print(json.dumps(seen))


asyncio.run(main())
PY
cat >check.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { extractReasoningMiddleware, generateText, simulateReadableStream, streamText, wrapLanguageModel } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';

const texts = ['<think>Plan.</think>Answer.', 'Use `<think>` and `</think>` there.', 'Open with `<think>`; nothing closes it.'];
const cut = text => text.match(/<[^>]*>|[^<]+/g);
const python = JSON.parse(execFileSync('venv/bin/python', ['read.py'], { input: JSON.stringify(texts.map(cut)) }));

async function byMiddleware(text) {
  const finish = { finishReason: { unified: 'stop', raw: 'stop' }, usage: { inputTokens: { total: 1 }, outputTokens: { total: 1 } } };
  const deltas = cut(text).map(delta => ({ type: 'text-delta', id: '1', delta }));
  const parts = [{ type: 'stream-start', warnings: [] }, { type: 'text-start', id: '1' }, ...deltas];
  const chunks = [...parts, { type: 'text-end', id: '1' }, { type: 'finish', ...finish }];
  const mock = new MockLanguageModelV3({
    doGenerate: async () => ({ content: [{ type: 'text', text }], ...finish, warnings: [] }),
    doStream: async () => ({ stream: simulateReadableStream({ chunks }) }),
  });
  const model = wrapLanguageModel({ model: mock, middleware: extractReasoningMiddleware({ tagName: 'think' }) });
  let streamed = '';
  for await (const delta of streamText({ model, prompt: 'Hi' }).textStream) streamed += delta;
  return [streamed, (await generateText({ model, prompt: 'Hi' })).text];
}
const columns = ['pydantic-ai, tags apart', 'pydantic-ai, one piece', 'pydantic-ai, whole', 'AI SDK, tags apart', 'AI SDK, whole'];
const expected = [
  ['Answer.', texts[0], 'Answer.', 'Answer.', 'Answer.'],
  ['Use `` there.', texts[1], 'Use `` there.', 'Use `\n` there.', 'Use `\n` there.'],
  ['Open with `', texts[2], 'Open with ``; nothing closes it.', 'Open with `', texts[2]],
];
let still = true;
for (const [at, text] of texts.entries()) {
  const seen = [...python[at], ...(await byMiddleware(text))];
  console.log(`${text}\n${columns.map((name, column) => `  ${name}: ${JSON.stringify(seen[column])}`).join('\n')}`);
  still &&= JSON.stringify(seen) === JSON.stringify(expected[at]);
}
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs
