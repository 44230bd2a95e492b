import assert from 'node:assert/strict';
import { createWsPeer, type PeerSocket, type Wire } from '../../../../src/gateway/server/wsPeer';

const bounds = { writeLowBytes: 10, writeHighBytes: 100, readStopBytes: 1_000 };

/** A socket whose network moves only when a test says so. */
class StuckSocket implements PeerSocket {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  isPaused = false;
  closed: number | undefined;
  #sent: (() => void)[] = [];
  #onClose: (() => void)[] = [];

  send(frame: string, onSent: () => void): void {
    this.bufferedAmount += frame.length;
    this.#sent.push(onSent);
  }
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
  close(code: number): void {
    this.closed = code;
  }
  once(_event: 'close', listener: () => void): void {
    this.#onClose.push(listener);
  }
  /** The network takes everything but this many bytes. */
  flush(left = 0): void {
    this.bufferedAmount = left;
    for (const onSent of this.#sent.splice(0)) onSent();
  }
  lose(): void {
    this.readyState = 3;
    for (const listener of this.#onClose) listener();
  }
}

/** Counts how often it lets go of what was written. */
class CountingWire implements Wire {
  corked = 0;
  released = 0;
  cork(): void {
    this.corked++;
  }
  uncork(): void {
    this.released++;
  }
}

/** Whether a promise has resolved by now. */
async function settled(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise(resolve => void setImmediate(resolve));
  return done;
}

describe('createWsPeer', () => {
  const signal = new AbortController().signal;
  let wire: CountingWire;

  beforeEach(() => {
    wire = new CountingWire();
  });

  it('lets all frames of one turn of the event loop leave in one piece, and those of the next one anew', async () => {
    const peer = createWsPeer(new StuckSocket(), wire, bounds);
    peer.send('a');
    await Promise.resolve().then(() => peer.send('b'));
    assert.deepEqual([wire.corked, wire.released], [1, 0], 'b joins a, although a promise lies between them');
    await new Promise(resolve => void setImmediate(resolve));
    assert.deepEqual([wire.corked, wire.released], [1, 1]);
    peer.send('c');
    await new Promise(resolve => void setImmediate(resolve));
    assert.deepEqual([wire.corked, wire.released], [2, 2]);
  });

  it('lets other work go before frames that can wait, and these go with one that cannot', async () => {
    const peer = createWsPeer(new StuckSocket(), wire, bounds);
    let releasedBefore: number | undefined;
    peer.send('later', 'later');
    // As the HTTP client does with a connection it has kept: it writes when the event loop turns.
    await Promise.resolve().then(() => setImmediate(() => (releasedBefore = wire.released)));
    await new Promise(resolve => void setImmediate(() => setImmediate(resolve)));
    assert.deepEqual([releasedBefore, wire.corked, wire.released], [0, 1, 1]);

    peer.send('later', 'later');
    peer.send('soon');
    await new Promise(
      resolve => void process.nextTick(() => queueMicrotask(() => process.nextTick(resolve))),
    );
    assert.deepEqual([wire.corked, wire.released], [2, 2], 'before the event loop turns');
    await new Promise(resolve => void setImmediate(() => setImmediate(resolve)));
    assert.deepEqual([wire.corked, wire.released], [2, 2], 'and only once');
  });

  it('does not let a frame that can wait hold back what comes after it was taken along', async () => {
    const peer = createWsPeer(new StuckSocket(), wire, bounds);
    for (const urgency of ['later', 'soon', 'later', 'later'] as const) {
      peer.send('x', urgency);
      await new Promise(resolve => void setImmediate(() => setImmediate(resolve)));
      assert.equal(wire.released, wire.corked);
    }
  });

  it('is ready while little is on its way, and again when most of it has left', async () => {
    const socket = new StuckSocket();
    const peer = createWsPeer(socket, wire, bounds);
    peer.send('x'.repeat(100));
    assert.ok(await settled(peer.ready(signal)));
    peer.send('x');
    const ready = peer.ready(signal);
    assert.ok(!(await settled(ready)));
    socket.flush(11);
    assert.ok(!(await settled(ready)), 'not before the lower mark');
    peer.send('');
    socket.flush(10);
    assert.ok(await settled(ready));
  });

  it('stops to read from a peer that takes nothing, and reads again when it does', () => {
    const socket = new StuckSocket();
    const peer = createWsPeer(socket, wire, bounds);
    peer.send('x'.repeat(1_000));
    assert.ok(!socket.isPaused);
    peer.send('x');
    assert.ok(socket.isPaused);
    socket.flush();
    assert.ok(!socket.isPaused);
  });

  it('lets nobody wait for a socket that is lost or a turn that is stopped', async () => {
    const socket = new StuckSocket();
    const peer = createWsPeer(socket, wire, bounds);
    peer.send('x'.repeat(200));
    const abort = new AbortController();
    const [stopped, lost] = [peer.ready(abort.signal), peer.ready(signal)];
    abort.abort();
    assert.ok(await settled(stopped));
    assert.ok(!(await settled(lost)));
    socket.lose();
    assert.ok(await settled(lost));
    assert.ok(await settled(peer.ready(signal)));
    peer.send('never sent');
    assert.equal(socket.bufferedAmount, 200);
  });
});
