import assert from 'node:assert/strict';
import { ManualClock } from '../../../support/manualClock';
import { createWsPeer, type PeerSocket, type Wire } from '../../../../src/gateway/server/wsPeer';

const bounds = {
  writeLowBytes: 10,
  writeHighBytes: 100,
  readStopBytes: 1_000,
  unreadBytes: { first: 100_000, most: 100_000 },
};

/** A socket whose network moves only when a test says so. */
class StuckSocket implements PeerSocket, Wire {
  readonly OPEN = 1;
  readyState = 1;
  isPaused = false;
  closed: number | undefined;
  /** What was written, frames without their heads, a list for each piece. */
  readonly pieces: string[][] = [];
  readonly pings: string[] = [];
  #onPong: (data: Buffer) => void = () => {};
  #left = 0;
  #sent: (() => void)[] = [];
  #onClose: (() => void)[] = [];

  get bufferedAmount(): number {
    return this.#left;
  }
  write(bytes: Uint8Array, onSent: () => void): void {
    const texts = textsOf(bytes);
    this.pieces.push(texts);
    this.#left += texts.join('').length;
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
  ping(data: string): void {
    this.pings.push(data);
  }
  on(_event: 'pong', listener: (data: Buffer) => void): void {
    this.#onPong = listener;
  }
  pong(data: string | undefined): void {
    this.#onPong(Buffer.from(data ?? ''));
  }
  /** The network takes everything but this many bytes. */
  flush(left = 0): void {
    this.#left = left;
    for (const onSent of this.#sent.splice(0)) onSent();
  }
  lose(): void {
    this.readyState = 3;
    for (const listener of this.#onClose) listener();
  }
}

/** The texts of frames that stand one behind the other, each of 125 bytes at most or of 126 to 65,535. */
function textsOf(bytes: Uint8Array): string[] {
  const frames = Buffer.from(bytes);
  const texts: string[] = [];
  for (let at = 0; at < frames.length;) {
    assert.equal(frames[at], 0x81);
    const short = frames[at + 1] ?? 0;
    const [from, length] = short < 126 ? [at + 2, short] : [at + 4, frames.readUInt16BE(at + 2)];
    at = from + length;
    texts.push(frames.toString('utf8', from, at));
  }
  return texts;
}

const turned = (): Promise<void> => new Promise(resolve => void setImmediate(() => setImmediate(resolve)));

/** Whether a promise has resolved by now. */
async function settled(promise: Promise<void> | undefined): Promise<boolean> {
  let done = false;
  void Promise.resolve(promise).then(() => (done = true));
  await new Promise(resolve => void setImmediate(resolve));
  return done;
}

describe('createWsPeer', () => {
  const signal = new AbortController().signal;
  let socket: StuckSocket;
  let clock: ManualClock;

  beforeEach(() => {
    socket = new StuckSocket();
    clock = new ManualClock();
  });

  it('lets all frames of one turn of the event loop leave in one piece, and those of the next one anew', async () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
    peer.send('a');
    await Promise.resolve().then(() => peer.send('b'));
    assert.deepEqual(socket.pieces, [], 'b joins a, although a promise lies between them');
    await turned();
    peer.send('c');
    await turned();
    assert.deepEqual(socket.pieces, [['a', 'b'], ['c']]);
  });

  it('lets frames that can wait go along with the next one that cannot, or a moment later', async () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
    peer.send('later', 'later');
    await turned();
    assert.deepEqual(socket.pieces, [], 'the event loop turns, and it still waits');
    clock.tick(1);
    assert.deepEqual(socket.pieces, [['later']]);

    peer.send('later', 'later');
    await turned();
    peer.send('soon');
    await new Promise(
      resolve => void process.nextTick(() => queueMicrotask(() => process.nextTick(resolve))),
    );
    assert.deepEqual(socket.pieces.slice(1), [['later', 'soon']], 'before the event loop turns');
    clock.tick(1);
    assert.equal(socket.pieces.length, 2, 'and only once');
  });

  it('does not let a frame that can wait hold back what comes after it was taken along', async () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
    for (const urgency of ['later', 'soon', 'later', 'later'] as const) {
      peer.send('x', urgency);
      await turned();
      clock.tick(1);
    }
    assert.equal(socket.pieces.length, 4);
  });

  it('leaves no timer behind when the connection is lost', () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
    peer.send('later', 'later');
    socket.lose();
    assert.equal(clock.pending, 0);
  });

  it('holds back no more than may be on its way', () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
    peer.send('x'.repeat(100));
    assert.equal(socket.pieces.length, 0);
    peer.send('y');
    assert.deepEqual(socket.pieces, [['x'.repeat(100), 'y']]);
  });

  it('says its last words before it closes', () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
    peer.send('last');
    peer.close(1012, '');
    assert.deepEqual([socket.pieces, socket.closed], [[['last']], 1012]);
  });

  it('is ready while little is on its way, and again when most of it has left', async () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
    peer.send('x'.repeat(100));
    assert.equal(peer.ready(signal), undefined);
    peer.send('x');
    const ready = peer.ready(signal);
    assert.ok(!(await settled(ready)));
    socket.flush(11);
    assert.ok(!(await settled(ready)), 'not before the lower mark');
    peer.send('');
    await turned();
    socket.flush(10);
    assert.ok(await settled(ready));
  });

  it('stops to read from a peer that takes nothing, and reads again when it does', () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
    peer.send('x'.repeat(1_000));
    assert.ok(!socket.isPaused);
    peer.send('x');
    assert.ok(socket.isPaused);
    socket.flush();
    assert.ok(!socket.isPaused);
  });

  it('is not ready for a reader that has read nothing of what has left, until it says that it has', async () => {
    const peer = createWsPeer(socket, socket, clock, { ...bounds, unreadBytes: { first: 300, most: 300 } });
    for (let n = 0; n < 4; n++) {
      peer.send('x'.repeat(101));
      socket.flush();
    }
    assert.deepEqual(socket.pings, ['103', '206', '309', '412'], 'it is asked behind each');
    const ready = peer.ready(signal);
    for (const mark of ['', 'x', '999', '-1']) socket.pong(mark);
    assert.ok(!(await settled(ready)), 'what it was not asked says nothing');
    socket.pong(socket.pings[1]);
    assert.ok(await settled(ready));
    socket.pong(socket.pings[0]);
    assert.equal(peer.ready(signal), undefined, 'an earlier mark takes nothing back');
  });

  it('lets nobody wait for a socket that is lost or a turn that is stopped', async () => {
    const peer = createWsPeer(socket, socket, clock, bounds);
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
