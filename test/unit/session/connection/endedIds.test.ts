import assert from 'node:assert/strict';
import { EndedIds } from '../../../../src/session/connection/endedIds';

describe('EndedIds', () => {
  it('recognises what repeats a response that has ended', () => {
    const ids = new EndedIds();
    ids.add('r1');
    ids.add(undefined);
    assert.equal(ids.isRepeated('r1', 'response.completed'), true);
    assert.equal(ids.isRepeated('r2', 'response.completed'), false);
  });

  it('takes an id that begins anew for another response', () => {
    const ids = new EndedIds();
    ids.add('r1');
    assert.equal(ids.isRepeated('r1', 'response.created'), false);
    assert.equal(ids.isRepeated('r1', 'response.output_text.delta'), false);
  });

  it('forgets the oldest of more than 64', () => {
    const ids = new EndedIds();
    for (let n = 0; n <= 64; n++) ids.add(`r${n}`);
    assert.equal(ids.isRepeated('r0', 'response.completed'), false);
    assert.equal(ids.isRepeated('r1', 'response.completed'), true);
  });

  it('forgets none for those without a name', () => {
    const ids = new EndedIds();
    ids.add('r0');
    for (let n = 0; n < 64; n++) ids.add(n % 2 === 0 ? undefined : '');
    assert.equal(ids.isRepeated('r0', 'response.completed'), true);
  });
});
