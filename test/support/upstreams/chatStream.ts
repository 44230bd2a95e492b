import { cost, type ModelAnswer } from './answers';
import { data } from './standIn';

type Json = Readonly<Record<string, unknown>>;

/** What differs between servers in the chunks of chat/completions. */
export interface ChunkShape {
  /** Fields of every chunk. */
  readonly head: Json;
  /** Fields of every choice besides `index`, `delta` and `finish_reason`. */
  readonly choice?: Json;
  /** Fields of the first delta besides the role. */
  readonly first?: Json;
  /** Fields of every delta; none comes before the text then. */
  readonly every?: Json;
  /** Where thoughts are. */
  readonly thoughtField?: 'reasoning' | 'reasoning_content';
  /** Where usage is: a chunk of its own without choices, the chunk that ends, or nowhere. */
  readonly usage: 'own' | 'last' | 'none';
  /** Fields of the chunk that carries the usage. */
  readonly tail?: Json;
  /** The usage, where it is not `chatUsage`. */
  readonly counted?: Json;
  /** Whether a tool call comes in pieces. */
  readonly callsInPieces: boolean;
}

/** The usage object of chat/completions. */
export const chatUsage = {
  prompt_tokens: cost.prompt,
  completion_tokens: cost.completion,
  total_tokens: cost.prompt + cost.completion,
  prompt_tokens_details: { cached_tokens: cost.cached },
  completion_tokens_details: { reasoning_tokens: cost.thoughts },
} as const;

/** The events of one answer, `[DONE]` last. */
export function chatEvents(shape: ChunkShape, answer: ModelAnswer): string[] {
  const chunk = (delta: Json, finish: string | null = null, more: Json = {}): string =>
    data({
      ...shape.head,
      choices: [{ index: 0, delta: { ...shape.every, ...delta }, ...shape.choice, finish_reason: finish }],
      ...more,
    });
  const calls = answer.calls ?? [];
  const finish = answer.cut ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop';
  const usage = { ...shape.tail, usage: shape.counted ?? chatUsage };
  return [
    ...(shape.every ? [] : [chunk({ role: 'assistant', ...(shape.first ?? { content: '' }) })]),
    ...(answer.thoughts ?? []).map(text => chunk({ [shape.thoughtField ?? 'reasoning_content']: text })),
    ...answer.tokens.map(content => chunk({ content })),
    ...calls.flatMap((call, index) =>
      callDeltas(call, index, shape.callsInPieces).map(delta => chunk(delta)),
    ),
    chunk({}, finish, shape.usage === 'last' ? usage : {}),
    ...(shape.usage === 'own' ? [data({ ...shape.head, choices: [], ...usage })] : []),
    data('[DONE]'),
  ];
}

function callDeltas(
  { id, name, arguments: args }: NonNullable<ModelAnswer['calls']>[number],
  index: number,
  inPieces: boolean,
): Json[] {
  const whole = { tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }] };
  if (!inPieces) return [whole];
  const middle = Math.floor(args.length / 2);
  return [
    { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] },
    ...[args.slice(0, middle), args.slice(middle)].map(piece => ({
      tool_calls: [{ index, function: { arguments: piece } }],
    })),
  ];
}

/** The events of one answer of completions, `[DONE]` last. */
export function completionEvents(
  head: Json,
  answer: ModelAnswer,
  choice: Json = {},
  usage: 'own' | 'last' | 'none' = 'own',
  counted: Json = chatUsage,
): string[] {
  const chunk = (text: string, finish: string | null, more: Json = {}): string =>
    data({ ...head, choices: [{ index: 0, text, ...choice, finish_reason: finish }], ...more });
  return [
    ...answer.tokens.map(token => chunk(token, null)),
    chunk('', answer.cut ? 'length' : 'stop', usage === 'last' ? { usage: counted } : {}),
    ...(usage === 'own' ? [data({ ...head, choices: [], usage: counted })] : []),
    data('[DONE]'),
  ];
}
