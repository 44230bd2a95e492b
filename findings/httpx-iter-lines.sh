#!/usr/bin/env bash
# httpx and requests end a line of a stream at U+0085, U+2028 and U+2029; ollama and huggingface_hub then throw in mid-answer.
#
# Seen with: httpx 0.28.1, requests 2.34.2, ollama 0.6.3, huggingface_hub 2.4.0, openai 3.57.0, Python 3.11.
# What happens: JSON lets these characters stand in a string as they are, and JSON.stringify leaves them so. `iter_lines` (of requests with
#   `decode_unicode`) splits decoded text by `str.splitlines`, which ends lines there. A client that reads line by line gets half of
#   a piece of JSON: a JSONDecodeError where the model writes such a character. openai, which splits bytes, reads all of it.
# What it means for us: the gateway escapes these three in what it sends (src/gateway/server/lineSafe.ts). Whoever reads such streams
#   in Python splits bytes at LF, or takes a reader of server-sent events.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: \
  httpx==0.28.1 requests==2.34.2 ollama==0.6.3 huggingface_hub==2.4.0 openai==3.57.0

cat >check.py <<'PY'
import http.server, json, sys, threading
import httpx, ollama, requests
from huggingface_hub import InferenceClient
from openai import OpenAI

pieces = {'plain': 'one two', 'U+0085': 'one\u0085two', 'U+2028': 'one\u2028two', 'U+2029': 'one\u2029two'}


def lines(path, text):
    """A stream of chat/completions, or one of Ollama's, as UTF-8 without escapes."""
    if path.endswith('/api/chat'):
        parts = [{'message': {'role': 'assistant', 'content': text}, 'done': done} for done in (False, True)]
        return [json.dumps({'model': 'm', **part}, ensure_ascii=False) + '\n' for part in parts]
    choices = [{'index': 0, 'delta': {'role': 'assistant', 'content': text}, 'finish_reason': end} for end in (None, 'stop')]
    chunks = [{'id': 'c', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'm', 'choices': [choice]} for choice in choices]
    return [f'data: {json.dumps(chunk, ensure_ascii=False)}\n\n' for chunk in chunks] + ['data: [DONE]\n\n']


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers['content-length']))
        self.send_response(200)
        self.send_header('content-type', 'application/x-ndjson' if self.path.endswith('/api/chat') else 'text/event-stream')
        self.end_headers()
        self.wfile.write(''.join(lines(self.path, self.server.text)).encode())

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f'http://127.0.0.1:{server.server_port}'
messages = [{'role': 'user', 'content': 'Hi'}]
asked = {'model': 'm', 'messages': messages, 'stream': True}


def by_hand(some):
    return ''.join(json.loads(line[6:])['choices'][0]['delta']['content'] for line in some if line.startswith('data: {'))


def by_httpx():
    with httpx.stream('POST', f'{base}/v1/chat/completions', json=asked) as answer:
        return by_hand(answer.iter_lines())


def by_requests():
    answer = requests.post(f'{base}/v1/chat/completions', json=asked, stream=True)
    answer.encoding = 'utf-8'
    return by_hand(answer.iter_lines(decode_unicode=True))


def by_ollama():
    client = ollama.Client(host=base)
    return ''.join(part['message']['content'] for part in client.chat(model='m', messages=messages, stream=True))


def by_hub():
    client = InferenceClient(base_url=f'{base}/v1', api_key='none')
    return ''.join(part.choices[0].delta.content for part in client.chat.completions.create(**asked))


def by_openai():
    client = OpenAI(base_url=f'{base}/v1', api_key='none', max_retries=0)
    return ''.join(part.choices[0].delta.content for part in client.chat.completions.create(**asked))


def outcome(read):
    try:
        return 'whole' if read() == server.text * 2 else 'something else'
    except Exception as thrown:
        return type(thrown).__name__


same = True
for reader in (by_httpx, by_requests, by_ollama, by_hub, by_openai):
    for name, text in pieces.items():
        server.text = text
        seen = outcome(reader)
        print(f'{reader.__name__}, {name}: {seen}')
        same = same and seen == ('whole' if name == 'plain' or reader is by_openai else 'JSONDecodeError')
print('Still so.' if same else 'CHANGED: this is not what was seen before.')
sys.exit(0 if same else 1)
PY
venv/bin/python check.py
