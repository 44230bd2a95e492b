#!/usr/bin/env bash
# A stream of huggingface_hub's InferenceClient breaks with "StreamClosed" when nothing holds on to the client itself.
#
# Seen with: huggingface_hub 2.4.0, openai 3.57.0 beside it, Python 3.11.
# What happens: `InferenceClient(...).chat.completions.create(stream=True)` gives a generator. The client is no longer named by anything, as when a
#   function makes one and returns the stream; so it is collected and closes its connection, and the first piece that is asked for
#   throws. With the client in a variable the same stream is whole. openai's stream keeps its client.
# What it means for us: the error blames the stream, and so the server that sent it, which did nothing wrong. Keep the client for as
#   long as the stream is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: huggingface_hub==2.4.0 openai==3.57.0

cat >check.py <<'PY'
import http.server, json, sys, threading
from huggingface_hub import InferenceClient
from openai import OpenAI


def chunk(text, end=None):
    choice = {'index': 0, 'delta': {'role': 'assistant', 'content': text}, 'finish_reason': end}
    return f'data: {json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]})}\n\n'


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers['content-length']))
        self.send_response(200)
        self.send_header('content-type', 'text/event-stream')
        self.end_headers()
        self.wfile.write((chunk('Hel') + chunk('lo.', 'stop') + 'data: [DONE]\n\n').encode())

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
clients = {'huggingface_hub': InferenceClient, 'openai': OpenAI}
kept = []


def stream(name, keep):
    client = clients[name](base_url=f'http://127.0.0.1:{server.server_port}/v1', api_key='none')
    if keep:
        kept.append(client)
    return client.chat.completions.create(model='m', messages=[{'role': 'user', 'content': 'Hi'}], stream=True)


def outcome(name, keep):
    try:
        return ''.join(part.choices[0].delta.content for part in stream(name, keep))
    except Exception as thrown:
        return f'throws {type(thrown).__name__}'


seen = {f'{name}, {"kept" if keep else "not kept"}': outcome(name, keep) for name in clients for keep in (True, False)}
for case, said in seen.items():
    print(f'{case}: {said}')
expected = {'huggingface_hub, kept': 'Hello.', 'huggingface_hub, not kept': 'throws StreamClosed',
            'openai, kept': 'Hello.', 'openai, not kept': 'Hello.'}
print('Still so.' if seen == expected else 'CHANGED: this is not what was seen before.')
sys.exit(0 if seen == expected else 1)
PY
venv/bin/python check.py
