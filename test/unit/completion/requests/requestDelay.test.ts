import assert from 'node:assert/strict';
import { requestDelay, type DelayFacts } from '../../../../src/completion/requests/requestDelay';

const ours = { concurrentLanes: true, cancelMessage: true };
const hosted = { concurrentLanes: true, cancelMessage: false };
const oneByOne = { concurrentLanes: false, cancelMessage: true };

const burst: DelayFacts = {
  setting: null,
  profile: oneByOne,
  firstTokenMs: 300,
  inBurst: true,
  usualGapMs: 100,
};

describe('requestDelay', () => {
  const table: [name: string, facts: Partial<DelayFacts>, ms: number][] = [
    ['waits for the next key of a burst on a server that runs one at a time', {}, 115],
    ['waits where a request cannot be cancelled', { profile: hosted }, 115],
    ['never waits where unwanted requests cost next to nothing', { profile: ours }, 0],
    ['does not wait after the first key', { inBurst: false }, 0],
    ['does not wait for someone it does not know', { usualGapMs: undefined }, 0],
    ['does not wait for a server it does not know', { firstTokenMs: undefined }, 0],
    ['does not wait where the answer is there before the next key', { firstTokenMs: 90 }, 0],
    ['does not wait for a fast server, however fast the typing', { firstTokenMs: 40, usualGapMs: 30 }, 0],
    ['never waits longer than the answer takes to begin', { firstTokenMs: 105 }, 105],
    ['waits where the answer comes with the next key', { firstTokenMs: 100 }, 100],
    ['waits for a server that is just not fast', { firstTokenMs: 41, usualGapMs: 41 }, 41],
    ['never waits very long', { usualGapMs: 200 }, 150],
    ['waits for whole milliseconds', { usualGapMs: 30 }, 35],
    ['does what the user set', { setting: 300 }, 300],
    ['does what the user set, whatever the server', { setting: 300, profile: ours, inBurst: false }, 300],
    ['never waits where the user set none', { setting: 0 }, 0],
  ];
  for (const [name, facts, ms] of table) {
    it(name, () => assert.equal(requestDelay({ ...burst, ...facts }), ms));
  }
});
