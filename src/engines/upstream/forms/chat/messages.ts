import type { ReceivedInputItem } from '../../../../protocol/clientEvents';
import { EngineError, type EngineRequest } from '../../../engine';
import { isRecord } from '../json';

/** One part of a message that is not text alone. */
export type ChatPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

/** A call of a function, in a message of the assistant. */
export interface ChatCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** A message of chat/completions. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | readonly ChatPart[] | null;
  readonly tool_calls?: readonly ChatCall[];
  readonly tool_call_id?: string;
}

interface Draft {
  role: ChatMessage['role'];
  parts: ChatPart[];
  calls: ChatCall[];
  callId: string | undefined;
}

/**
 * A conversation as messages. What the templates of many open models demand is kept: one system message, at the
 * beginning; user and assistant in turns; text as a plain string. So instructions and leading developer messages
 * become the system message, developer messages further down become the user's, and neighbours of one role become
 * one message. Only ever appending to a conversation only ever appends to its messages.
 */
export function chatMessages({
  instructions,
  input,
}: Pick<EngineRequest, 'instructions' | 'input'>): ChatMessage[] {
  const drafts: Draft[] = [];
  const add = (role: Draft['role'], parts: ChatPart[], calls: ChatCall[] = [], callId?: string): void => {
    const last = drafts.at(-1);
    if (last?.role === role && role !== 'tool') {
      last.parts.push(...parts);
      last.calls.push(...calls);
    } else drafts.push({ role, parts, calls, callId });
  };
  if (instructions !== '') add('system', [{ type: 'text', text: instructions }]);
  for (const item of input) {
    const type = item.type ?? 'message';
    if (type === 'message')
      add(
        chatRole(
          item,
          drafts.every(({ role }) => role === 'system'),
        ),
        partsOf(item.content),
      );
    else if (type === 'function_call' || type === 'custom_tool_call') add('assistant', [], [callOf(item)]);
    else if (type === 'function_call_output' || type === 'custom_tool_call_output') {
      add('tool', outputOf(item['output']), [], stringOf(item['call_id']));
    }
    // Thoughts and what a server's own tools did mean nothing to another server.
  }
  return drafts.map(written);
}

function chatRole({ role }: ReceivedInputItem, leading: boolean): Draft['role'] {
  if (role === 'assistant') return 'assistant';
  return leading && (role === 'developer' || role === 'system') ? 'system' : 'user';
}

function written({ role, parts, calls, callId }: Draft): ChatMessage {
  const onlyText = parts.every(part => part.type === 'text');
  const text = parts.map(part => (part.type === 'text' ? part.text : '')).join('\n\n');
  return {
    role,
    content: onlyText ? (text === '' && calls.length > 0 ? null : text) : parts,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
    ...(callId === undefined ? {} : { tool_call_id: callId }),
  };
}

function partsOf(content: ReceivedInputItem['content']): ChatPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return (content ?? []).flatMap((part): ChatPart[] => {
    if (part.text !== undefined) return [{ type: 'text', text: part.text }];
    const { type } = part;
    if (type === 'refusal') return [{ type: 'text', text: stringOf(part['refusal']) }];
    if (type === 'input_image' && typeof part['image_url'] === 'string') {
      return [{ type: 'image_url', image_url: { url: part['image_url'] } }];
    }
    throw new EngineError(
      400,
      'unsupported_content',
      `This upstream is asked through chat/completions, which has no place for "${type.slice(0, 40)}". Send text, or images by URL.`,
    );
  });
}

function callOf(item: ReceivedInputItem): ChatCall {
  const args =
    item.type === 'custom_tool_call'
      ? JSON.stringify({ input: stringOf(item['input']) })
      : stringOf(item['arguments']) || '{}';
  return {
    id: stringOf(item['call_id']),
    type: 'function',
    function: { name: stringOf(item['name']), arguments: args },
  };
}

/** The output of a tool: text, or a list of parts. */
function outputOf(output: unknown): ChatPart[] {
  if (typeof output === 'string') return [{ type: 'text', text: output }];
  if (!Array.isArray(output)) return [{ type: 'text', text: JSON.stringify(output ?? '') }];
  const texts = output.map((part: unknown) => {
    if (!isRecord(part)) return '';
    return typeof part['text'] === 'string' ? part['text'] : `[${stringOf(part['type'])} left out]`;
  });
  return [{ type: 'text', text: texts.join('\n') }];
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
