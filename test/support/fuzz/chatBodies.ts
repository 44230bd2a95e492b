import type { Dice } from './dice';
import { manyOf, odd, spoiled } from './frames';

/** One body of chat/completions: near enough to one to reach deep into it, or nothing of the kind. */
export function hostileChat(dice: Dice): string {
  const roll = dice.below(100);
  if (roll < 70) return nearly(dice);
  if (roll < 78) return JSON.stringify(odd(dice, 4)) ?? '';
  if (roll < 92) return spoiled(dice, nearly(dice));
  if (roll < 98) return deep(dice);
  return many(dice);
}

function nearly(dice: Dice): string {
  const mostly = (right: unknown): unknown => (dice.chance(0.97) ? right : odd(dice, 3));
  const fields = (right: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(right).flatMap(([name, value]) => (dice.chance(0.98) ? [[name, mostly(value)]] : [])),
    );
  const part = (): unknown =>
    fields(
      dice.pick<Readonly<Record<string, unknown>>>([
        { type: 'text', text: 'hello' },
        { type: 'image_url', image_url: fields({ url: 'data:,', detail: 'low' }) },
        { type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } },
        { type: 'file', file: { file_id: 'f', text: 5, type: 'x' } },
        { type: 'refusal', refusal: 'No.' },
      ]),
    );
  const call = (): unknown =>
    fields({ id: 'c', type: 'function', function: fields({ name: 'look', arguments: '{}' }) });
  const message = (): unknown =>
    fields({
      role: dice.pick(['user', 'user', 'system', 'developer', 'assistant', 'tool', '__proto__']),
      content: dice.pick<unknown>(['hello', '', null, Array.from({ length: dice.below(4) }, part)]),
      ...(dice.chance(0.3) ? { tool_calls: Array.from({ length: dice.below(3) }, call) } : {}),
      ...(dice.chance(0.3) ? { tool_call_id: 'c' } : {}),
    });
  const tool = fields({ type: 'function', function: fields({ name: 'look', parameters: {} }) });
  const body = fields({
    messages: Array.from({ length: 1 + dice.below(3) }, () => mostly(message())),
    ...(dice.chance(0.5) ? { stream: true, stream_options: fields({ include_usage: true }) } : {}),
    ...(dice.chance(0.4)
      ? { stop: dice.pick<unknown>(['e', ['l', 'ere', ''], 'x'.repeat(dice.below(5000))]) }
      : {}),
    ...(dice.chance(0.3) ? { tools: [tool], tool_choice: dice.pick<unknown>(['auto', 'none', tool]) } : {}),
    ...(dice.chance(0.3) ? { max_tokens: dice.pick([5, 1, 0, -1]), n: dice.pick([1, 1, 2]) } : {}),
    ...(dice.chance(0.2)
      ? { response_format: fields({ type: 'json_schema', json_schema: { name: 'a' } }) }
      : {}),
  });
  return JSON.stringify(body);
}

function deep(dice: Dice): string {
  const levels = dice.pick([50, 62, 70, 5_000, 50_000]);
  const nest = `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  return dice.pick([
    `{"messages":${nest}}`,
    `{"messages":[{"role":"user","content":${nest}}]}`,
    `{"messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"a","parameters":${nest}}}]}`,
    `{"messages":[{"role":"user","content":"x"}],"stop":${nest}}`,
  ]);
}

function many(dice: Dice): string {
  const list = manyOf(dice, [
    '1',
    '{}',
    '""',
    'null',
    '{"role":"user","content":"x"}',
    '{"type":"text","text":"x"}',
  ]);
  return dice.pick([
    `{"messages":${list}}`,
    `{"messages":[{"role":"user","content":${list}}]}`,
    `{"messages":[{"role":"assistant","tool_calls":${list}}]}`,
    `{"messages":[{"role":"user","content":"x"}],"stop":${list}}`,
    `{"messages":[{"role":"user","content":"x"}],"tools":${list}}`,
  ]);
}
