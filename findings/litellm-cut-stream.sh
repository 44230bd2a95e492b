#!/usr/bin/env bash
# litellm makes an answer that broke off one that ended well: to a stream without an end it adds `finish_reason: "stop"`.
#
# Seen with: litellm 1.106.12, openai as it asks for, Python 3.11.
# What happens: a stream of chat/completions ends in the middle, without a `finish_reason`, with `[DONE]` or without, as when a server behind a proxy has
#   gone. The answer that litellm hands on ends with "stop", also one that is a call of a tool with half its arguments, and one of which nothing came,
#   since the server sent one JSON object instead of a stream, even where that says an error. An `error` event, and a
#   connection that breaks without the end that HTTP wants, are thrown. openai itself has no reason to show in these cases.
# What it means for us: behind it nobody can tell half a completion from a whole one. The gateway ends an answer that failed with an `error` event and
#   without `[DONE]` (src/gateway/chatCompletions/chatChunks.ts), which litellm does throw.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: litellm==1.106.12

cat >check.py <<'PY'
import http.server, json, os, sys, threading
os.environ['LITELLM_LOCAL_MODEL_COST_MAP'] = 'True'
import litellm
from openai import OpenAI

litellm.suppress_debug_info = True


def event(value):
    return b'data: ' + json.dumps(value).encode() + b'\n\n'


def chunk(delta, reason=None):
    choice = {'index': 0, 'delta': delta, 'finish_reason': reason}
    return event({'id': 'c', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'm', 'choices': [choice]})


half = chunk({'role': 'assistant', 'content': 'The first half of '})
call = {'index': 0, 'id': 'call_1', 'type': 'function', 'function': {'name': 'write', 'arguments': '{"path": "a.ts", "text": "let '}}
error = {'error': {'message': 'The machine is gone.', 'type': 'server_error', 'code': 'server_error', 'param': None}}
done = b'data: [DONE]\n\n'
bodies = {
    'whole': half + chunk({'content': 'it.'}, 'stop') + done,
    'without-an-end': half,
    'only-done': half + done,
    'half-a-call': chunk({'role': 'assistant', 'content': None, 'tool_calls': [call]}),
    'error-event': half + event(error),
    'error-as-json': json.dumps(error).encode(),
}


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers['content-length']))
        kind = self.path.split('/')[1]
        self.send_response(200)
        self.send_header('content-type', 'application/json' if kind == 'error-as-json' else 'text/event-stream')
        self.send_header('content-length', str(len(bodies[kind])))
        self.end_headers()
        self.wfile.write(bodies[kind])

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
messages = [{'role': 'user', 'content': 'Hi'}]


def base(kind):
    return f'http://127.0.0.1:{server.server_port}/{kind}/v1'


def by_litellm(kind):
    return litellm.completion(model='openai/m', api_base=base(kind), api_key='none', messages=messages, stream=True, max_retries=0)


def by_openai(kind):
    return OpenAI(api_key='none', base_url=base(kind), max_retries=0).chat.completions.create(model='m', messages=messages, stream=True)


def reason(ask, kind):
    try:
        reasons = [choice.finish_reason for part in ask(kind) for choice in part.choices if choice.finish_reason]
    except Exception:
        return 'throws'
    return ', '.join(reasons) or 'none'


seen = {kind: (reason(by_litellm, kind), reason(by_openai, kind)) for kind in bodies}
for kind, (litellms, openais) in seen.items():
    print(f'{kind}: litellm {litellms}, openai {openais}')
expected = {
    'whole': ('stop', 'stop'), 'without-an-end': ('stop', 'none'), 'only-done': ('stop', 'none'), 'half-a-call': ('stop', 'none'),
    'error-event': ('throws', 'throws'), 'error-as-json': ('stop', 'none'),
}
if seen == expected:
    print('Still so.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py 2>/dev/null
