import assert from 'node:assert/strict';
import { idleWork, type RequestIdle } from '../../../src/webview/chat/idle';

describe('idle work', () => {
  let waiting: Parameters<RequestIdle>[0] | undefined;
  const request: RequestIdle = run => {
    assert.equal(waiting, undefined, 'asked once');
    waiting = run;
  };
  /** A time with nothing to do; each look at the clock takes as long. */
  const idle = (ms: number, each: number): void => {
    const run = waiting;
    waiting = undefined;
    let left = ms + each;
    run?.({ timeRemaining: () => (left -= each) });
  };
  beforeEach(() => (waiting = undefined));

  it('does the latest first, as many as there is time for', () => {
    const done: string[] = [];
    const work = idleWork(request);
    for (const name of ['a', 'b', 'c', 'd']) work.add(() => done.push(name));
    idle(10, 5);
    assert.deepEqual(done, ['d', 'c', 'b'].slice(0, done.length));
    assert.ok(done.length < 4);
    while (waiting) idle(10, 5);
    assert.deepEqual(done, ['d', 'c', 'b', 'a']);
  });

  it('does one even when there is no time at all, and asks for more', () => {
    const done: number[] = [];
    const work = idleWork(request);
    work.add(() => done.push(1));
    work.add(() => done.push(2));
    idle(0, 0);
    assert.deepEqual(done, [2]);
    idle(0, 0);
    assert.deepEqual(done, [2, 1]);
    assert.equal(waiting, undefined);
  });

  it('takes work that is added by work', () => {
    const done: string[] = [];
    const work = idleWork(request);
    work.add(() => {
      done.push('first');
      work.add(() => done.push('second'));
    });
    while (waiting) idle(50, 1);
    assert.deepEqual(done, ['first', 'second']);
  });
});
