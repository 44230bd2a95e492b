/** Stand-ins for the hosted servers that are asked for their speed. */
import { cost } from './answers';
import { chatEvents, chatUsage, completionEvents, type ChunkShape } from './chatStream';
import { created, hasKey } from './hosted';
import { bearer, models, refusal } from './openaiShapes';
import type { ServerKind } from './serverKind';
import { json, stream } from './standIn';

/** What Inception counts: flat, and the same in all three of its forms. */
const inceptionUsage = {
  prompt_tokens: cost.prompt,
  completion_tokens: cost.completion,
  total_tokens: cost.prompt + cost.completion,
  reasoning_tokens: cost.thoughts,
  cached_input_tokens: cost.cached,
};

const inceptionKey = bearer('inception');

/** Inception: one model chats, another fills in the middle and edits; the edit endpoint never streams. */
export const inception: ServerKind = {
  sources: [
    'https://docs.inceptionlabs.ai (chat, FIM and edit endpoints)',
    'https://github.com/api-evangelist/inception-labs (its OpenAPI descriptions)',
  ],
  model: 'mercury-edit-2',
  key: inceptionKey,
  reply(asked, answer) {
    if (!hasKey(asked, inceptionKey)) return this.refusals.key;
    if (asked.path === '/v1/models') return models(['mercury-2', 'mercury-edit-2'], 'inception');
    const { model } = asked.body;
    const head = { id: 'cmpl-7a2b3c4d5e', created, model };
    if (asked.path === '/v1/fim/completions') {
      if (model !== 'mercury-edit-2') return this.refusals.model;
      const events = completionEvents({ ...head, object: 'text_completion' }, answer, {}, 'own');
      return stream(
        events.map(event => event.replace(JSON.stringify(chatUsage), JSON.stringify(inceptionUsage))),
      );
    }
    if (asked.path === '/v1/edit/completions') {
      if (model !== 'mercury-edit-2') return this.refusals.model;
      if (asked.body['stream'] === true)
        return refusal(400, 'Streaming is not supported on this endpoint.', 'invalid_request_error', null);
      const [asks, another] = Array.isArray(asked.body['messages'])
        ? (asked.body['messages'] as unknown[])
        : [];
      const said = JSON.stringify(asks ?? '');
      if (another !== undefined || !said.includes('<|code_to_edit|>') || !said.includes('<|cursor|>'))
        return refusal(400, 'The message lacks the required tags.', 'invalid_request_error', null);
      const message = { role: 'assistant', content: answer.tokens.join('') };
      return json({
        ...head,
        object: 'edit.completion',
        choices: [{ index: 0, finish_reason: answer.cut ? 'length' : 'stop', message }],
        usage: inceptionUsage,
      });
    }
    if (asked.path !== '/v1/chat/completions') return json({ detail: 'Not Found' }, 404);
    if (model !== 'mercury-2') return this.refusals.model;
    const shape: ChunkShape = {
      head: { ...head, object: 'chat.completion.chunk' },
      thoughtField: 'reasoning_content',
      usage: 'own',
      counted: inceptionUsage,
      callsInPieces: false,
    };
    return stream(chatEvents(shape, answer));
  },
  refusals: {
    key: refusal(401, 'Incorrect API key provided', 'authentication_error', 'invalid_api_key'),
    model: refusal(404, 'model `gpt-9` not found', 'invalid_request_error', 'model_not_found', {
      param: 'model',
    }),
    rate: refusal(
      429,
      'Rate limit exceeded. Please try again later.',
      'rate_limit_error',
      'rate_limit_reached',
    ),
  },
};

const deepseekKey = bearer('sk-deepseek');

