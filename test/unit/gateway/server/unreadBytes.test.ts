import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UnreadBytes } from '../../../../src/gateway/server/unreadBytes';

const bounds = { first: 32, most: 256 };

describe('UnreadBytes', () => {
  it('sends one that never says that it reads no more than the first bound, and a piece', () => {
    const unread = new UnreadBytes(bounds, () => {});
    let sent = 0;
    for (; !unread.isMuch; sent++) unread.sent(1);
    assert.equal(sent, 33);
  });

  it('doubles the bound with each answer, up to the most', () => {
    const asked: string[] = [];
    const unread = new UnreadBytes(bounds, mark => asked.push(mark));
    const seen: number[] = [];
    for (let round = 0; round < 5; round++) {
      let sent = 0;
      for (; !unread.isMuch; sent++) unread.sent(1);
      seen.push(sent);
      unread.read(asked.at(-1) ?? '');
    }
    assert.deepEqual(seen.slice(0, 4), [33, 64, 128, 256]);
  });

  it('takes the same answer, or an earlier one, for no sign of life', () => {
    const asked: string[] = [];
    const unread = new UnreadBytes(bounds, mark => asked.push(mark));
    for (let sent = 0; sent < 33; sent++) unread.sent(1);
    for (let times = 0; times < 5; times++) unread.read(asked[0] ?? '');
    let more = 0;
    for (; !unread.isMuch; more++) unread.sent(1);
    assert.equal(more, 64 - 33 + Number(asked[0]) + 1, 'the bound has doubled once');
  });

  it('never makes a client wait that answers each question before the next comes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2_000 }), pieces => {
        let last = '';
        const unread = new UnreadBytes(bounds, mark => (last = mark));
        for (const piece of pieces) {
          const before = last;
          unread.sent(piece);
          assert.ok(!unread.isMuch);
          if (last !== before) unread.read(before);
        }
      }),
      { seed: 21 },
    );
  });
});
