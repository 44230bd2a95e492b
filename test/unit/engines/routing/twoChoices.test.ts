import assert from 'node:assert/strict';
import { random } from '../../../../bench/support/random';
import { lessBusyOfTwo } from '../../../../src/engines/routing/twoChoices';

describe('lessBusyOfTwo', () => {
  it('goes by weight where all are idle', () => {
    const draw = random('weights');
    const all = [3, 1].map(weight => ({ weight, inFlight: 0 }));
    const heavy = Array.from({ length: 4_000 }, () => lessBusyOfTwo(all, draw)).filter(
      one => one?.weight === 3,
    );
    assert.ok(heavy.length > 2_850 && heavy.length < 3_150, `${heavy.length} of 4000`);
  });

  it('keeps loads even for their weights', () => {
    const draw = random('loads');
    const all = [4, 2, 1, 1].map(weight => ({ weight, inFlight: 0 }));
    for (let n = 0; n < 800; n++) {
      const one = lessBusyOfTwo(all, draw);
      if (one) one.inFlight++;
    }
    for (const { weight, inFlight } of all)
      assert.ok(Math.abs(inFlight / weight - 100) < 12, `${inFlight} at weight ${weight}`);
  });

  it('takes the only one, and none of none', () => {
    const only = { weight: 1, inFlight: 9 };
    assert.equal(
      lessBusyOfTwo([only], () => 0.999_999),
      only,
    );
    assert.equal(
      lessBusyOfTwo([], () => 0),
      undefined,
    );
  });
});
