import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  longestTail,
  maxPendingSize,
  maxPendingSteers,
  SteerQueue,
} from '../../../../src/gateway/turn/steerQueue';

const steer = (id: string, size = 1) => ({ id, input: id, items: [], size });

describe('SteerQueue', () => {
  it('never cuts while nothing waits', () => {
    const queue = new SteerQueue();
    assert.equal(queue.cut('one\ntwo'), undefined);
    assert.equal(queue.mayCutAfter(''), false);
    assert.equal(queue.mayCutAfter('one\n'), false);
  });

  const cuts: readonly [string, string, number | undefined][] = [
    ['goes on inside a line', 'abc', undefined],
    ['cuts after the line end', 'abc\ndef', 4],
    ['cuts at the first of several', '\n\n', 1],
    ['cuts a piece that is too long, after the piece', 'x'.repeat(longestTail), longestTail],
    ['has nothing to cut', '', undefined],
  ];
  for (const [name, delta, expected] of cuts) {
    it(name, () => {
      const queue = new SteerQueue();
      queue.add(steer('s'));
      assert.equal(queue.cut(delta), expected);
    });
  }

  it('may cut right here when no line is open', () => {
    const queue = new SteerQueue();
    queue.add(steer('s'));
    assert.deepEqual(
      ['', 'a\n', 'a', 'a\nb'].map(text => queue.mayCutAfter(text)),
      [true, true, false, false],
    );
  });

  it('may cut anywhere once the line has had its time, which begins with the first steer', () => {
    const timers: (() => void)[] = [];
    let ended = 0;
    const queue = new SteerQueue(callback => {
      timers.push(callback);
      return { dispose: () => void ended++ };
    });
    queue.add(steer('a'));
    queue.add(steer('b'));
    assert.equal(timers.length, 1);
    assert.equal(queue.mayCutAfter('open li'), false);
    timers[0]?.();
    assert.equal(queue.mayCutAfter('open li'), true);
    queue.take();
    assert.equal(ended, 1);
    queue.add(steer('c'));
    assert.equal(queue.mayCutAfter('open li'), false, 'the next response begins anew');
    assert.equal(timers.length, 2);
  });

  it('hands out what waits once and in order, and takes only so many', () => {
    const queue = new SteerQueue();
    const names = Array.from({ length: maxPendingSteers }, (_, n) => `s${n}`);
    for (const name of names) assert.ok(queue.add(steer(name)));
    assert.equal(queue.add(steer('more')), false);
    assert.deepEqual(
      queue.take().map(({ id }) => id),
      names,
    );
    assert.deepEqual(queue.take(), []);
    assert.ok(queue.add(steer('again')));
  });

  it('takes only so much, whatever the number', () => {
    const queue = new SteerQueue();
    assert.equal(queue.add(steer('alone too large', maxPendingSize + 1)), false);
    assert.ok(queue.add(steer('most of it', maxPendingSize - 1)));
    assert.ok(queue.add(steer('the rest', 1)));
    assert.equal(queue.add(steer('more', 1)), false);
    queue.take();
    assert.ok(queue.add(steer('again', maxPendingSize)));
  });

  it('lets at most the longest tail and one piece through after a steer', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 }), { minLength: 1 }), pieces => {
        const queue = new SteerQueue();
        queue.add(steer('s'));
        let tail = '';
        for (const piece of pieces) {
          const cut = queue.cut(piece);
          tail += piece.slice(0, cut);
          if (cut !== undefined) break;
        }
        assert.ok(tail.length < longestTail + 30);
        assert.ok(!tail.slice(0, -1).includes('\n'), 'nothing after a line end');
      }),
    );
  });
});
