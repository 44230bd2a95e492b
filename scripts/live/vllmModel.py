"""Writes a folder with a model for vLLM: Qwen's architecture, as small as can be, with weights by chance.

Its vocabulary is bytes, with the tokens by which Qwen-Coder fills in the middle. Only printable ASCII is ever likely, so
what it says has no end but a limit, and is the same each time for the same prompt if nothing is drawn by lot.
"""

import json
import sys

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

WIDTH, HIDDEN, HEADS, CONTEXT = 64, 128, 2, 8192

CONTROLS = [
    "<|endoftext|>",
    "<|fim_prefix|>",
    "<|fim_middle|>",
    "<|fim_suffix|>",
    "<|fim_pad|>",
    "<|repo_name|>",
    "<|file_sep|>",
    "<|im_start|>",
    "<|im_end|>",
]

TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def byte_tokens() -> list[str]:
    tokens, other = [], 256
    for byte in range(256):
        plain = 0x20 < byte < 0x7F or (byte > 0xA0 and byte != 0xAD)
        tokens.append(chr(byte if plain else other))
        other += not plain
    return tokens


def main(folder: str) -> None:
    vocabulary = {token: at for at, token in enumerate(byte_tokens())}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(CONTROLS)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>")
    fast.chat_template = TEMPLATE
    fast.save_pretrained(folder)
    size = len(fast)

    config = {
        "architectures": ["Qwen2ForCausalLM"],
        "model_type": "qwen2",
        "hidden_size": WIDTH,
        "intermediate_size": HIDDEN,
        "num_hidden_layers": 1,
        "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS,
        "max_position_embeddings": CONTEXT,
        "vocab_size": size,
        "rms_norm_eps": 1e-6,
        "tie_word_embeddings": False,
        "torch_dtype": "float32",
        "hidden_act": "silu",
        "eos_token_id": size - 1,
    }
    with open(f"{folder}/config.json", "w") as file:
        json.dump(config, file)

    torch.manual_seed(20171)

    def chance(*shape: int) -> torch.Tensor:
        return (torch.rand(*shape) - 0.5) / (shape[-1] / 12) ** 0.5

    head = chance(size, WIDTH)
    head[: 0x20] = head[0x7F:] = 0
    layer = "model.layers.0."
    weights = {
        "model.embed_tokens.weight": chance(size, WIDTH),
        "model.norm.weight": torch.ones(WIDTH),
        "lm_head.weight": head,
        layer + "input_layernorm.weight": torch.ones(WIDTH),
        layer + "post_attention_layernorm.weight": torch.ones(WIDTH),
        layer + "self_attn.o_proj.weight": chance(WIDTH, WIDTH),
        layer + "mlp.gate_proj.weight": chance(HIDDEN, WIDTH),
        layer + "mlp.up_proj.weight": chance(HIDDEN, WIDTH),
        layer + "mlp.down_proj.weight": chance(WIDTH, HIDDEN),
    }
    for name in ("q_proj", "k_proj", "v_proj"):
        weights[f"{layer}self_attn.{name}.weight"] = chance(WIDTH, WIDTH)
        weights[f"{layer}self_attn.{name}.bias"] = torch.zeros(WIDTH)
    save_file(weights, f"{folder}/model.safetensors")


main(sys.argv[1])
