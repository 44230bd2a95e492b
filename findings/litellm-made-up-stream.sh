#!/usr/bin/env bash
# LiteLLM asks without a stream where a stream of Responses is wanted and it does not know the model; the stream it hands on is made up.
#
# Seen with: litellm 1.106.12 (with what its proxy needs), Python 3.11, without its list of prices from the network.
# What happens: `litellm.responses(stream=True)` for `openai/` and a model name of one's own sends a request without `stream`. Only when the
#   whole answer is there come all the events, made of it, and an answer that failed ends with `response.completed`. The same call for
#   `openai/gpt-4o` streams, and so does `litellm.completion(stream=True)` for either name.
# What it means for us: through such a client text comes late and all at once, and leaving it does not stop the gateway, whatever the gateway
#   does. That it hears of a failure is what src/gateway/turn/failedBody.ts is for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: 'litellm[proxy]==1.106.12'

cat >check.py <<'PY'
import http.server, json, sys, threading
import litellm

litellm.telemetry = False
litellm.suppress_debug_info = True
asked = []
usage = {'input_tokens': 1, 'input_tokens_details': {'cached_tokens': 0}, 'output_tokens': 1,
         'output_tokens_details': {'reasoning_tokens': 0}, 'total_tokens': 2}
base = {'id': 'resp_1', 'object': 'response', 'created_at': 1, 'model': 'm', 'output': [], 'tools': [], 'tool_choice': 'auto',
        'parallel_tool_calls': True, 'error': None, 'incomplete_details': None, 'metadata': {}, 'usage': usage}
said = {'type': 'message', 'id': 'msg_1', 'status': 'completed', 'role': 'assistant',
        'content': [{'type': 'output_text', 'text': 'Half an', 'annotations': []}]}
failed = {**base, 'status': 'failed', 'output': [said], 'error': {'code': 'server_error', 'message': 'Broken.'}}
events = [{'type': 'response.created', 'response': {**base, 'status': 'in_progress'}},
          {'type': 'response.output_text.delta', 'item_id': 'msg_1', 'output_index': 0, 'content_index': 0, 'delta': 'Half an'},
          {'type': 'response.failed', 'response': failed}]
chunk = {'id': 'c', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'm',
         'choices': [{'index': 0, 'delta': {'role': 'assistant', 'content': 'Whole.'}, 'finish_reason': 'stop'}]}


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        stream = json.loads(self.rfile.read(int(self.headers['content-length']))).get('stream') is True
        asked.append('with' if stream else 'without')
        if self.path.endswith('/chat/completions'):
            body = f'data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n'
        elif stream:
            numbered = [{**event, 'sequence_number': number} for number, event in enumerate(events)]
            body = ''.join(f'event: {event["type"]}\ndata: {json.dumps(event)}\n\n' for event in numbered)
        else:
            body = json.dumps(failed)
        self.send_response(200)
        self.send_header('content-type', 'text/event-stream' if stream else 'application/json')
        self.send_header('content-length', str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
to = {'api_base': f'http://127.0.0.1:{server.server_port}/v1', 'api_key': 'none', 'max_retries': 0}


def last(pieces):
    kinds = [getattr(piece.type, 'value', piece.type) for piece in pieces]
    return kinds[-1]


seen = {}
for model in ('openai/my-model', 'openai/gpt-4o'):
    asked.clear()
    try:
        end = last(litellm.responses(model=model, input='Hi', stream=True, **to))
    except Exception as thrown:
        end = type(thrown).__name__
    for _ in litellm.completion(model=model, messages=[{'role': 'user', 'content': 'Hi'}], stream=True, **to):
        pass
    seen[model] = [*asked, end]
    print(f'{model}: responses() asks {asked[0]} a stream and ends with {end}; completion() asks {asked[1]} a stream')
if seen['openai/my-model'] == ['without', 'with', 'response.completed'] and seen['openai/gpt-4o'][:2] == ['with', 'with']:
    print('Still so.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
LITELLM_LOCAL_MODEL_COST_MAP=True venv/bin/python check.py
