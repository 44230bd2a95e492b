/** Stand-ins for servers on machines of one's own. */
import type { ModelAnswer } from './answers';
import { chatEvents, chatUsage, completionEvents } from './chatStream';
import { created } from './hosted';
import { responsesEvents } from './responsesStream';
import type { ServerKind } from './serverKind';
import { json, stream, type Asked } from './standIn';

/** What an unknown path answers in servers made with FastAPI. */
const fastApiNotFound = json({ detail: 'Not Found' }, 404);

function forms(
  asked: Asked,
  answer: ModelAnswer,
  model: string,
  chat: (answer: ModelAnswer) => readonly string[],
  completion: (answer: ModelAnswer) => readonly string[],
) {
  if (asked.body['model'] !== model) return 'model' as const;
  if (asked.path === '/v1/chat/completions') return stream(chat(answer));
  if (asked.path === '/v1/completions') return stream(completion(answer));
  if (asked.path === '/v1/responses') return stream(responsesEvents(asked, answer, false));
  return undefined;
}

const vllmModel = 'Qwen/Qwen2.5-Coder-7B-Instruct';

/**
 * vLLM: usage in a chunk of its own and only when asked for; an error in the stream is an event, then `[DONE]`. Compared
 * with what vLLM 0.32.0 says, thoughts and tool calls aside.
 */
export const vllm: ServerKind = {
  sources: [
    'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html',
    'https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/protocol.py',
    'https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/serving_chat.py',
  ],
  model: vllmModel,
  key: undefined,
  reply(asked, answer) {
    if (asked.path === '/v1/models') {
      const entry = {
        id: vllmModel,
        object: 'model',
        created,
        owned_by: 'vllm',
        root: vllmModel,
        parent: null,
      };
      return json({ object: 'list', data: [{ ...entry, max_model_len: 32768, permission: [] }] });
    }
    if (asked.path === '/version') return json({ version: '0.32.0' });
    if (asked.method !== 'POST') return fastApiNotFound;
    const wantsUsage = 'stream_options' in asked.body;
    const head = { id: 'chatcmpl-vllm', object: 'chat.completion.chunk', created, model: vllmModel };
    const reply = forms(
      asked,
      answer,
      vllmModel,
      said =>
        chatEvents(
          {
            head,
            choice: { logprobs: null, token_ids: null },
            thoughtField: 'reasoning',
            usage: wantsUsage ? 'own' : 'none',
            tail: { system_fingerprint: 'vllm-0.32.0-08beb1d5' },
            counted: {
              ...chatUsage,
              prompt_tokens_details: { ...chatUsage.prompt_tokens_details, created_cache_tokens: 0 },
            },
            callsInPieces: true,
          },
          said,
        ),
      said =>
        completionEvents({ id: 'cmpl-vllm', object: 'text_completion', created, model: vllmModel }, said, {
          logprobs: null,
          stop_reason: null,
        }),
    );
    return reply === 'model' ? this.refusals.model : (reply ?? fastApiNotFound);
  },
  refusals: {
    key: json({ error: 'Unauthorized' }, 401),
    model: json(
      {
        error: {
          message: `The model \`gpt-9\` does not exist. Valid aliases: ${vllmModel}.`,
          type: 'NotFoundError',
          param: 'model',
          code: 404,
        },
      },
      404,
    ),
    rate: json({ object: 'error', message: 'Too many requests', type: 'TooManyRequests', code: 429 }, 429),
  },
};

const sglangModel = 'bigcode/starcoder2-15b';

/** SGLang: every delta names all its fields, `matched_stop` in the last. */
export const sglang: ServerKind = {
  sources: [
    'https://docs.sglang.ai/basic_usage/openai_api_completions.html',
    'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/entrypoints/openai/protocol.py',
  ],
  model: sglangModel,
  key: undefined,
  reply(asked, answer) {
    if (asked.path === '/v1/models') {
      const entry = { id: sglangModel, object: 'model', created, owned_by: 'sglang', root: sglangModel };
      return json({ object: 'list', data: [{ ...entry, max_model_len: 16384 }] });
    }
    if (asked.method !== 'POST') return fastApiNotFound;
    const head = { id: '9d1d6b2f', object: 'chat.completion.chunk', created, model: sglangModel };
    const reply = forms(
      asked,
      answer,
      sglangModel,
      said =>
        chatEvents(
          {
            head: { ...head, usage: null },
            choice: { logprobs: null, matched_stop: null },
            first: { content: '', reasoning_content: null, tool_calls: null },
            thoughtField: 'reasoning_content',
            usage: 'own',
            callsInPieces: true,
          },
          said,
        ),
      said =>
        completionEvents({ ...head, object: 'text_completion', usage: null }, said, {
          logprobs: null,
          matched_stop: null,
        }),
    );
    return reply === 'model' ? this.refusals.model : (reply ?? fastApiNotFound);
  },
  refusals: {
    key: json({ error: 'Unauthorized' }, 401),
    model: json(
      {
        object: 'error',
        message: "Model 'gpt-9' not found",
        type: 'NotFoundError',
        param: 'model',
        code: 404,
      },
      404,
    ),
    rate: json(
      {
        object: 'error',
        message: 'The request queue is full.',
        type: 'ServiceUnavailable',
        param: null,
        code: 503,
      },
      503,
    ),
  },
};

const ollamaModel = 'qwen2.5-coder:7b';

/** As `/api/tags` lists it. */
const ollamaEntry = {
  name: ollamaModel,
  model: ollamaModel,
  modified_at: '2026-10-03T23:34:03.409490317-07:00',
  size: 4683087332,
  digest: 'dae161e27b0e90dd1856c8bb3209201fd6736d8eb66298e75ed87571486f4364',
  details: {
    parent_model: '',
    format: 'gguf',
    family: 'qwen2',
    families: ['qwen2'],
    parameter_size: '7.6B',
    quantization_level: 'Q4_K_M',
  },
};

