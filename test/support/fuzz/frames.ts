import type { Dice } from './dice';

const types = ['response.create', 'response.create', 'response.steer', 'codex_spark.cancel'] as const;

/** One text frame: near enough to the protocol to reach deep into it, or nothing of the kind. */
export function hostileText(dice: Dice): string {
  const roll = dice.below(100);
  if (roll < 70) return nearly(dice);
  if (roll < 80) return JSON.stringify(odd(dice, 4));
  if (roll < 90) return spoiled(dice, nearly(dice));
  if (roll < 96) return dice.bytes(200).toString('utf8');
  if (roll < 99 || dice.chance(0.6)) return deep(dice);
  return `{"type":"${dice.pick(types)}","previous_response_id":"r",${manyValues(dice)}}`;
}

/**
 * A field with tens of thousands of values, at times with as many as there may be, or a million: wrong ones mostly,
 * right ones too.
 */
export function manyValues(dice: Dice): string {
  const count = manyCount(dice);
  const unit = dice.pick([
    '1',
    '{}',
    '[]',
    '""',
    'null',
    '{"role":"user","content":"x"}',
    '{"role":5}',
    '{"type":"a"}',
  ]);
  const list = `[${Array.from({ length: count }, () => unit).join(',')}]`;
  const names = `{${Array.from({ length: count / 10 }, (_, n) => `"${n}k":${unit}`).join(',')}}`;
  return dice.pick([
    `"input":${list}`,
    `"input":[{"role":"user","content":${list}}]`,
    `"input":[{"role":"user","content":"x","more":${dice.pick([list, names])}}]`,
    `"input":"x","tools":${list}`,
    `"input":"x","metadata":${names}`,
    `"input":"x","text":{"format":{"type":"text","more":${list}}}`,
    `"input":"x","novelty":${names}`,
  ]);
}

/** A list of tens of thousands of one of some values, or of a million. */
export function manyOf(dice: Dice, units: readonly [string, ...string[]]): string {
  const unit = dice.pick(units);
  return `[${Array.from({ length: manyCount(dice) }, () => unit).join(',')}]`;
}

function manyCount(dice: Dice): number {
  return dice.pick([20_000, 20_000, 50_000, dice.chance(0.1) ? dice.pick([500_000, 1_000_000]) : 20_000]);
}

/** An event with some of its fields wrong. */
function nearly(dice: Dice): string {
  const mostly = (right: unknown): unknown => (dice.chance(0.85) ? right : odd(dice, 3));
  const event: Record<string, unknown> = { type: dice.pick(types) };
  const fields: Readonly<Record<string, unknown>> = {
    stream_id: dice.pick(['a', 'b', 'c', undefined]),
    previous_response_id: dice.pick([null, 'resp_1', '__proto__']),
    response_id: null,
    input: dice.pick<unknown>(['hello', '', [{ role: 'user', content: 'hello' }]]),
    instructions: 'Be brief.',
    generate: dice.chance(0.9),
    max_output_tokens: dice.pick([5, 1, 0]),
    metadata: {},
    tools: [],
    temperature: 0.5,
    text: { format: { type: 'text' } },
  };
  for (const [name, value] of Object.entries(fields)) {
    if (dice.chance(0.6)) event[name] = mostly(value);
  }
  if (dice.chance(0.02)) event['__proto__x'] = odd(dice, 3);
  return JSON.stringify(event).replace('__proto__x', '__proto__');
}

/** A value of any kind, with so many levels at most. */
export function odd(dice: Dice, depth: number): unknown {
  const plain = [
    () => dice.pick<unknown>([null, true, false, 0, -1, 1e308, -1e-308, Number.MAX_SAFE_INTEGER, '', 'x']),
    () => dice.bytes(40).toString('latin1'),
    () => 'x'.repeat(dice.below(3000)),
    () => '\u0000\ud800\u202e',
  ] as const;
  if (depth === 0 || dice.chance(0.5)) return dice.pick(plain)();
  const some = Array.from({ length: dice.below(4) }, () => odd(dice, depth - 1));
  if (dice.chance(0.5)) return some;
  return Object.fromEntries(
    some.map(value => [dice.pick(['type', 'role', 'content', 'constructor', 'toString', 'x']), value]),
  );
}

/** A text that is cut off or has something wrong in it. */
export function spoiled(dice: Dice, whole: string): string {
  if (dice.chance(0.3)) return whole.slice(0, dice.below(whole.length));
  if (dice.chance(0.5))
    return whole.replace(/\d+/, dice.pick(['1e400', '9'.repeat(400), '-0', '0x10', 'NaN']));
  const at = dice.below(whole.length);
  return whole.slice(0, at) + String.fromCharCode(dice.below(0x250)) + whole.slice(at + 1);
}

function deep(dice: Dice): string {
  const levels = dice.pick([70, 500, 500, 5_000, 5_000, dice.chance(0.2) ? 50_000 : 2_000]);
  const [open, close] = dice.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ] as const);
  const nest = `${open.repeat(levels)}1${close.repeat(levels)}`;
  return dice.pick([
    nest,
    `{"type":"response.create","input":${nest}}`,
    `{"type":"response.steer","previous_response_id":"r","input":[{"role":"user","content":"x","more":${nest}}]}`,
    `{"type":"response.create","input":"x","metadata":${nest}}`,
  ]);
}
