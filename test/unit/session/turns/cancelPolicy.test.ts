import assert from 'node:assert/strict';
import { chooseCancel, type CancelFacts } from '../../../../src/session/turns/cancelPolicy';
import type { EndpointProfile } from '../../../../src/session/profile';
import { conservativeProfile, profileOfUrl } from '../../../../src/session/profiles';

describe('chooseCancel', () => {
  const ours: EndpointProfile = { ...conservativeProfile, cancelMessage: true };
  const hosted = profileOfUrl('wss://api.openai.com/v1/responses');
  const single = conservativeProfile;
  const facts: CancelFacts = {
    leftTokens: Infinity,
    tokensPerSecond: undefined,
    othersLive: 0,
    inFlight: 1,
    hasSpare: false,
  };
  const cases: readonly (readonly [string, EndpointProfile, Partial<CancelFacts>, string])[] = [
    ['an announced message is always best', ours, {}, 'message'],
    ['lanes: a short answer runs out', hosted, { leftTokens: 200 }, 'mute'],
    ['lanes: a fast answer runs out', hosted, { leftTokens: 3000, tokensPerSecond: 2000 }, 'mute'],
    [
      'lanes: a long, slow answer is not paid for',
      hosted,
      { leftTokens: 3000, tokensPerSecond: 100 },
      'close',
    ],
    ['lanes: an answer without bound neither', hosted, {}, 'close'],
    ['lanes: but never at the cost of another turn', hosted, { othersLive: 1 }, 'mute'],
    ['lanes: too many unread answers', hosted, { leftTokens: 10, inFlight: 9 }, 'close'],
    [
      'lanes that were not believed in for long: one at a time',
      { ...hosted, concurrentLanes: false },
      { leftTokens: 200 },
      'close',
    ],
    ['one at a time: unknown', single, {}, 'close'],
    [
      'one at a time: not what still runs from when lanes were believed in',
      single,
      { othersLive: 1 },
      'mute',
    ],
    ['one at a time: no speed known', single, { leftTokens: 10 }, 'close'],
    ['one at a time: nearly done', single, { leftTokens: 100, tokensPerSecond: 1000 }, 'mute'],
    ['one at a time: too much without a spare', single, { leftTokens: 200, tokensPerSecond: 1000 }, 'close'],
    [
      'one at a time: fine with a spare',
      single,
      { leftTokens: 200, tokensPerSecond: 1000, hasSpare: true },
      'mute',
    ],
    [
      'one at a time: too much with a spare',
      single,
      { leftTokens: 2000, tokensPerSecond: 1000, hasSpare: true },
      'close',
    ],
  ];
  for (const [name, profile, known, means] of cases) {
    it(`${name}: ${means}`, () => assert.equal(chooseCancel(profile, { ...facts, ...known }), means));
  }
});
