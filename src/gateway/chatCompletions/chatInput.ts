import type { ReceivedInputItem } from '../../protocol/clientEvents';
import { isRecord } from '../../protocol/saidError';
import { WrongField } from './wrongField';

type Part = Readonly<Record<string, unknown>> & { readonly type: string; readonly text?: string };
type Fields = Readonly<Record<string, unknown>>;

/**
 * The messages of chat/completions as the items of a response: text stays text, calls and their results become items
 * of their own. Throws `WrongField` at the first that cannot be used.
 */
export function chatInput(messages: readonly unknown[]): ReceivedInputItem[] {
  return messages.flatMap((message, index) => {
    const at = `messages.${index}`;
    if (!isRecord(message)) throw new WrongField(at, 'a message');
    return itemsOf(message, at);
  });
}

function itemsOf(message: Fields, at: string): ReceivedInputItem[] {
  const { role, content } = message;
  switch (role) {
    case 'system':
    case 'developer':
    case 'user':
      if (content === undefined || content === null)
        throw new WrongField(`${at}.content`, 'text, or a list of parts');
      return [{ type: 'message', role, content: contentOf(content, `${at}.content`, inputPart) }];
    case 'assistant':
      return [...said(message, at), ...callsOf(message['tool_calls'], `${at}.tool_calls`)];
    case 'tool': {
      const call_id = stringOf(message['tool_call_id'], `${at}.tool_call_id`);
      const output = contentOf(content ?? '', `${at}.content`, inputPart);
      return [{ type: 'function_call_output', call_id, output }];
    }
    default:
      throw new WrongField(`${at}.role`, '"system", "developer", "user", "assistant" or "tool"');
  }
}

/** What an assistant said beside its calls; nothing is no message. */
function said({ content, refusal }: Fields, at: string): ReceivedInputItem[] {
  const given = content === undefined || content === null || content === '' ? refusal : content;
  if (given === undefined || given === null || given === '') return [];
  return [{ type: 'message', role: 'assistant', content: contentOf(given, `${at}.content`, outputPart) }];
}

function contentOf(content: unknown, at: string, read: (part: Fields, at: string) => Part): string | Part[] {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw new WrongField(at, 'text, or a list of parts');
  return content.map((part: unknown, index) => {
    const place = `${at}.${index}`;
    if (!isRecord(part)) throw new WrongField(place, 'a part');
    return read(part, place);
  });
}

/** A part of what a model is given. */
function inputPart(part: Fields, at: string): Part {
  switch (part['type']) {
    case 'text':
      return { type: 'input_text', text: stringOf(part['text'], `${at}.text`) };
    case 'image_url': {
      const image = fieldsOf(part['image_url'], `${at}.image_url`);
      const { detail } = image;
      const image_url = stringOf(image['url'], `${at}.image_url.url`);
      return { type: 'input_image', image_url, ...(typeof detail === 'string' ? { detail } : {}) };
    }
    case 'input_audio':
      return { type: 'input_audio', input_audio: fieldsOf(part['input_audio'], `${at}.input_audio`) };
    case 'file':
      return { ...withoutText(fieldsOf(part['file'], `${at}.file`)), type: 'input_file' };
    default:
      throw new WrongField(`${at}.type`, '"text", "image_url", "input_audio" or "file"');
  }
}

/** A part of what a model wrote. */
function outputPart(part: Fields, at: string): Part {
  switch (part['type']) {
    case 'text':
      return { type: 'output_text', text: stringOf(part['text'], `${at}.text`) };
    case 'refusal':
      return { type: 'refusal', refusal: stringOf(part['refusal'], `${at}.refusal`) };
    default:
      throw new WrongField(`${at}.type`, '"text" or "refusal"');
  }
}

function callsOf(calls: unknown, at: string): ReceivedInputItem[] {
  if (calls === undefined || calls === null) return [];
  if (!Array.isArray(calls)) throw new WrongField(at, 'a list of calls');
  return calls.map((call: unknown, index) => {
    const place = `${at}.${index}`;
    const { id, type = 'function', ...more } = fieldsOf(call, place);
    const call_id = stringOf(id, `${place}.id`);
    if (type === 'custom') {
      const custom = fieldsOf(more['custom'], `${place}.custom`);
      const name = stringOf(custom['name'], `${place}.custom.name`);
      return {
        type: 'custom_tool_call',
        call_id,
        name,
        input: stringOf(custom['input'], `${place}.custom.input`),
      };
    }
    const called = fieldsOf(more['function'], `${place}.function`);
    const name = stringOf(called['name'], `${place}.function.name`);
    const args = stringOf(called['arguments'], `${place}.function.arguments`);
    return { type: 'function_call', call_id, name, arguments: args };
  });
}

function withoutText({ text: _text, ...rest }: Fields): Fields {
  return rest;
}

function fieldsOf(value: unknown, at: string): Fields {
  if (isRecord(value)) return value;
  throw new WrongField(at, 'an object');
}

function stringOf(value: unknown, at: string): string {
  if (typeof value === 'string') return value;
  throw new WrongField(at, 'text');
}
