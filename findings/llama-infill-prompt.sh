#!/usr/bin/env bash
# llama.cpp's /infill puts `prompt` behind the prefix, before the suffix, and not where the answer begins, as its manual says.
#
# Seen with: llama.cpp b11549 (xllamacpp 2026.10.11549), Python 3.11.
# What happens: "`prompt`: Added after the `FIM_MID` token", says the manual, and draws it last. The server writes the prefix, `prompt`, the suffix
#   and then the token for the middle. An answer therefore goes on behind `prompt` in any case, but for the model the text in it stands before the hole:
#   a line that somebody has begun to type is taken for the end of the prefix, and what of the cache would have served, had it come last, does not.
# What it means for us: the gateway sends it empty (src/engines/upstream/forms/infill/infillFiles.ts). Who wants the answer to begin with a text writes
#   the prompt in tokens and sends it to /completion (src/engines/upstream/forms/infill/begunMiddle.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps --only-binary=:all: xllamacpp==2026.10.11549

cat >check.py <<'PY'
import json, random, struct, sys, urllib.request

# The smallest model that fills in the middle: bytes and a few tokens with names, one layer, weights by chance. What it says does not matter.
width, hidden, heads = 32, 64, 2
controls = ['<|endoftext|>', '<|fim_prefix|>', '<|fim_middle|>', '<|fim_suffix|>', '<|fim_pad|>', '<|repo_name|>', '<|file_sep|>', '<|im_end|>']
printable = [byte for byte in range(256) if 0x20 < byte < 0x7F or byte > 0xA0 and byte != 0xAD]
others = iter(range(256, 512))
tokens = [chr(byte) if byte in printable else chr(next(others)) for byte in range(256)] + ['ĠĠ', *controls]


def text(value):
    return struct.pack('<Q', len(value.encode())) + value.encode()


def field(name, kind, value):
    if kind == 'text':
        return text(name) + struct.pack('<I', 8) + text(value)
    if kind == 'float':
        return text(name) + struct.pack('<If', 6, value)
    if kind == 'int':
        return text(name) + struct.pack('<II', 4, value)
    packed = [text(one) if isinstance(one, str) else struct.pack('<i', one) for one in value]
    return text(name) + struct.pack('<IIQ', 9, 8 if isinstance(value[0], str) else 5, len(value)) + b''.join(packed)


fields = [
    field('general.architecture', 'text', 'llama'), field('llama.context_length', 'int', 512),
    field('llama.embedding_length', 'int', width), field('llama.block_count', 'int', 1),
    field('llama.feed_forward_length', 'int', hidden), field('llama.attention.head_count', 'int', heads),
    field('llama.attention.head_count_kv', 'int', heads), field('llama.rope.dimension_count', 'int', width // heads),
    field('llama.attention.layer_norm_rms_epsilon', 'float', 1e-5), field('tokenizer.ggml.model', 'text', 'gpt2'),
    field('tokenizer.ggml.pre', 'text', 'qwen2'), field('tokenizer.ggml.tokens', 'list', tokens),
    field('tokenizer.ggml.token_type', 'list', [3 if token in controls else 1 for token in tokens]),
    field('tokenizer.ggml.merges', 'list', ['Ġ Ġ']),
    field('tokenizer.ggml.eos_token_id', 'int', tokens.index('<|endoftext|>')),
]
shapes = {
    'token_embd.weight': [width, len(tokens)], 'output_norm.weight': [width], 'output.weight': [width, len(tokens)],
    'blk.0.attn_norm.weight': [width], 'blk.0.ffn_norm.weight': [width],
    **{f'blk.0.attn_{part}.weight': [width, width] for part in ('q', 'k', 'v', 'output')},
    'blk.0.ffn_gate.weight': [width, hidden], 'blk.0.ffn_up.weight': [width, hidden], 'blk.0.ffn_down.weight': [hidden, width],
}
chance = random.Random(1)
heads_of, data = [], b''
for name, shape in shapes.items():
    heads_of.append(text(name) + struct.pack(f'<I{len(shape)}QIQ', len(shape), *shape, 0, len(data)))
    count = shape[0] * (shape[1] if len(shape) > 1 else 1)
    data += struct.pack(f'<{count}f', *[1 if len(shape) == 1 else chance.uniform(-1, 1) for _ in range(count)])
head = b'GGUF' + struct.pack('<IQQ', 3, len(shapes), len(fields)) + b''.join(fields) + b''.join(heads_of)
with open('model.gguf', 'wb') as file:
    file.write(head + bytes(-len(head) % 32) + data)

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = 'model.gguf'
params.hostnames, params.port, params.n_ctx, params.n_gpu_layers = ['127.0.0.1'], 0, 512, 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)


def prompt_of(**fields):
    body = json.dumps({'n_predict': 1, **fields}).encode()
    request = urllib.request.Request(server.listening_address + '/infill', body, {'Content-Type': 'application/json'})
    return json.load(urllib.request.urlopen(request))['prompt']


seen = [
    prompt_of(input_prefix='[before]', input_suffix='[behind]', prompt='[begun]'),
    prompt_of(input_prefix='[before]', input_suffix='[behind]', prompt=''),
    prompt_of(input_prefix='[before][begun]', input_suffix='[behind]', prompt=''),
]
for prompt in seen:
    print(prompt)
with_prompt, without, in_prefix = seen
middle = '<|fim_middle|>'
if (with_prompt.endswith('<|fim_prefix|>[before][begun]<|fim_suffix|>[behind]' + middle)
        and without.endswith('<|fim_prefix|>[before]<|fim_suffix|>[behind]' + middle) and with_prompt == in_prefix):
    print('Still so: it is as if the prefix had it.')
else:
    print('CHANGED: this is not what was seen before.')
    sys.exit(1)
PY
venv/bin/python check.py 2>/dev/null
