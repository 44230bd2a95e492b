import assert from 'node:assert/strict';
import type { SourceFile } from '../../../bench/typing/corpus';
import { ours } from '../../../bench/typing/ours';
import { keysFor, type Key } from '../../../bench/typing/person';
import { simulate, type ModelFacts } from '../../../bench/typing/simulate';

const text = Array.from({ length: 30 }, (_, n) => `sum_${n} = price_${n} * rate + shipping_${n % 7};`).join(
  '\n',
);
const from = text.indexOf('sum_8');
const file: SourceFile = {
  name: 'orders.c',
  language: 'c',
  text,
  typed: { from, to: text.indexOf('\nsum_12') },
};
const fast: ModelFacts = { pace: { firstTokenMs: 20, tokensPerSecond: 1000 }, surprising: 0 };

/** The keys of the file at one distance, without mistakes. */
const steady = (after: number): readonly Key[] =>
  [...text.slice(from, file.typed.to)].map(char => ({ after, kind: 'type', text: char }));

describe('simulate', () => {
  it('finds every key possible for a model that knows the file and a user who makes no mistake', async () => {
    const { keys, possible, possibleLine } = await simulate(file, steady(200), fast, ours);
    assert.equal(possible, keys);
    assert.equal(possibleLine, keys);
  });

  it('finds fewer possible with mistakes, and with a model that does not foresee everything', async () => {
    const keys = keysFor(file);
    const typed = await simulate(file, keys, fast, ours);
    assert.ok(keys.some(({ kind }) => kind === 'delete'));
    assert.ok(typed.possible < typed.keys);
    const surprised = await simulate(file, keys, { ...fast, surprising: 0.12 }, ours);
    assert.ok(surprised.possible < surprised.possibleLine);
    assert.ok(surprised.possibleLine < typed.possibleLine);
  });

  it('shows at most what is possible, and most of it with a fast endpoint', async () => {
    const { right, possible, requests, keys } = await simulate(file, steady(200), fast, ours);
    assert.ok(right <= possible);
    assert.ok(right >= 0.9 * possible, `${right} of ${possible}`);
    assert.ok(requests < keys / 5, `${requests} requests`);
  });

  it('is the same in every run', async () => {
    const keys = keysFor(file);
    assert.deepEqual(await simulate(file, keys, fast, ours), await simulate(file, keys, fast, ours));
  });

  it('shows nothing when the endpoint is slower than the typing takes', async () => {
    const never = { ...fast, pace: { firstTokenMs: 1e6, tokensPerSecond: 1000 } };
    const { right, shown, possible } = await simulate(file, steady(100), never, ours);
    assert.deepEqual([right, shown], [0, 0]);
    assert.ok(possible > 0);
  });
});