/** DeepSeek: fills in the middle below `/beta` only, up to 4K; the usage stands in the chunk that ends. */
export const deepseek: ServerKind = {
  sources: [
    'https://api-docs.deepseek.com/api/create-completion',
    'https://api-docs.deepseek.com/guides/fim_completion',
    'https://api-docs.deepseek.com/quick_start/error_codes',
  ],
  model: 'deepseek-flash',
  key: deepseekKey,
  reply(asked, answer) {
    if (!hasKey(asked, deepseekKey)) return this.refusals.key;
    if (asked.path === '/v1/models') return models(['deepseek-flash', 'deepseek-v4-pro'], 'deepseek');
    if (asked.body['model'] !== 'deepseek-flash') return this.refusals.model;
    const head = {
      id: '930c60df-bf64-41c9',
      created,
      model: 'deepseek-flash',
      system_fingerprint: 'fp_a49d71b8a1',
    };
    const counted = { ...chatUsage, prompt_cache_hit_tokens: cost.cached, prompt_cache_miss_tokens: 10 };
    if (asked.path === '/beta/completions') {
      if (Number(asked.body['max_tokens'] ?? 0) > 4096)
        return refusal(
          400,
          'Invalid max_tokens value, the valid range of max_tokens is [1, 4096]',
          'invalid_request_error',
          'invalid_request_error',
        );
      return stream(
        completionEvents({ ...head, object: 'text_completion' }, answer, { logprobs: null }, 'last'),
      );
    }
    if (!asked.path.endsWith('/chat/completions')) return { status: 404, steps: [] };
    const shape: ChunkShape = {
      head: { ...head, object: 'chat.completion.chunk' },
      choice: { logprobs: null },
      first: { content: '' },
      thoughtField: 'reasoning_content',
      usage: 'last',
      counted,
      callsInPieces: true,
    };
    return stream([': keep-alive\n\n', ...chatEvents(shape, answer)]);
  },
  refusals: {
    key: refusal(
      401,
      'Authentication Fails, Your api key: ****6789 is invalid',
      'authentication_error',
      'invalid_request_error',
    ),
    model: refusal(400, 'Model Not Exist', 'invalid_request_error', 'invalid_request_error'),
    rate: refusal(429, 'Rate limit reached', 'rate_limit_error', 'rate_limit_error'),
  },
};

const groqKey = bearer('gsk');

/** Groq: refuses the fields of OpenAI's that it does not know; the usage also comes as `x_groq`. */
export const groq: ServerKind = {
  sources: [
    'https://console.groq.com/docs/openai',
    'https://console.groq.com/docs/errors',
    'https://console.groq.com/docs/rate-limits',
  ],
  model: 'openai/gpt-oss-120b',
  key: groqKey,
  base: '/openai/v1',
  reply(asked, answer) {
    if (!hasKey(asked, groqKey)) return this.refusals.key;
    if (asked.path === '/openai/v1/models')
      return models(['openai/gpt-oss-120b', 'whisper-large-v3'], 'OpenAI');
    if (asked.path !== '/openai/v1/chat/completions')
      return refusal(404, `Unknown request URL: POST ${asked.path}.`, 'invalid_request_error', 'unknown_url');
    if (asked.body['model'] !== this.model) return this.refusals.model;
    const unknown = ['verbosity', 'prompt_cache_key', 'prediction'].find(field => field in asked.body);
    if (unknown !== undefined)
      return json(
        { error: { message: `property '${unknown}' is unsupported`, type: 'invalid_request_error' } },
        400,
      );
    const shape: ChunkShape = {
      head: {
        id: 'chatcmpl-groq',
        object: 'chat.completion.chunk',
        created,
        model: this.model,
        system_fingerprint: 'fp_c06d5113ec',
        service_tier: 'on_demand',
      },
      choice: { logprobs: null },
      thoughtField: 'reasoning',
      usage: 'own',
      tail: { x_groq: { id: 'req_01', usage: chatUsage } },
      callsInPieces: false,
    };
    return stream(chatEvents(shape, answer));
  },
  refusals: {
    key: json(
      { error: { message: 'Invalid API Key', type: 'invalid_request_error', code: 'invalid_api_key' } },
      401,
    ),
    model: json(
      {
        error: {
          message: 'The model `gpt-9` does not exist or you do not have access to it.',
          type: 'invalid_request_error',
          code: 'model_not_found',
        },
      },
      404,
    ),
    rate: json(
      {
        error: {
          message:
            'Rate limit reached for model `openai/gpt-oss-120b` on tokens per minute (TPM): Limit 8000.',
          type: 'tokens',
          code: 'rate_limit_exceeded',
        },
      },
      429,
      { 'retry-after': '7' },
    ),
  },
};

