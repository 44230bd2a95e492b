import { cost, type ModelAnswer } from './answers';
import { chatEvents, chatUsage } from './chatStream';
import { created } from './hosted';
import type { ServerKind } from './serverKind';
import { data, json, stream, type Reply } from './standIn';

const llamacppModel = 'qwen2.5-coder-7b-q8_0.gguf';

/** What it answers with besides. */
const headers = { server: 'llama.cpp', 'content-type': 'text/event-stream' };

/** It does not count thoughts by themselves. */
const { completion_tokens_details: _, ...usage } = chatUsage;

const timings = {
  cache_n: cost.cached,
  prompt_n: cost.prompt - cost.cached,
  prompt_ms: 31.5,
  prompt_per_second: 317.4,
  predicted_n: cost.completion,
  predicted_ms: 151.2,
  predicted_per_second: 46.3,
};

/** How far it has read the prompt, where one asks to be told: at the beginning and after each batch. */
const progress = [cost.cached, cost.prompt].map(processed => ({
  prompt_progress: { total: cost.prompt, cache: cost.cached, processed, time_ms: 0 },
}));

/**
 * llama.cpp: `/props`, `/infill`; the model in a request is not looked at. As the real server answered (b11549), except
 * for a model that thinks or calls tools.
 */
export const llamacpp: ServerKind = {
  sources: ['https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md'],
  model: llamacppModel,
  key: undefined,
  reply(asked, answer) {
    const plain = (body: unknown, status = 200) => json(body, status, { server: 'llama.cpp' });
    if (asked.path === '/v1/models') {
      const meta = {
        vocab_type: 2,
        n_vocab: 152064,
        n_ctx: 8192,
        n_ctx_train: 131072,
        n_embd: 3584,
        n_params: 7615616512,
        size: 8093666304,
        ftype: 'Q8_0',
      };
      const entry = {
        id: llamacppModel,
        aliases: [llamacppModel],
        tags: [],
        object: 'model',
        architecture: { input_modalities: ['text'], output_modalities: ['text'] },
        created,
        owned_by: 'llamacpp',
        meta,
      };
      // A second list, as Ollama has it.
      const other = {
        name: llamacppModel,
        model: llamacppModel,
        type: 'model',
        capabilities: ['completion'],
      };
      return plain({ models: [other], object: 'list', data: [entry] });
    }
    if (asked.path === '/props') {
      return plain({
        default_generation_settings: {
          params: { n_predict: -1, temperature: 0.800000011920929 },
          n_ctx: 8192,
        },
        total_slots: 1,
        model_alias: llamacppModel,
        model_path: `/models/${llamacppModel}`,
        modalities: { vision: false, video: false, audio: false },
        chat_template: '{{ messages }}',
        build_info: 'b0-unknown',
        is_sleeping: false,
      });
    }
    if (asked.path === '/infill' || asked.path === '/completion')
      return stream(infillEvents(answer, asked.body['return_progress'] === true), headers);
    if (asked.path !== '/v1/chat/completions') {
      return plain({ error: { message: 'File Not Found', type: 'not_found_error', code: 404 } }, 404);
    }
    const head = {
      created,
      id: 'chatcmpl-llamacpp',
      model: llamacppModel,
      system_fingerprint: 'b0-unknown',
      object: 'chat.completion.chunk',
    };
    const first = { role: 'assistant', content: null };
    const reading = asked.body['return_progress'] === true ? progress : [];
    return stream(
      [
        ...reading.map(each =>
          data({ choices: [{ finish_reason: null, index: 0, delta: first }], ...head, ...each }),
        ),
        ...chatEvents(
          {
            head,
            first: { content: null },
            usage: 'own',
            tail: { timings },
            counted: usage,
            callsInPieces: true,
          },
          answer,
        ),
      ],
      headers,
    );
  },
  refusals: {
    key: json({ error: { message: 'Invalid API Key', type: 'authentication_error', code: 401 } }, 401),
    model: json({ error: { message: 'Loading model', type: 'unavailable_error', code: 503 } }, 503),
    rate: json(
      {
        error: {
          code: 400,
          message:
            'request (9000 tokens) exceeds the available context size (8192 tokens), try increasing it',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 9000,
          n_ctx: 8192,
        },
      },
      400,
    ),
  },
};

/** What `/tokenize` answers where the model has such tokens: pieces of them, and of a text that is none of them. */
export function tokenized(tokens: readonly string[]): Reply {
  const pieces = [...tokens, '[S', 'UFFIX', ']', '\n'];
  return json({ tokens: pieces.map((piece, at) => ({ id: 151_643 + at, piece })) });
}

/** The refusal of `/infill` by a model that has no tokens for it. */
export const refusesInfill = json(
  {
    error: {
      code: 501,
      message:
        'Infill is not supported by this model: prefix token is missing. suffix token is missing. middle token is missing. ',
      type: 'not_supported_error',
    },
  },
  501,
);

/** The stream of `/infill` and `/completion`, which has no `[DONE]`. */
function infillEvents(answer: ModelAnswer, tellsProgress = false): string[] {
  const piece = { index: 0, stop: false, id_slot: -1, tokens_evaluated: cost.prompt };
  return [
    ...(tellsProgress ? progress : []).map(each =>
      data({ ...piece, content: '', tokens: [0], tokens_predicted: 0, ...each }),
    ),
    ...answer.tokens.map((content, at) => data({ ...piece, content, tokens: [1], tokens_predicted: at + 1 })),
    data({
      index: 0,
      content: '',
      tokens: [],
      id_slot: 0,
      stop: true,
      model: llamacppModel,
      tokens_predicted: cost.completion,
      tokens_evaluated: cost.prompt,
      generation_settings: {},
      prompt: '',
      has_new_line: false,
      truncated: false,
      stop_type: answer.cut ? 'limit' : 'eos',
      stopping_word: '',
      tokens_cached: cost.prompt + cost.completion - 1,
      timings,
    }),
  ];
}
