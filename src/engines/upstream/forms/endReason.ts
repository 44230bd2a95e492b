import type { EngineEvent } from '../../engine';
import { UpstreamError } from '../upstreamError';

/** How an answer ended, in the gateway's terms. */
export type EndReason = Extract<EngineEvent, { kind: 'end' }>['reason'];

/** What servers call a natural end: OpenAI, Anthropic, Cohere, TGI, Together, Vertex, watsonx. */
const natural =
  /^(stop|end|eos|done|complete|completed|finished|stop_(sequence|token|word|string)s?|eos_token|eos_id|end_(turn|id|of_text|of_sequence|of_turn)|tool_(calls?|use)|function_calls?|word|<.*>)$/;

/** A limit that was reached: of this answer, or of what the model can read. */
const limit =
  /^(length|limit|truncated|(error_)?limit|max_(output_|new_|completion_)?tokens?|max_length|model_length|(token|context|output|error)_(limit|length|window)|(model_)?context_(window|length)_exceeded|limit_exceeded|repetition(_truncation)?|time_limit|pause_turn)$/;

/** A filter of content. */
const filter =
  /^(.*content_filter.*|filtered|.*safety.*|recitation|language|blocklist|prohibited_content|spii|sensitive|refusal|refused|moderation|.*policy.*|guardrails?(_intervened)?|error_toxic|toxic.*|flagged|blocked)$/;

/** The server broke off by its own fault. */
const fault =
  /^(.*error.*|abort(ed)?|cancel(l?ed)?|interrupted|failed|failure|fail|timeout|time_?out|timed_out|.*insufficient.*|malformed.*|unexpected_tool_call|too_many_tool_calls|unload|load|not_finished|network.*|overloaded|disconnect(ed)?|rate_limit.*|resource.*)$/;

/**
 * What a `finish_reason` means, in whichever spelling. One that is not known is not taken for a natural end: the
 * answer counts as incomplete, with all its text.
 * @throws UpstreamError when the server says that it failed
 */
export function endReasonOf(said: string): EndReason {
  const word = said
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
    .replace(/^(finish|stop)_?reason[._]/, '');
  if (natural.test(word)) return 'stop';
  if (limit.test(word)) return 'max_output_tokens';
  if (filter.test(word)) return 'content_filter';
  if (!fault.test(word)) return 'unknown';
  throw new UpstreamError({
    status: 502,
    code: 'upstream_error',
    message: `The upstream broke off: it ended the answer with "${said.slice(0, 80)}" and gave no reason.`,
  });
}