const sambanovaKey = bearer('sambanova');

/** SambaNova: passes over fields it does not know; times stand beside the usage. */
export const sambanova: ServerKind = {
  sources: [
    'https://docs.sambanova.ai/docs/en/features/openai-compatibility',
    'https://docs.sambanova.ai/docs/en/api-reference/endpoints/chat',
  ],
  model: 'gpt-oss-120b',
  key: sambanovaKey,
  reply(asked, answer) {
    if (!hasKey(asked, sambanovaKey)) return this.refusals.key;
    if (asked.path === '/v1/models')
      return models(['gpt-oss-120b', 'Meta-Llama-3.3-70B-Instruct'], 'no-reply@sambanova.ai');
    if (asked.body['model'] !== this.model) return this.refusals.model;
    const shape: ChunkShape = {
      head: {
        id: 'b5b33b4d',
        object: 'chat.completion.chunk',
        created,
        model: this.model,
        system_fingerprint: 'fastcoe',
      },
      choice: { logprobs: null },
      thoughtField: 'reasoning',
      usage: 'own',
      counted: {
        ...chatUsage,
        completion_tokens_per_sec: 650.1,
        time_to_first_token: 0.1,
        stop_reason: 'stop',
      },
      callsInPieces: false,
    };
    return stream(chatEvents(shape, answer));
  },
  refusals: {
    key: refusal(401, 'Invalid API key', 'invalid_api_key', null),
    model: refusal(404, 'Model not found', 'invalid_request_error', 'model_not_found'),
    rate: refusal(429, 'Rate limit exceeded', 'rate_limit_exceeded', null),
  },
};

const fireworksKey = bearer('fw');

/** Fireworks: a model is named by its account; `prediction` is only taken at temperature 0. */
export const fireworks: ServerKind = {
  sources: [
    'https://docs.fireworks.ai/guides/predicted-outputs',
    'https://docs.fireworks.ai/api-reference/post-chatcompletions',
  ],
  model: 'accounts/fireworks/models/gpt-oss-120b',
  key: fireworksKey,
  base: '/inference/v1',
  reply(asked, answer) {
    if (!hasKey(asked, fireworksKey)) return this.refusals.key;
    if (asked.path === '/inference/v1/models') return models([this.model], 'fireworks');
    if (asked.body['model'] !== this.model) return this.refusals.model;
    if ('prediction' in asked.body && asked.body['temperature'] !== 0)
      return refusal(400, 'prediction requires temperature to be 0', 'invalid_request_error', null);
    const shape: ChunkShape = {
      head: { id: 'chatcmpl-fireworks', object: 'chat.completion.chunk', created, model: this.model },
      thoughtField: 'reasoning_content',
      usage: 'last',
      callsInPieces: true,
    };
    return stream(chatEvents(shape, answer));
  },
  refusals: {
    key: json(
      {
        error: {
          object: 'error',
          type: 'invalid_request_error',
          code: 'unauthorized',
          message: 'The API key you provided is invalid.',
        },
      },
      401,
    ),
    model: json(
      {
        error: {
          object: 'error',
          type: 'invalid_request_error',
          code: 'NOT_FOUND',
          message: 'Model not found, inaccessible, and/or not deployed',
        },
      },
      404,
    ),
    rate: json(
      {
        error: {
          object: 'error',
          type: 'rate_limit_error',
          code: 'rate_limit_exceeded',
          message: 'Too many requests',
        },
      },
      429,
    ),
  },
};
