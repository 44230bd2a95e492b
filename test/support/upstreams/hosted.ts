/** Stand-ins for services on the internet. */
import { chatEvents, type ChunkShape } from './chatStream';
import { responsesEvents } from './responsesStream';
import type { ServerKind } from './serverKind';
import { json, stream, type Asked } from './standIn';

/** When everything was made, in seconds. */
export const created = 1_763_884_800;

/** Whether a request carries the key as a bearer token. */
export function hasKey({ headers }: Asked, key: string): boolean {
  return headers.authorization === `Bearer ${key}`;
}

function openaiError(
  status: number,
  message: string,
  type: string,
  code: string,
  param: string | null = null,
) {
  return json({ error: { message, type, param, code } }, status);
}

const openaiKey = 'sk-proj-standin-0123456789';
const openaiChunks: ChunkShape = {
  head: {
    id: 'chatcmpl-CfOpenAIstandin',
    object: 'chat.completion.chunk',
    created,
    model: 'gpt-6.2-sol',
    service_tier: 'default',
    system_fingerprint: null,
    usage: null,
    obfuscation: 'k3Xw9',
  },
  choice: { logprobs: null },
  first: { content: '', refusal: null },
  usage: 'own',
  callsInPieces: true,
};

/** OpenAI: Responses and chat/completions. */
export const openai: ServerKind = {
  sources: [
    'https://platform.openai.com/docs/api-reference/responses-streaming',
    'https://platform.openai.com/docs/api-reference/chat-streaming',
    'https://platform.openai.com/docs/guides/error-codes',
    'https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers',
  ],
  model: 'gpt-6.2-sol',
  key: openaiKey,
  reply(asked, answer) {
    if (!hasKey(asked, openaiKey)) return this.refusals.key;
    if (asked.path === '/v1/models') {
      const ids = ['gpt-4o', 'gpt-6.2-sol', 'text-embedding-3-large'];
      return json({
        object: 'list',
        data: ids.map(id => ({ id, object: 'model', created, owned_by: 'system' })),
      });
    }
    if (asked.body['model'] !== 'gpt-6.2-sol') return this.refusals.model;
    if (asked.path === '/v1/responses') return stream(responsesEvents(asked, answer, true));
    // The newer models refuse the old name of the limit.
    if ('max_tokens' in asked.body) {
      return openaiError(
        400,
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        'invalid_request_error',
        'unsupported_parameter',
        'max_tokens',
      );
    }
    return stream(chatEvents(openaiChunks, answer));
  },
  refusals: {
    key: openaiError(
      401,
      `Incorrect API key provided: ${openaiKey}. You can find your API key at https://platform.openai.com/account/api-keys.`,
      'invalid_request_error',
      'invalid_api_key',
    ),
    model: openaiError(
      404,
      'The model `gpt-9` does not exist or you do not have access to it.',
      'invalid_request_error',
      'model_not_found',
    ),
    rate: {
      ...openaiError(
        429,
        'Rate limit reached for gpt-6.2-sol in organization org-x on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.',
        'tokens',
        'rate_limit_exceeded',
      ),
      headers: {
        'content-type': 'application/json',
        'retry-after': '2',
        'retry-after-ms': '2000',
        'x-ratelimit-limit-tokens': '30000',
        'x-ratelimit-remaining-tokens': '1000',
        'x-ratelimit-reset-tokens': '2s',
        'set-cookie': '__cf_bm=secret; path=/',
        'x-request-id': 'req_1',
      },
    },
  },
};

const azureKey = 'azure0123456789abcdef';
const filters = Object.fromEntries(
  ['hate', 'self_harm', 'sexual', 'violence'].map(name => [name, { filtered: false, severity: 'safe' }]),
);

/** Azure OpenAI, its version 1 API. The first chunk of chat/completions has no choices. */
export const azure: ServerKind = {
  sources: [
    'https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle',
    'https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter-streaming',
    'https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter#sample-response-stream',
  ],
  model: 'my-deployment',
  key: azureKey,
  base: '/openai/v1',
  reply(asked, answer) {
    if (asked.headers['api-key'] !== azureKey) return this.refusals.key;
    if (asked.path === '/openai/v1/models') {
      return json({
        object: 'list',
        data: [{ id: 'gpt-5.1-2025-11-13', object: 'model', status: 'succeeded' }],
      });
    }
    if (asked.body['model'] !== 'my-deployment') return this.refusals.model;
    if (asked.path === '/openai/v1/responses') return stream(responsesEvents(asked, answer, false));
    const shape: ChunkShape = {
      head: { ...openaiChunks.head, id: 'chatcmpl-azure' },
      choice: { logprobs: null, content_filter_results: filters },
      first: { content: '', refusal: null },
      usage: 'own',
      callsInPieces: true,
    };
    const prompt = { prompt_filter_results: [{ prompt_index: 0, content_filter_results: filters }] };
    const first = { choices: [], created: 0, id: '', model: '', object: '', ...prompt };
    return stream([`data: ${JSON.stringify(first)}\n\n`, ...chatEvents(shape, answer)]);
  },
  refusals: {
    key: json(
      {
        error: {
          code: '401',
          message:
            'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
        },
      },
      401,
    ),
    model: json(
      {
        error: {
          code: 'DeploymentNotFound',
          message:
            'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
        },
      },
      404,
    ),
    rate: json(
      {
        error: {
          code: '429',
          message:
            'Requests to the Responses API have exceeded the rate limit. Please retry after 9 seconds.',
        },
      },
      429,
      { 'retry-after': '9', 'x-ratelimit-remaining-requests': '0' },
    ),
  },
};

