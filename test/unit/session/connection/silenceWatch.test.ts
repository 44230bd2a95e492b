import assert from 'node:assert/strict';
import { ResponseStream } from '../../../../src/session/connection/responseStream';
import { SilenceWatch } from '../../../../src/session/connection/silenceWatch';
import { ManualClock } from '../../../support/manualClock';
import { nobody } from '../../../support/session/poolRig';

/** A watch over answers that may be silent for 10 s, and what it does. */
function rig() {
  const clock = new ManualClock();
  const running = new Set<ResponseStream>();
  const did: string[] = [];
  const is = { draining: false };
  const watch = new SilenceWatch(clock, {
    running: () => running,
    isDraining: () => is.draining,
    onUnread() {
      did.push('unread');
      is.draining = true;
    },
  });
  const begin = (): ResponseStream => {
    const stream: ResponseStream = new ResponseStream(
      '',
      undefined,
      {
        ...nobody,
        onUseless({ code, message }) {
          did.push(`${code}: ${/\d+/.exec(message)?.[0]} s`);
          running.delete(stream);
        },
      },
      undefined,
      10_000,
    );
    stream.heardAt = clock.now();
    running.add(stream);
    watch.renew();
    return stream;
  };
  return { clock, did, watch, begin, is };
}

describe('SilenceWatch', () => {
  it('gives up an answer of which nothing is heard for as long as it may be silent', () => {
    const { clock, did, begin } = rig();
    const stream = begin();
    clock.tick(6_000);
    stream.count(1, clock.now());
    clock.tick(9_999);
    assert.deepEqual(did, []);
    clock.tick(1);
    assert.deepEqual(did, ['silent: 10 s']);
    assert.equal(clock.pending, 0);
  });

  it('tells after a minute of one that nobody reads, once, however much is heard of it', () => {
    const { clock, did, watch, begin } = rig();
    const stream = begin();
    stream.mute(clock.now());
    watch.renew();
    clock.tick(59_999);
    stream.count(1, clock.now());
    assert.deepEqual(did, []);
    clock.tick(1);
    assert.deepEqual(did, ['unread']);
    clock.tick(600_000);
    assert.deepEqual([did.length, clock.pending], [1, 0]);
  });

  it('has nothing to tell of one that nobody reads on a connection that ends by itself', () => {
    const { clock, did, watch, begin, is } = rig();
    begin().mute(clock.now());
    is.draining = true;
    watch.renew();
    assert.equal(clock.pending, 0);
    begin();
    clock.tick(600_000);
    assert.deepEqual(did, ['silent: 10 s']);
  });

  it('looks at each answer in its time', () => {
    const { clock, did, begin } = rig();
    begin();
    clock.tick(4_000);
    begin();
    clock.tick(6_000);
    assert.equal(did.length, 1);
    clock.tick(4_000);
    assert.equal(did.length, 2);
  });

  it('leaves no timer behind', () => {
    const { clock, watch, begin } = rig();
    begin();
    watch.dispose();
    assert.equal(clock.pending, 0);
  });
});
