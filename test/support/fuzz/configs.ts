import { UsageError } from '../../../src/engines/usageError';
import { namesOf } from '../../../src/gateway/config/names';
import { readConfig } from '../../../src/gateway/config/readConfig';
import type { Dice } from './dice';
import { odd, spoiled } from './frames';

/** What no message may repeat. */
const secret = 'sk-a-very-secret-key';

/** One file of upstreams: near enough to one to reach deep into the checks, or nothing of the kind. */
export function hostileConfig(dice: Dice): string {
  const roll = dice.below(100);
  const text = JSON.stringify(nearly(dice), undefined, dice.pick([undefined, 2, '\t', '\r\n']));
  if (roll < 60) return text;
  if (roll < 85) return spoiled(dice, text);
  if (roll < 92) return JSON.stringify(odd(dice, 4)) ?? '';
  if (roll < 96) return dice.bytes(300).toString('latin1');
  const [open, close] = dice.pick<readonly [string, string]>([
    ['[', ']'],
    ['{"upstreams":', '}'],
    ['"', ''],
    ['{"a":1,', '}'],
  ]);
  const times = dice.pick([10, 40, 2_000, 20_000]);
  return open.repeat(times) + close.repeat(times);
}

/** Whether a file of upstreams is one. */
export function isTaken(text: string): boolean {
  try {
    readConfig(text, 'upstreams.json');
    return true;
  } catch {
    return false;
  }
}

/**
 * What is wrong with how a file of upstreams is read; undefined where nothing is: it is taken, or refused in one sentence with a place that is
 * in it.
 */
export function configFault(text: string): string | undefined {
  try {
    const { config } = readConfig(text, 'upstreams.json');
    const names = namesOf(config);
    const seats = names.flatMap(name => [name.seats, ...name.fallbacks.map(fallback => fallback.seats)]);
    if (names.length === 0 || seats.some(some => some.length === 0))
      return 'taken, with a name that nobody serves';
    return undefined;
  } catch (error) {
    if (!(error instanceof UsageError)) return `broke: ${String(error)}`;
    const { message } = error;
    const [, line, column] = /^upstreams\.json, line (\d+), column (\d+): [^\r\n]+\.$/.exec(message) ?? [];
    const lines = text.split(/\r\n|\r|\n/);
    const isInside = Number(column) >= 1 && Number(column) <= (lines[Number(line) - 1]?.length ?? -1) + 1;
    if (!isInside) return `no place in it: ${message.slice(0, 200)}`;
    if (message.includes(secret)) return 'repeats a secret';
    return message.length > 1_000 ? `long: ${message.length} characters` : undefined;
  }
}

function nearly(dice: Dice): unknown {
  const mostly = (right: unknown): unknown =>
    dice.chance(0.995) ? right : dice.chance(0.5) ? secret : odd(dice, 3);
  const fields = (right: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(right).flatMap(([name, value]): [string, unknown][] => {
        if (dice.chance(0.004))
          return [[dice.pick([secret, `${name} `, '__proto__', 'constructor', 'toString']), value]];
        return dice.chance(0.995) ? [[name, mostly(value)]] : [];
      }),
    );
  const id = (): string => dice.pick(['qwen', 'gpt', 'small', 'fast']);
  const some = <Item>(make: () => Item, most: number): Item[] =>
    Array.from({ length: 1 + dice.below(most) }, make);
  const upstream = (name: string): unknown =>
    fields({
      name,
      url: dice.chance(0.9)
        ? 'http://127.0.0.1:8000/v1'
        : dice.pick([
            'http://127.0.0.1:1/v1',
            'https://x.example',
            `https://u:${secret}@x`,
            `http://x/?key=${secret}`,
            'x',
          ]),
      models: ['qwen', ...some(id, 3)],
      ...(dice.chance(0.3)
        ? {
            key: dice.pick<unknown>([
              fields({ env: 'KEY' }),
              fields({ file: 'key' }),
              fields({ env: 'K' }),
              secret,
            ]),
          }
        : {}),
      ...(dice.chance(0.2)
        ? { headers: dice.pick<unknown>([fields({ env: 'H' }), { 'x-key': secret }]) }
        : {}),
      ...(dice.chance(0.3) ? { weight: dice.pick([1, 0.01, 1000, 7, 3, 1e9]) } : {}),
      ...(dice.chance(0.3)
        ? { timeouts: fields({ connectMs: 5, firstTokenMs: dice.pick([5, 500, 0.5]) }) }
        : {}),
      ...(dice.chance(0.3) ? { limits: fields({ maxInFlight: dice.pick([1, 2, 1.5]) }) } : {}),
      ...(dice.chance(0.2) ? { api: dice.pick(['chat', 'auto', 'auto', 'telepathy']), server: 'vllm' } : {}),
    });
  const name = (): unknown =>
    fields({
      ...(dice.chance(0.8) ? { models: some(id, 2) } : {}),
      ...(dice.chance(0.2) ? { upstreams: [dice.pick(['a', 'b', 'c'])] } : {}),
      ...(dice.chance(0.4)
        ? { fallback: some(() => fields({ to: id(), on: ['timeout', 'failed'] }), 2) }
        : {}),
      ...(dice.chance(0.3) ? { hedge: fields({ lanes: ['inline'] }) } : {}),
    });
  const entries = some(name, 3).map(
    entry => [dice.pick(['fast', 'strong', 'qwen', '__proto__', '']), entry] as const,
  );
  return fields({
    upstreams: ['a', dice.chance(0.95) ? 'b' : 'a'].map(one => mostly(upstream(one))),
    ...(dice.chance(0.7) ? { models: Object.fromEntries(entries) } : {}),
  });
}
