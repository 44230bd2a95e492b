/** Stand-ins for hosted servers with the models of many, and for Google's form of OpenAI's. */
import type { ModelAnswer } from './answers';
import { chatEvents, chatUsage, type ChunkShape } from './chatStream';
import { created, hasKey } from './hosted';
import { bearer, models, refusal } from './openaiShapes';
import { responsesEvents } from './responsesStream';
import type { ServerKind } from './serverKind';
import { json, stream, type Reply } from './standIn';

const geminiKey = bearer('AIza');

function geminiError(code: number, message: string, status: string): Reply {
  return json([{ error: { code, message, status } }], code);
}

/** Gemini's OpenAI-compatible form: errors are Google's, in a list; ids in its list begin with `models/`. */
export const gemini: ServerKind = {
  sources: [
    'https://ai.google.dev/gemini-api/docs/openai',
    'https://ai.google.dev/gemini-api/docs/troubleshooting',
  ],
  model: 'gemini-3.1-flash-lite',
  key: geminiKey,
  base: '/v1beta/openai',
  reply(asked, answer) {
    if (!hasKey(asked, geminiKey)) return this.refusals.key;
    if (asked.path === '/v1beta/openai/models')
      return json({
        object: 'list',
        data: ['models/gemini-3.1-flash-lite', 'models/gemini-embedding-001'].map(id => ({
          id,
          object: 'model',
          owned_by: 'google',
          display_name: id,
        })),
      });
    if (String(asked.body['model']).replace(/^models\//, '') !== this.model) return this.refusals.model;
    const unknown = ['verbosity', 'prompt_cache_key', 'service_tier'].find(field => field in asked.body);
    if (unknown !== undefined)
      return geminiError(
        400,
        `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`,
        'INVALID_ARGUMENT',
      );
    const shape: ChunkShape = {
      head: { id: 'k3oYadS', object: 'chat.completion.chunk', created, model: this.model },
      first: {},
      usage: 'own',
      callsInPieces: false,
    };
    return stream(chatEvents(shape, withoutThoughts(answer)));
  },
  refusals: {
    key: geminiError(400, 'API key not valid. Please pass a valid API key.', 'INVALID_ARGUMENT'),
    model: geminiError(404, 'models/gpt-9 is not found for API version v1main.', 'NOT_FOUND'),
    rate: geminiError(429, 'You exceeded your current quota, please check your plan.', 'RESOURCE_EXHAUSTED'),
  },
};

/** Gemini keeps its thoughts to itself unless it is asked for them. */
function withoutThoughts({ thoughts: _, ...answer }: ModelAnswer): ModelAnswer {
  return answer;
}

const openrouterKey = bearer('sk-or-v1');

/** OpenRouter: comments while it waits for the server behind it; codes are numbers; usage with a price. */
export const openrouter: ServerKind = {
  sources: [
    'https://openrouter.ai/docs/api-reference/overview',
    'https://openrouter.ai/docs/api-reference/errors',
    'https://openrouter.ai/docs/api-reference/streaming',
  ],
  model: 'openai/gpt-oss-120b',
  key: openrouterKey,
  base: '/api/v1',
  reply(asked, answer) {
    if (!hasKey(asked, openrouterKey)) return this.refusals.key;
    if (asked.path === '/api/v1/models')
      return json({
        data: [this.model, 'morph/morph-v3-fast'].map(id => ({
          id,
          name: id,
          created,
          context_length: 131_072,
        })),
      });
    const { model } = asked.body;
    if (model !== this.model && model !== 'morph/morph-v3-fast') return this.refusals.model;
    const shape: ChunkShape = {
      head: { id: 'gen-1', provider: 'Cerebras', model, object: 'chat.completion.chunk', created },
      choice: { native_finish_reason: null, logprobs: null },
      thoughtField: 'reasoning',
      usage: 'own',
      counted: { ...chatUsage, cost: 0.000_04, is_byok: false },
      callsInPieces: true,
    };
    return stream([
      ': OPENROUTER PROCESSING\n\n',
      ': OPENROUTER PROCESSING\n\n',
      ...chatEvents(shape, answer),
    ]);
  },
  refusals: {
    key: json({ error: { message: 'User not found.', code: 401 } }, 401),
    model: json({ error: { message: 'gpt-9 is not a valid model ID', code: 400 }, user_id: 'user_1' }, 400),
    rate: json(
      {
        error: {
          message: 'Rate limit exceeded: free-models-per-min. ',
          code: 429,
          metadata: { headers: { 'X-RateLimit-Limit': '20', 'X-RateLimit-Remaining': '0' } },
        },
        user_id: 'user_1',
      },
      429,
    ),
  },
};

const vercelKey = bearer('vck');

/** Vercel's AI Gateway over HTTP: Responses, ids with the maker in front. */
export const vercel: ServerKind = {
  sources: ['https://vercel.com/docs/ai-gateway/sdks-and-apis/responses'],
  model: 'openai/gpt-6-astra',
  key: vercelKey,
  reply(asked, answer) {
    if (!hasKey(asked, vercelKey)) return this.refusals.key;
    if (asked.path === '/v1/models') return models([this.model, 'anthropic/claude-sonnet-4.5'], 'openai');
    if (asked.body['model'] !== this.model) return this.refusals.model;
    return stream(responsesEvents(asked, answer, false));
  },
  refusals: {
    key: refusal(401, 'Authentication failed', 'authentication_error', null),
    model: refusal(404, "Model 'gpt-9' not found", 'model_not_found', 'model_not_found'),
    rate: refusal(429, 'Rate limit exceeded', 'rate_limit_exceeded', 'rate_limit_exceeded'),
  },
};
