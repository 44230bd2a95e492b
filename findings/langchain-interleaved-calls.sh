#!/usr/bin/env bash
# langchain-openai loses the arguments of two calls that a Responses stream writes at the same time.
#
# Seen with: langchain-openai 1.7.4, langchain-core as it asks for, openai 3.57.0, Python 3.11.
# What happens: the deltas of two function calls alternate; each names its item and its `output_index`, as documented. The pieces of the stream,
#   added up, have four calls instead of two, all without arguments. When the same deltas come one call after the other it has both.
#   @langchain/openai 1.6.0 (JavaScript) reads either.
# What it means for us: the gateway writes one item after the other, so that no client has to sort (src/gateway/turn/turnWriter.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: langchain-openai==1.7.4 openai==3.57.0

cat >check.py <<'PY'
import http.server, json, sys, threading
from langchain_openai import ChatOpenAI

base = {'id': 'resp_1', 'object': 'response', 'created_at': 1, 'model': 'm', 'status': 'in_progress', 'output': [], 'tools': [],
        'tool_choice': 'auto', 'parallel_tool_calls': True}
wanted = {'x': '{"at":"one"}', 'y': '{"at":"two"}'}
places = {name: {'item_id': f'fc_{name}', 'output_index': index} for index, name in enumerate(wanted)}


def item(name, arguments, status):
    return {'type': 'function_call', 'id': f'fc_{name}', 'call_id': f'call_{name}', 'name': 'look', 'arguments': arguments,
            'status': status}


def added(name):
    return {'type': 'response.output_item.added', 'output_index': places[name]['output_index'], 'item': item(name, '', 'in_progress')}


def delta(name, part):
    text = wanted[name][:6] if part == 0 else wanted[name][6:]
    return {'type': 'response.function_call_arguments.delta', **places[name], 'delta': text}


def done(name):
    return [{'type': 'response.function_call_arguments.done', **places[name], 'name': 'look', 'arguments': wanted[name]},
            {'type': 'response.output_item.done', 'output_index': places[name]['output_index'],
             'item': item(name, wanted[name], 'completed')}]


usage = {'input_tokens': 1, 'input_tokens_details': {'cached_tokens': 0}, 'output_tokens': 1,
         'output_tokens_details': {'reasoning_tokens': 0}, 'total_tokens': 2}
output = [item(name, arguments, 'completed') for name, arguments in wanted.items()]
end = {'type': 'response.completed', 'response': {**base, 'status': 'completed', 'output': output, 'usage': usage}}
orders = {
    'one-by-one': [step for name in 'xy' for step in [added(name), delta(name, 0), delta(name, 1), *done(name)]],
    'at-once': [added('x'), added('y'), delta('x', 0), delta('y', 0), delta('x', 1), delta('y', 1), *done('x'), *done('y')],
}


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers['content-length']))
        self.send_response(200)
        self.send_header('content-type', 'text/event-stream')
        self.end_headers()
        events = [{'type': 'response.created', 'response': base}, *orders[self.path.split('/')[1]], end]
        for number, event in enumerate(events):
            self.wfile.write(f'event: {event["type"]}\ndata: {json.dumps({**event, "sequence_number": number})}\n\n'.encode())

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()


def calls(order):
    model = ChatOpenAI(model='m', api_key='none', base_url=f'http://127.0.0.1:{server.server_port}/{order}/v1',
                       use_responses_api=True, max_retries=0)
    whole = None
    for piece in model.stream('Hi'):
        whole = piece if whole is None else whole + piece
    return [call['args'] for call in whole.tool_calls]


seen = {order: calls(order) for order in orders}
for order, arguments in seen.items():
    print(f'{order}: {arguments}')
if seen == {'one-by-one': [{'at': 'one'}, {'at': 'two'}], 'at-once': [{}, {}, {}, {}]}:
    print('Still so.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py
