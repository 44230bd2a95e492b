/** Stand-ins for servers that merge code into a file and do nothing else. */
import { cost } from './answers';
import { chatEvents } from './chatStream';
import { created, hasKey } from './hosted';
import { bearer, models, refusal } from './openaiShapes';
import type { ServerKind } from './serverKind';
import { json, stream, type Asked } from './standIn';

type Json = Readonly<Record<string, unknown>>;

const tags = /^(?:<instruction>[\s\S]*<\/instruction>\n)?<code>[\s\S]*<\/code>\n<update>[\s\S]*<\/update>$/;

const morphKey = bearer('sk-morph');

/** Morph: chat/completions whose only message holds its tags; it answers with the merged code, bare. */
export const morph: ServerKind = {
  sources: [
    'https://docs.morphllm.com/api-reference/endpoint/apply',
    'https://openrouter.ai/morph/morph-v3-fast',
  ],
  model: 'morph-v3-fast',
  key: morphKey,
  reply(asked, answer) {
    if (!hasKey(asked, morphKey)) return this.refusals.key;
    if (asked.path === '/v1/models') return models(['morph-v3-fast', 'morph-v3-large', 'auto'], 'morph');
    if (asked.body['model'] !== this.model) return this.refusals.model;
    if (!tags.test(onlyMessage(asked)))
      return refusal(
        400,
        'The message must contain <code> and <update> tags.',
        'invalid_request_error',
        null,
      );
    const head = { id: 'chatcmpl-morph', object: 'chat.completion.chunk', created, model: this.model };
    return stream(chatEvents({ head, usage: 'own', callsInPieces: false }, answer));
  },
  refusals: {
    key: refusal(401, 'Invalid API key', 'invalid_request_error', 'invalid_api_key'),
    model: refusal(404, 'Model not found', 'invalid_request_error', 'model_not_found'),
    rate: refusal(429, 'Rate limit exceeded', 'rate_limit_error', 'rate_limit_exceeded'),
  },
};

const relaceKey = bearer('rlc');

/** Relace: a form of its own, which answers in one piece. It has no list of models. */
export const relace: ServerKind = {
  sources: ['https://docs.relace.ai/api-reference/instant-apply/apply'],
  model: 'relace-apply-3',
  key: relaceKey,
  reply(asked, answer) {
    if (!hasKey(asked, relaceKey)) return this.refusals.key;
    if (asked.path !== '/v1/code/apply') return json({ error: 'Not Found' }, 404);
    const { initial_code, edit_snippet, model } = asked.body;
    if (model !== this.model) return this.refusals.model;
    if (typeof initial_code !== 'string' || typeof edit_snippet !== 'string')
      return json({ error: 'Missing required field' }, 400);
    return json({
      mergedCode: answer.tokens.join(''),
      usage: { prompt_tokens: cost.prompt, completion_tokens: cost.completion, total_tokens: 49 },
    });
  },
  refusals: {
    key: json({ error: 'Unauthorized' }, 401),
    model: json({ error: 'Model not found' }, 404),
    rate: json({ error: 'Rate limit exceeded' }, 429),
  },
};

function onlyMessage({ body }: Asked): string {
  const messages = Array.isArray(body['messages']) ? (body['messages'] as readonly Json[]) : [];
  const [message] = messages;
  const content = messages.length === 1 && message?.['role'] === 'user' ? message['content'] : undefined;
  return typeof content === 'string' ? content : '';
}