/**
 * Ollama: calls of tools come whole, each with the index 0; every delta says whose it is; completions take a `suffix`, and
 * count nothing until their end. Compared with what Ollama 0.17.4 says, thoughts and tool calls aside.
 */
export const ollama: ServerKind = {
  sources: [
    'https://docs.ollama.com/api/openai-compatibility',
    'https://github.com/ollama/ollama/blob/main/openai/openai.go',
    'https://github.com/ollama/ollama/blob/main/docs/api.md',
    'https://docs.ollama.com/api/tags',
  ],
  model: ollamaModel,
  key: undefined,
  reply(asked, answer) {
    if (asked.path === '/v1/models') {
      return json({
        object: 'list',
        data: [{ id: ollamaModel, object: 'model', created, owned_by: 'library' }],
      });
    }
    if (asked.path === '/api/version') return json({ version: '0.17.4' });
    if (asked.path === '/api/tags') return json({ models: [ollamaEntry] });
    if (asked.path === '/api/ps') {
      const { modified_at: _, ...loaded } = ollamaEntry;
      return json({
        models: [
          {
            ...loaded,
            expires_at: '2026-11-01T10:20:30.5+01:00',
            size_vram: 4683087332,
            context_length: 4096,
          },
        ],
      });
    }
    const nothingHere = {
      status: 404,
      headers: { 'content-type': 'text/plain' },
      steps: ['404 page not found'],
    };
    if (asked.method !== 'POST') return nothingHere;
    const { prompt_tokens, completion_tokens, total_tokens } = chatUsage;
    const counts = { prompt_tokens, completion_tokens, total_tokens };
    const usage = 'stream_options' in asked.body ? 'own' : 'none';
    const head = { id: 'chatcmpl-814', object: 'chat.completion.chunk', created, model: ollamaModel };
    const reply = forms(
      asked,
      // By Responses it never says that its limit has cut an answer.
      asked.path === '/v1/responses' ? { ...answer, cut: false } : answer,
      ollamaModel,
      said =>
        chatEvents(
          {
            head: { ...head, system_fingerprint: 'fp_ollama' },
            thoughtField: 'reasoning',
            every: { role: 'assistant', content: '' },
            usage,
            counted: counts,
            callsInPieces: false,
          },
          said,
        ).map(event => event.replaceAll(/"index":\d+,"id":"call/g, '"index":0,"id":"call')),
      said =>
        completionEvents(
          {
            id: 'cmpl-814',
            object: 'text_completion',
            created,
            model: ollamaModel,
            system_fingerprint: 'fp_ollama',
            usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
          },
          said,
          {},
          usage,
          counts,
        ),
    );
    return reply === 'model' ? this.refusals.model : (reply ?? nothingHere);
  },
  refusals: {
    key: json({ error: 'unauthorized' }, 401),
    model: json(
      { error: { message: "model 'gpt-9' not found", type: 'api_error', param: null, code: null } },
      404,
    ),
    rate: json(
      {
        error: {
          message: 'server busy, please try again. maximum pending requests exceeded',
          type: 'api_error',
        },
      },
      503,
    ),
  },
};

const lmstudioModel = 'qwen2.5-coder-14b-instruct';

/** LM Studio: a path it does not know is answered with 200 and an error in the body. */
export const lmstudio: ServerKind = {
  sources: [
    'https://lmstudio.ai/docs/developer/openai-compat',
    'https://lmstudio.ai/docs/developer/rest/endpoints',
    'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues',
  ],
  model: lmstudioModel,
  key: undefined,
  reply(asked, answer) {
    if (asked.path === '/v1/models') {
      return json({
        data: [{ id: lmstudioModel, object: 'model', owned_by: 'organization_owner' }],
        object: 'list',
      });
    }
    if (asked.path === '/api/v0/models') {
      const model = { object: 'model', compatibility_type: 'gguf', quantization: 'Q4_K_M' };
      return json({
        data: [
          {
            ...model,
            id: lmstudioModel,
            type: 'llm',
            publisher: 'qwen',
            arch: 'qwen2',
            state: 'loaded',
            max_context_length: 32768,
          },
          {
            ...model,
            id: 'text-embedding-nomic-embed-text-v1.5',
            type: 'embeddings',
            publisher: 'nomic-ai',
            arch: 'nomic-bert',
            state: 'not-loaded',
            max_context_length: 2048,
          },
        ],
        object: 'list',
      });
    }
    const head = {
      id: 'chatcmpl-lmstudio',
      object: 'chat.completion.chunk',
      created,
      model: lmstudioModel,
      system_fingerprint: lmstudioModel,
    };
    const reply =
      asked.method === 'POST'
        ? forms(
            asked,
            answer,
            lmstudioModel,
            said =>
              chatEvents(
                {
                  head,
                  choice: { logprobs: null },
                  thoughtField: 'reasoning_content',
                  usage: 'own',
                  callsInPieces: true,
                },
                said,
              ),
            said => completionEvents({ ...head, object: 'text_completion' }, said, { logprobs: null }),
          )
        : undefined;
    if (reply === 'model') return this.refusals.model;
    return reply ?? json({ error: `Unexpected endpoint or method. (${asked.method} ${asked.path})` });
  },
  refusals: {
    key: json({ error: { message: 'Invalid API token', type: 'invalid_request_error' } }, 401),
    model: json({ error: { message: 'Failed to load model "gpt-9".', type: 'invalid_request_error' } }, 400),
    rate: json({ error: 'Model is busy.' }, 500),
  },
};
