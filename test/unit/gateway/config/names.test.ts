import assert from 'node:assert/strict';
import { namesOf, standsAlone } from '../../../../src/gateway/config/names';
import type { GatewayConfig } from '../../../../src/gateway/config/schema';

const config: GatewayConfig = {
  upstreams: [
    { name: 'a', url: 'http://a', models: ['qwen', 'small'] },
    { name: 'b', url: 'http://b', models: ['qwen'] },
    { name: 'c', url: 'http://c', models: ['gpt'] },
  ],
  models: {
    fast: {
      models: ['qwen', 'small'],
      fallback: [{ to: 'strong', on: ['timeout'] }],
      hedge: { lanes: ['inline'] },
    },
    strong: { models: ['gpt'] },
    small: { fallback: [{ to: 'qwen' }] },
    here: { models: ['qwen'], upstreams: ['b'] },
  },
};

const written = (seats: readonly { upstream: string; model: string }[]): string =>
  seats.map(({ upstream, model }) => `${model}@${upstream}`).join(' ');

describe('namesOf', () => {
  it('makes a list of seats and fallbacks for each name, and for each model by its own id', () => {
    assert.deepEqual(
      namesOf(config).map(({ name, seats, fallbacks }) => [
        name,
        written(seats),
        ...fallbacks.map(fallback => `${written(fallback.seats)} after ${fallback.after.join(' ')}`),
      ]),
      [
        ['fast', 'qwen@a qwen@b small@a', 'gpt@c after timeout'],
        ['strong', 'gpt@c'],
        ['small', 'small@a', 'qwen@a qwen@b after unreachable timeout overloaded limited failed denied'],
        ['here', 'qwen@b'],
        ['qwen', 'qwen@a qwen@b'],
        ['gpt', 'gpt@c'],
      ],
    );
  });

  it('knows which upstreams nobody can stand in for', () => {
    const names = namesOf(config);
    assert.deepEqual(
      ['a', 'b', 'c'].map(name => standsAlone(name, names)),
      [false, true, true],
    );
  });
});
