import { readRefusal, type SaidRefusal } from '../../http/refusedWords';
import type { Correction, Known } from '../../lessons';
import { isRecord } from '../json';
import type { ChatMessage, ChatPart } from './messages';

/** The model's template knows no system role: what it says goes in front of the first message of the user. */
const noSystem = 'chat without system';
/** The server wants text beside calls, where OpenAI has null. */
const emptyContent = 'chat without null content';
/** The server wants neither null nor empty text beside calls. */
const noContent = 'chat without empty content';

/** Messages as a model takes them. */
export function asTaken(messages: readonly ChatMessage[], known: Known): readonly Partial<ChatMessage>[] {
  const ordered = known.has(noSystem) ? withoutSystem(messages) : messages;
  if (known.has(noContent)) {
    return ordered.map(({ content, ...rest }) => (content === null ? rest : { content, ...rest }));
  }
  return known.has(emptyContent)
    ? ordered.map(message => ({ ...message, content: message.content ?? '' }))
    : ordered;
}

/** What to send differently after a refusal that is about the messages; undefined when it is not. */
export function correctMessages(
  refusal: { status: number; text: string },
  messages: readonly unknown[],
): Correction | undefined {
  const said = readRefusal(refusal);
  if (!said) return undefined;
  const sent = messages.filter(isRecord);
  if (sent.some(({ role }) => role === 'system') && refusesSystem(said))
    return { lessons: [noSystem], lasting: true };
  const besideCalls = sent.filter(message => message['tool_calls'] !== undefined);
  if (!refusesContent(said)) return undefined;
  if (besideCalls.some(({ content }) => content === null)) return { lessons: [emptyContent], lasting: true };
  return besideCalls.some(({ content }) => content === '')
    ? { lessons: [noContent], lasting: true }
    : undefined;
}

/** Templates say it in words of their own: of Gemma, of Mistral's first models, of Google's and of OpenAI's servers. */
function refusesSystem({ words, param, status }: SaidRefusal): boolean {
  // "System" is also what breaks down.
  if (status >= 500 && !/\brole/i.test(words)) return false;
  return (
    /\bsystem\b.{0,60}\b(?:not|n't|un\w+|invalid|disallowed)\b|\b(?:not|n't|un\w+|invalid)\b.{0,60}\bsystem\b/i.test(
      words,
    ) ||
    /developer instruction.{0,40}not|roles must alternate|only user(?:,)? and (?:assistant|model)|invalid role/i.test(
      words,
    ) ||
    /^messages\W*0\W+role$/.test(param) ||
    /messages\W{0,2}0\W{1,2}role\b/.test(words)
  );
}

/** `content` with a word about its kind, or what a template or parser says when it meets the null itself. */
function refusesContent({ words, param }: SaidRefusal): boolean {
  const about = /\bcontent\b(?![ _-]?(?:policy|filter|type|length|management|moderation))/i;
  const kind = /string|null|none|array|required|missing|empty|valid/i;
  return (
    (about.test(`${param} ${words}`) && kind.test(words)) ||
    /NoneType|invalid type: null|null.{0,40}string|string.{0,40}null/i.test(words)
  );
}

function withoutSystem(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const rules = messages.filter(({ role }) => role === 'system');
  const others = messages.filter(({ role }) => role !== 'system');
  if (rules.length === 0) return messages;
  const parts = rules.flatMap(({ content }) => partsOf(content));
  const [first, ...rest] = others;
  if (first?.role !== 'user') return [{ role: 'user', content: joined(parts) }, ...others];
  return [{ ...first, content: joined([...parts, ...partsOf(first.content)]) }, ...rest];
}

function partsOf(content: ChatMessage['content']): readonly ChatPart[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
}

/** Text as a plain string, where there is nothing else. */
function joined(parts: readonly ChatPart[]): ChatMessage['content'] {
  const texts = parts.flatMap(part => (part.type === 'text' ? [part.text] : []));
  return texts.length === parts.length ? texts.join('\n\n') : parts;
}
