// @ts-check
// Writes a language model in the GGUF format: a vocabulary of bytes with the tokens by which models fill in the middle,
// and weights by chance. It knows nothing, but a server that loads it behaves as with any model of that kind: what it
// says is the same each time for the same prompt, in printable ASCII, and only a limit ends it.

/** Tokens that Qwen-Coder models have besides text, under the names by which llama.cpp knows them. */
const controls = [
  '<|endoftext|>',
  '<|fim_prefix|>',
  '<|fim_middle|>',
  '<|fim_suffix|>',
  '<|fim_pad|>',
  '<|repo_name|>',
  '<|file_sep|>',
  '<|im_start|>',
  '<|im_end|>',
];

/** Sizes: as small as llama.cpp computes with. */
const width = 32;
const layers = 1;
const heads = 2;
const hidden = 64;

/** Types of GGUF's metadata. */
const types = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 };

/** Kinds of tokens. */
const kinds = { normal: 1, control: 3 };

const alignment = 32;

/**
 * The whole file.
 * @param {{ context: number }} options `context` is how many tokens the model says it was trained for
 * @returns {Buffer}
 */
export function fimModel({ context }) {
  const bytes = byteTokens();
  // A vocabulary of pairs has one pair at least.
  const pair = 'ĠĠ';
  const tokens = [...bytes, pair, ...controls];
  const facts = [
    text('tokenizer.ggml.model', 'gpt2'),
    text('tokenizer.ggml.pre', 'qwen2'),
    list('tokenizer.ggml.tokens', types.string, tokens.map(string)),
    list(
      'tokenizer.ggml.token_type',
      types.int32,
      tokens.map(token => int32(controls.includes(token) ? kinds.control : kinds.normal)),
    ),
    list('tokenizer.ggml.merges', types.string, [string('Ġ Ġ')]),
    uint32('tokenizer.ggml.eos_token_id', tokens.indexOf('<|endoftext|>')),
    uint32('tokenizer.ggml.eot_token_id', tokens.indexOf('<|im_end|>')),
  ];
  // Only printable ASCII is ever the likeliest, so the text is whole characters and has no end.
  const said = tokens.map(token => bytes.indexOf(token) >= 0x20 && bytes.indexOf(token) < 0x7f);
  return randomModel({ context, tokens: tokens.length, vocabulary: facts, said: at => said[at] === true });
}

/**
 * A model with weights by chance.
 * @param {object} options
 * @param {number} options.context
 * @param {number} options.tokens how many there are
 * @param {readonly Buffer[]} options.vocabulary what its metadata say of them
 * @param {(at: number) => boolean} options.said whether a token is ever the likeliest
 * @returns {Buffer}
 */
export function randomModel({ context, tokens, vocabulary, said }) {
  const facts = [
    text('general.architecture', 'llama'),
    text('general.name', 'random weights that fill in the middle'),
    uint32('llama.context_length', context),
    uint32('llama.embedding_length', width),
    uint32('llama.block_count', layers),
    uint32('llama.feed_forward_length', hidden),
    uint32('llama.attention.head_count', heads),
    uint32('llama.attention.head_count_kv', heads),
    uint32('llama.rope.dimension_count', width / heads),
    float32('llama.attention.layer_norm_rms_epsilon', 1e-5),
    ...vocabulary,
  ];
  return file(facts, weights(tokens, said));
}

/**
 * @typedef {{ name: string, shape: readonly number[], values: Float32Array }} Tensor
 * `shape` begins with the length of a row.
 */

/**
 * @param {number} tokens
 * @param {(at: number) => boolean} said
 * @returns {readonly Tensor[]}
 */
function weights(tokens, said) {
  const next = dice(20_171);
  const normal = (/** @type {string} */ name) => tensor(name, [width], () => 1);
  const random = (/** @type {string} */ name, /** @type {number} */ from, /** @type {number} */ to) =>
    tensor(name, [from, to], () => (next() - 0.5) / Math.sqrt(from / 12));
  const output = random('output.weight', width, tokens);
  output.values.forEach((_, at) => {
    if (!said(Math.floor(at / width))) output.values[at] = 0;
  });
  return [
    random('token_embd.weight', width, tokens),
    normal('output_norm.weight'),
    output,
    ...Array.from({ length: layers }, (_, layer) => [
      normal(`blk.${layer}.attn_norm.weight`),
      ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map(name =>
        random(`blk.${layer}.${name}.weight`, width, width),
      ),
      normal(`blk.${layer}.ffn_norm.weight`),
      random(`blk.${layer}.ffn_gate.weight`, width, hidden),
      random(`blk.${layer}.ffn_up.weight`, width, hidden),
      random(`blk.${layer}.ffn_down.weight`, hidden, width),
    ]).flat(),
  ];
}

/** How the vocabulary writes each byte: printable ones as themselves, the others as letters from 256 on. */
function byteTokens() {
  /** @type {string[]} */
  const tokens = [];
  let other = 256;
  for (let byte = 0; byte < 256; byte++) {
    const plain = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    tokens.push(String.fromCodePoint(plain ? byte : other++));
  }
  return tokens;
}

/**
 * @param {readonly Buffer[]} facts
 * @param {readonly Tensor[]} tensors
 */
function file(facts, tensors) {
  let offset = 0;
  const described = tensors.map(({ name, shape, values }) => {
    const at = offset;
    offset += padded(values.byteLength);
    return Buffer.concat([string(name), u32(shape.length), ...shape.map(u64), u32(0), u64(at)]);
  });
  const head = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(facts.length), ...facts, ...described];
  return Buffer.concat([
    pad(Buffer.concat(head)),
    ...tensors.map(({ values }) => pad(Buffer.from(values.buffer))),
  ]);
}

/**
 * @param {string} name
 * @param {readonly number[]} shape
 * @param {() => number} value
 * @returns {Tensor}
 */
function tensor(name, shape, value) {
  const count = shape.reduce((product, length) => product * length, 1);
  return { name, shape, values: Float32Array.from({ length: count }, value) };
}

/** @param {number} size */
const padded = size => Math.ceil(size / alignment) * alignment;

/** @param {Buffer} part */
const pad = part => Buffer.concat([part, Buffer.alloc(padded(part.length) - part.length)]);

/** @param {number} value */
const u32 = value => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
};

/** @param {number} value */
const int32 = value => {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32LE(value);
  return buffer;
};

/** @param {number} value */
const u64 = value => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
};

/** @param {string} value */
const string = value => {
  const buffer = Buffer.from(value);
  return Buffer.concat([u64(buffer.length), buffer]);
};

/** @param {string} key @param {string} value */
const text = (key, value) => Buffer.concat([string(key), u32(types.string), string(value)]);

/** @param {string} key @param {number} value */
const uint32 = (key, value) => Buffer.concat([string(key), u32(types.uint32), u32(value)]);

/** @param {string} key @param {number} value */
const float32 = (key, value) => {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return Buffer.concat([string(key), u32(types.float32), buffer]);
};

/** @param {string} key @param {number} type @param {readonly Buffer[]} values */
const list = (key, type, values) =>
  Buffer.concat([string(key), u32(types.array), u32(type), u64(values.length), ...values]);

/**
 * Numbers from 0 to 1, the same each time (mulberry32).
 * @param {number} seed
 */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
