import assert from 'node:assert/strict';
import { Breather } from '../../../../src/gateway/turn/breather';

describe('Breather', () => {
  it('lets eight go on with each turn of the event loop, in the order in which they came', async () => {
    const turns: (() => void)[] = [];
    const breather = new Breather(callback => turns.push(callback));
    const wentOn: number[] = [];
    for (let n = 0; n < 20; n++) void breather.breathe().then(() => wentOn.push(n));
    const counts: number[] = [];
    while (turns.length > 0) {
      assert.equal(turns.length, 1);
      turns.shift()?.();
      await new Promise(resolve => void setImmediate(resolve));
      counts.push(wentOn.length);
    }
    assert.deepEqual(counts, [8, 16, 20]);
    assert.deepEqual(wentOn, [...Array(20).keys()]);
  });

  it('asks for turns only while somebody waits', async () => {
    let asked = 0;
    const breather = new Breather(callback => {
      asked++;
      setImmediate(callback);
    });
    await breather.breathe();
    await new Promise(resolve => void setImmediate(resolve));
    assert.equal(asked, 1);
    await breather.breathe();
    assert.equal(asked, 2);
  });
});
