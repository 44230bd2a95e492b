import { chatEvents } from './chatStream';
import { created, hasKey } from './hosted';
import type { ServerKind } from './serverKind';
import { json, stream } from './standIn';

const mistralKey = 'mistralstandin0123456789';

/** Mistral: fields it does not know are refused; its FIM endpoint answers in the form of chat/completions. */
export const mistral: ServerKind = {
  sources: [
    'https://docs.mistral.ai/api/endpoint/fim',
    'https://docs.mistral.ai/api/endpoint/chat',
    'https://docs.mistral.ai/capabilities/code_generation',
  ],
  model: 'codestral-latest',
  key: mistralKey,
  reply(asked, answer) {
    if (!hasKey(asked, mistralKey)) return this.refusals.key;
    if (asked.path === '/v1/models') {
      const capabilities = { completion_chat: true, completion_fim: true, function_calling: true };
      return json({
        object: 'list',
        data: [{ id: 'codestral-latest', object: 'model', created, owned_by: 'mistralai', capabilities }],
      });
    }
    const known =
      /^(model|messages|prompt|suffix|stream|max_tokens|temperature|top_p|stop|tools|tool_choice|parallel_tool_calls|prediction|response_format)$/;
    const extra = Object.keys(asked.body).find(field => !known.test(field));
    if (extra !== undefined) {
      const entry = {
        type: 'extra_forbidden',
        loc: ['body', extra],
        msg: 'Extra inputs are not permitted',
        input: asked.body[extra],
      };
      return json(
        {
          object: 'error',
          message: { detail: [entry] },
          type: 'invalid_request_error',
          param: null,
          code: null,
        },
        422,
      );
    }
    if (asked.body['model'] !== 'codestral-latest') return this.refusals.model;
    const head = { id: 'cmpl-mistral', object: 'chat.completion.chunk', created, model: 'codestral-latest' };
    return stream(chatEvents({ head, usage: 'last', callsInPieces: false }, answer));
  },
  refusals: {
    key: json({ detail: 'Unauthorized' }, 401),
    model: json(
      { object: 'error', message: 'Invalid model: gpt-9', type: 'invalid_model', param: null, code: '1500' },
      400,
    ),
    rate: json(
      { object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', param: null, code: '1300' },
      429,
      { 'retry-after': '1', 'ratelimitbysize-remaining': '0' },
    ),
  },
};
