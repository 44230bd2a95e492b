import assert from 'node:assert/strict';
import { Dice } from '../../../support/fuzz/dice';
import { configFault, hostileConfig, isTaken } from '../../../support/fuzz/configs';

/** `npm run fuzz` reads many more of them. */
describe('hostile files of upstreams', () => {
  it('are taken, or refused in one sentence with a place that is in them', () => {
    const dice = new Dice('configs');
    let taken = 0;
    for (let n = 0; n < 3_000; n++) {
      const text = hostileConfig(dice);
      const fault = configFault(text);
      assert.equal(fault, undefined, `file ${n}: ${fault}\n${text.slice(0, 500)}`);
      if (isTaken(text)) taken++;
    }
    assert.ok(taken > 100 && taken < 2_500, `${taken} of 3000 were taken`);
  });
});
