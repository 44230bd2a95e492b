import type { CreateBody } from '../../protocol/clientEvents';
import { parseBody, type Refusal } from '../../protocol/parseClientFrame';
import { chatBodySchema, type ChatBody } from './chatBody';
import { chatInput } from './chatInput';
import { chatToolChoice, chatTools } from './chatTools';
import { WrongField } from './wrongField';

/** What a request of chat/completions wants of the form of its answer. */
export interface ChatWish {
  /** A last chunk with the tokens. */
  readonly includeUsage: boolean;
  /** Texts before which the answer ends; none of them empty. */
  readonly stops: readonly string[];
}

/** A request of chat/completions after reading. */
export type ParsedChat =
  /** `body`: the same request in the form of Responses. `size`: in memory, in code units. */
  | { readonly kind: 'body'; readonly body: CreateBody; readonly size: number; readonly wish: ChatWish }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Reads the body of `POST /v1/chat/completions`. Never throws; bounded as a body of Responses is. */
export function parseChatBody(text: string): ParsedChat {
  const read = parseBody(text, chatBodySchema);
  if (read.kind === 'refused') return read;
  const { body: chat, size } = read;
  try {
    const wish = { includeUsage: chat.stream_options?.include_usage === true, stops: chat.stop ?? [] };
    return { kind: 'body', body: asResponses(chat), size, wish };
  } catch (error) {
    if (!(error instanceof WrongField)) throw error;
    const { param, message } = error;
    return {
      kind: 'refused',
      refusal: { status: 400, code: 'invalid_request', message, param, streamId: undefined },
    };
  }
}

function asResponses(chat: ChatBody): CreateBody {
  const input = chatInput(chat.messages);
  if (input.length === 0) throw new WrongField('messages', 'a message at least');
  const { model, stream, temperature, top_p, parallel_tool_calls, prompt_cache_key, service_tier } = chat;
  return {
    input,
    ...{ model, stream, temperature, top_p, parallel_tool_calls, prompt_cache_key, service_tier },
    max_output_tokens: chat.max_completion_tokens ?? chat.max_tokens,
    tools: chatTools(chat.tools ?? []),
    tool_choice: chatToolChoice(chat.tool_choice),
    reasoning: { effort: chat.reasoning_effort },
    text: { verbosity: chat.verbosity, format: formatOf(chat.response_format) },
  };
}

/** `response_format` nests where `text.format` of Responses is flat. */
function formatOf(format: ChatBody['response_format']): { type: string } | undefined {
  if (format?.type !== 'json_schema') return format ?? undefined;
  if (!format.json_schema) throw new WrongField('response_format.json_schema', 'an object');
  return { ...format.json_schema, type: format.type };
}
