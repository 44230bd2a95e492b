#!/usr/bin/env bash
# LiteLLM's /v1/responses asks the server behind it for 16 tokens where fewer are wanted, and says nothing of it.
#
# Seen with: litellm 1.106.12 (proxy), Python 3.11.
# What happens: with `max_output_tokens: 4` the server behind is asked for 16. The same proxy's /v1/chat/completions passes
#   `max_tokens: 4` on as it is. OpenAI refuses less than 16; other servers do not.
# What it means for us: an answer may have more tokens than were asked for. src/engines/upstream/forms/responses/responsesForm.ts
#   asks for 16 at least by itself, and a test of an answer's length goes by chat/completions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: 'litellm[proxy]==1.106.12'

cat >check.py <<'PY'
import http.server, json, os, socket, subprocess, sys, threading, time, urllib.error, urllib.request

# A server behind the proxy. It answers everything with one word, and remembers what it was asked.
asked = []


class Upstream(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        asked.append(json.loads(self.rfile.read(int(self.headers['content-length']))))
        message = {'role': 'assistant', 'content': 'Hello.'}
        chat = {'id': 'chatcmpl-1', 'object': 'chat.completion', 'created': 1, 'model': 'm',
                'choices': [{'index': 0, 'message': message, 'finish_reason': 'stop'}],
                'usage': {'prompt_tokens': 1, 'completion_tokens': 1, 'total_tokens': 2}}
        said = {'type': 'message', 'id': 'msg_1', 'status': 'completed', 'role': 'assistant',
                'content': [{'type': 'output_text', 'text': 'Hello.', 'annotations': []}]}
        response = {'id': 'resp_1', 'object': 'response', 'created_at': 1, 'status': 'completed', 'model': 'm',
                    'output': [said], 'parallel_tool_calls': True, 'tool_choice': 'auto', 'tools': [],
                    'usage': {'input_tokens': 1, 'output_tokens': 1, 'total_tokens': 2}}
        body = json.dumps(response if self.path.endswith('/responses') else chat).encode()
        self.send_response(200)
        self.send_header('content-type', 'application/json')
        self.send_header('content-length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


upstream = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Upstream)
threading.Thread(target=upstream.serve_forever, daemon=True).start()
with socket.socket() as free:
    free.bind(('127.0.0.1', 0))
    port = free.getsockname()[1]
model = {'model': 'openai/m', 'api_base': f'http://127.0.0.1:{upstream.server_port}/v1', 'api_key': 'none'}
with open('config.json', 'w') as file:
    json.dump({'model_list': [{'model_name': 'm', 'litellm_params': model}]}, file)
proxy = subprocess.Popen(
    [sys.executable, '-c', 'from litellm import run_server; run_server()', '--config', 'config.json',
     '--host', '127.0.0.1', '--port', str(port), '--telemetry', 'False'],
    env={**os.environ, 'LITELLM_MASTER_KEY': 'sk-right', 'LITELLM_LOCAL_MODEL_COST_MAP': 'True'},
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def post(path, body, key='sk-right'):
    headers = {'content-type': 'application/json', 'authorization': f'Bearer {key}'}
    request = urllib.request.Request(f'http://127.0.0.1:{port}{path}', json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


try:
    for _ in range(1200):
        try:
            urllib.request.urlopen(f'http://127.0.0.1:{port}/health/liveliness')
            break
        except OSError:
            time.sleep(0.5)
    post('/v1/responses', {'model': 'm', 'input': 'Hi', 'max_output_tokens': 4})
    post('/v1/chat/completions', {'model': 'm', 'messages': [{'role': 'user', 'content': 'Hi'}], 'max_tokens': 4})
    said = [body.get('max_output_tokens', body.get('max_tokens')) for body in asked]
    expected = [16, 4]
    print(f'litellm 1.106.12, 4 tokens wanted: by responses the server behind is asked for {said[0]}, by chat for {said[-1]}')
    if said == expected:
        print('Still so.')
    else:
        print('CHANGED: this is not what was seen before.')
        sys.exit(1)
finally:
    proxy.kill()
PY
venv/bin/python check.py