const cerebrasKey = 'csk-standin0123456789';

/** Cerebras: errors are flat, usage and times come with the last chunk, thoughts are `reasoning`. */
export const cerebras: ServerKind = {
  sources: [
    'https://inference-docs.cerebras.ai/api-reference/chat-completions',
    'https://inference-docs.cerebras.ai/capabilities/predicted-outputs',
    'https://inference-docs.cerebras.ai/support/error',
    'https://inference-docs.cerebras.ai/support/rate-limits',
  ],
  model: 'gpt-oss-120b',
  key: cerebrasKey,
  reply(asked, answer) {
    if (!hasKey(asked, cerebrasKey)) return this.refusals.key;
    if (asked.path === '/v1/models') {
      return json({
        object: 'list',
        data: ['gpt-oss-120b', 'zai-glm-4.6'].map(id => ({
          id,
          object: 'model',
          created: 0,
          owned_by: 'Cerebras',
        })),
      });
    }
    if (asked.path !== '/v1/chat/completions')
      return json({ message: 'Not Found', type: 'not_found_error' }, 404);
    if (asked.body['model'] !== 'gpt-oss-120b') return this.refusals.model;
    const unknown = ['prompt_cache_key', 'verbosity'].find(field => field in asked.body);
    if (unknown !== undefined) {
      return json(
        {
          message: `body.${unknown}: property 'body.${unknown}' is unsupported`,
          type: 'invalid_request_error',
          param: unknown,
          code: 'wrong_api_format',
        },
        400,
      );
    }
    const head = {
      id: 'chatcmpl-cerebras',
      created,
      model: 'gpt-oss-120b',
      system_fingerprint: 'fp_70185065a4',
      object: 'chat.completion.chunk',
    };
    const time_info = {
      queue_time: 0.0002,
      prompt_time: 0.003,
      completion_time: 0.01,
      total_time: 0.02,
      created,
    };
    return stream(
      chatEvents(
        {
          head,
          first: {},
          thoughtField: 'reasoning',
          usage: 'last',
          tail: { time_info },
          callsInPieces: false,
        },
        answer,
      ),
    );
  },
  refusals: {
    key: json(
      { message: 'Wrong API Key', type: 'invalid_request_error', param: 'api_key', code: 'wrong_api_key' },
      401,
    ),
    model: json(
      {
        message: 'Model gpt-9 does not exist or you do not have access to it.',
        type: 'not_found_error',
        param: 'model',
        code: 'model_not_found',
      },
      404,
    ),
    rate: json(
      {
        message: 'Requests per minute limit exceeded - too many requests sent.',
        type: 'too_many_requests_error',
        param: 'quota',
        code: 'request_quota_exceeded',
      },
      429,
      {
        'retry-after': '12',
        'x-ratelimit-remaining-tokens-minute': '0',
        'x-ratelimit-reset-tokens-minute': '11.4',
      },
    ),
  },
};

const xaiKey = 'xai-standin0123456789';

/** xAI: errors are `{code, error}` with sentences in both. */
export const xai: ServerKind = {
  sources: ['https://docs.x.ai/docs/api-reference', 'https://docs.x.ai/docs/key-information/debugging'],
  model: 'grok-code-fast-1',
  key: xaiKey,
  reply(asked, answer) {
    if (!hasKey(asked, xaiKey)) return this.refusals.key;
    if (asked.path === '/v1/models') {
      return json({
        object: 'list',
        data: [{ id: 'grok-code-fast-1', object: 'model', created, owned_by: 'xai' }],
      });
    }
    if (asked.body['model'] !== 'grok-code-fast-1') return this.refusals.model;
    if (asked.path === '/v1/responses') return stream(responsesEvents(asked, answer, false));
    const head = {
      id: 'f8a1c2d3',
      object: 'chat.completion.chunk',
      created,
      model: 'grok-code-fast-1',
      system_fingerprint: 'fp_10f00c862d',
    };
    return stream(
      chatEvents({ head, thoughtField: 'reasoning_content', usage: 'own', callsInPieces: false }, answer),
    );
  },
  refusals: {
    key: json(
      {
        code: 'Client specified an invalid argument',
        error: 'Incorrect API key provided: xa***89. You can obtain an API key from https://console.x.ai.',
      },
      400,
    ),
    model: json(
      {
        code: 'Some requested entity was not found',
        error: 'The model gpt-9 does not exist or your team does not have access to it.',
      },
      404,
    ),
    rate: json(
      {
        code: 'Some resource has been exhausted',
        error: 'Too many requests for team. Your team has hit its rate limit.',
      },
      429,
    ),
  },
};
