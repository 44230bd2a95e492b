#!/usr/bin/env bash
# langchain-mistralai drops an error in a stream, and mixes up calls that are written at the same time; haystack-ai throws at text beside a call.
#
# Seen with: langchain-mistralai 1.1.6, haystack-ai 3.4.1, openai 3.57.0 (PyPI), Python 3.11.
# What happens: a stream of chat/completions breaks off with `data: {"error": …}`, as openai and what stands on it throw. langchain-mistralai passes over it:
#   half an answer ends as one without a reason. Where the deltas of two calls alternate, each with its `index`, it takes no notice of that, and
#   makes three calls and an invalid one of them; openai's own pieces keep them apart. haystack-ai throws a ValueError where one chunk has both text and a
#   call, which the format allows; in two chunks it reads them.
# What it means for us: the gateway writes one call after the other and one thing in each chunk (src/gateway/chatCompletions/chatChunks.ts), so that these
#   clients have to sort nothing. An error in mid-answer stays unheard there: only a `finish_reason` says
#   that an answer is whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: langchain-mistralai==1.1.6 haystack-ai==3.4.1 openai==3.57.0

cat >check.py <<'PY'
import http.server, json, os, sys, threading
os.environ['HAYSTACK_TELEMETRY_ENABLED'] = 'False'
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.utils import Secret
from langchain_mistralai import ChatMistralAI


def chunk(delta, reason=None):
    choice = {'index': 0, 'delta': delta, 'finish_reason': reason}
    return {'id': 'c', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'm', 'choices': [choice]}


def begun(index):
    return {'index': index, 'id': f'call_{index}', 'type': 'function', 'function': {'name': 'look', 'arguments': ''}}


def more(index, text):
    return chunk({'tool_calls': [{'index': index, 'function': {'arguments': text}}]})


def whole(index, at):
    return {**begun(index), 'function': {'name': 'look', 'arguments': json.dumps({'at': at})}}


end = chunk({}, 'tool_calls')
error = {'error': {'message': 'The machine is gone.', 'type': 'server_error', 'code': 'server_error', 'param': None}}
streams = {
    'error': [chunk({'role': 'assistant', 'content': 'The first half of '}), error],
    'one-by-one': [chunk({'role': 'assistant', 'content': None, 'tool_calls': [whole(0, 'one')]}), chunk({'tool_calls': [whole(1, 'two')]}), end],
    'at-once': [chunk({'role': 'assistant', 'content': None, 'tool_calls': [begun(0), begun(1)]}), more(0, '{"at":'), more(1, '{"at":'),
                more(0, '"one"}'), more(1, '"two"}'), end],
    'text-and-call': [chunk({'role': 'assistant', 'content': 'I look.', 'tool_calls': [whole(0, 'one')]}), end],
    'text-then-call': [chunk({'role': 'assistant', 'content': 'I look.'}), chunk({'tool_calls': [whole(0, 'one')]}), end],
}


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers['content-length']))
        self.send_response(200)
        self.send_header('content-type', 'text/event-stream')
        self.end_headers()
        for part in streams[self.path.split('/')[1]]:
            self.wfile.write(f'data: {json.dumps(part)}\n\n'.encode())
        if self.path.split('/')[1] != 'error':
            self.wfile.write(b'data: [DONE]\n\n')

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()


def base(kind):
    return f'http://127.0.0.1:{server.server_port}/{kind}/v1'


def by_langchain(kind):
    answer = None
    for piece in ChatMistralAI(model='m', api_key='none', endpoint=base(kind), max_retries=0).stream('Hi'):
        answer = piece if answer is None else answer + piece
    return f'{answer.content!r}, calls {[call["args"] for call in answer.tool_calls]}, {len(answer.invalid_tool_calls)} invalid'


def by_haystack(kind):
    client = OpenAIChatGenerator(api_key=Secret.from_token('none'), model='m', api_base_url=base(kind), streaming_callback=lambda _: None, max_retries=0)
    answer = client.run([ChatMessage.from_user('Hi')])['replies'][0]
    return f'{answer.text or ""!r}, calls {[call.arguments for call in answer.tool_calls]}'


def outcome(read, kind):
    try:
        return read(kind)
    except Exception as thrown:
        return type(thrown).__name__


seen = {kind: (outcome(by_langchain, kind), outcome(by_haystack, kind)) for kind in streams}
for kind, (langchain, haystack) in seen.items():
    print(f'{kind}\n  langchain-mistralai: {langchain}\n  haystack-ai: {haystack}')
one, two = {'at': 'one'}, {'at': 'two'}
both = f'calls {[one, two]}'
expected = {
    'error': ("'The first half of ', calls [], 0 invalid", 'APIError'),
    'one-by-one': (f"'', {both}, 0 invalid", f"'', {both}"),
    'at-once': (f"'', calls {[{}, two, {}]}, 1 invalid", f"'', {both}"),
    'text-and-call': (f"'I look.', calls {[one]}, 0 invalid", 'ValueError'),
    'text-then-call': (f"'I look.', calls {[one]}, 0 invalid", f"'I look.', calls {[one]}"),
}
if seen == expected:
    print('Still so.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py 2>/dev/null
