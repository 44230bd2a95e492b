import { cost, type ModelAnswer } from './answers';
import { chatEvents } from './chatStream';
import { created } from './hosted';
import type { ServerKind } from './serverKind';
import { data, json, stream } from './standIn';

const llamacppModel = 'qwen2.5-coder-7b-q8_0.gguf';

/** llama.cpp: `/props`, `/infill`; the model in a request is not looked at. */
export const llamacpp: ServerKind = {
  sources: [
    'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md',
    'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/server.cpp',
  ],
  model: llamacppModel,
  key: undefined,
  reply(asked, answer) {
    const plain = (body: unknown, status = 200) => json(body, status, { server: 'llama.cpp' });
    if (asked.path === '/v1/models') {
      const meta = {
        vocab_type: 2,
        n_vocab: 152064,
        n_ctx_train: 131072,
        n_embd: 3584,
        n_params: 7615616512,
      };
      const entry = { id: llamacppModel, object: 'model', created, owned_by: 'llamacpp', meta };
      return plain({ object: 'list', data: [entry] });
    }
    if (asked.path === '/props') {
      return plain({
        default_generation_settings: { id: 0, n_ctx: 8192, params: { n_predict: -1 } },
        total_slots: 1,
        model_path: `/models/${llamacppModel}`,
        chat_template: '{{ messages }}',
        build_info: 'b7115-c49daff5b',
      });
    }
    if (asked.path === '/infill') return stream(infillEvents(answer), { server: 'llama.cpp' });
    if (asked.path !== '/v1/chat/completions') {
      return plain({ error: { code: 404, message: 'File Not Found', type: 'not_found_error' } }, 404);
    }
    const head = {
      created,
      id: 'chatcmpl-llamacpp',
      model: llamacppModel,
      system_fingerprint: 'b7115-c49daff5b',
      object: 'chat.completion.chunk',
    };
    const timings = { prompt_n: cost.prompt - cost.cached, predicted_n: cost.completion };
    return stream(
      chatEvents(
        { head, first: { content: null }, usage: 'own', tail: { timings }, callsInPieces: true },
        answer,
      ),
    );
  },
  refusals: {
    key: json({ error: { message: 'Invalid API Key', type: 'authentication_error', code: 401 } }, 401),
    model: json({ error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 503),
    rate: json(
      {
        error: {
          code: 400,
          message: 'the request exceeds the available context size, try increasing it',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 9000,
          n_ctx: 8192,
        },
      },
      400,
    ),
  },
};

/** The stream of `/infill`, which has no `[DONE]`. */
function infillEvents(answer: ModelAnswer): string[] {
  return [
    ...answer.tokens.map(content =>
      data({
        index: 0,
        content,
        tokens: [1],
        stop: false,
        id_slot: 0,
        tokens_predicted: 1,
        tokens_evaluated: 42,
      }),
    ),
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
      tokens_cached: cost.prompt + cost.completion,
      timings: { prompt_n: cost.prompt - cost.cached, predicted_n: cost.completion },
    }),
  ];
}
