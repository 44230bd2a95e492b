import assert from 'node:assert/strict';
import { featureOf, nthLane, streamIdFor, type Lane } from '../../../src/session/lane';

describe('A lane', () => {
  it('is the feature’s own one first, then numbered', () =>
    assert.deepEqual(
      [1, 2, 3].map(n => nthLane('edit', n)),
      ['edit', 'edit-2', 'edit-3'],
    ));

  const owners: readonly (readonly [Lane, string])[] = [
    ['inline', 'inline'],
    ['inline-2', 'inline'],
    ['inline-context', 'inline'],
    ['prefetch', 'prefetch'],
    ['chat-participant', 'chat'],
  ];
  for (const [lane, feature] of owners)
    it(`${lane} is a lane of ${feature}`, () => assert.equal(featureOf(lane), feature));
  it('is nobody’s when it only begins like one of a feature', () => {
    // @ts-expect-error: a caller without types
    assert.equal(featureOf('inlined'), undefined);
  });

  const wire: readonly (readonly [Lane, number, string])[] = [
    ['inline', 1, 'inline'],
    ['inline', 2, 'inline.2'],
    ['edit-2', 3, 'edit-2.3'],
    ['inline-context', 1, 'inline-context'],
    ['chat-my lane/ä', 1, 'chat-my_lane__'],
    [`chat-${'x'.repeat(300)}`, 2, `chat-${'x'.repeat(195)}.2`],
  ];
  for (const [lane, n, id] of wire)
    it(`${lane.slice(0, 20)}, name ${n}, is ${id.slice(0, 20)} on the wire`, () =>
      assert.equal(streamIdFor(lane, n), id));
  it('without a name has one on the wire', () => {
    // @ts-expect-error: a caller without types
    assert.equal(streamIdFor('', 1), 'lane');
  });
});
