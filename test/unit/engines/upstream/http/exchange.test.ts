import assert from 'node:assert/strict';
import { Exchange } from '../../../../../src/engines/upstream/http/exchange';
import type { ConnectionControl } from '../../../../../src/engines/upstream/http/keptConnections';

/** The connection of an exchange, as far as it can be told what to do. */
class ToldControl implements ConnectionControl {
  aborted = false;
  paused = false;
  reason: Error | undefined;
  abort(reason: Error): void {
    this.aborted = true;
    this.reason = reason;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
}

const bytes = (length: number): Buffer => Buffer.alloc(length, 'x');

describe('Exchange', () => {
  let exchange: Exchange;
  let wire: ToldControl;

  beforeEach(() => {
    exchange = new Exchange();
    wire = new ToldControl();
    exchange.onStart(wire);
  });

  it('gives the head, then what came at once in one piece, then the end', async () => {
    exchange.onHead(200, { 'content-type': 'a/b' });
    assert.deepEqual(await exchange.head, { status: 200, headers: { 'content-type': 'a/b' } });
    const waiting = exchange.next();
    exchange.onData(Buffer.from('a'));
    exchange.onData(Buffer.from('bc'));
    assert.equal(String((await waiting).value), 'abc');
    exchange.onData(Buffer.from('d'));
    exchange.onEnd();
    assert.equal(String((await exchange.next()).value), 'd');
    assert.deepEqual(await exchange.next(), { done: true, value: undefined });
  });

  it('holds the connection back while its reader is slow', async () => {
    exchange.onData(bytes(5_000));
    assert.ok(!wire.paused);
    for (let n = 0; n < 6; n++) exchange.onData(bytes(5_000));
    assert.ok(wire.paused);
    const pieces: number[] = [];
    while (wire.paused) pieces.push((await exchange.next()).value?.length ?? 0);
    assert.deepEqual(pieces, [10_000, 10_000, 10_000, 5_000], 'in pieces of which nothing much is made');
  });

  it('gives what came before the connection broke, then says that it broke', async () => {
    exchange.onData(bytes(1));
    exchange.onError(new Error('reset'));
    assert.equal((await exchange.next()).value?.length, 1);
    await assert.rejects(exchange.next(), /reset/);
    await assert.rejects(exchange.head, /reset/);
  });

  it('closes the connection at once when stopped, and gives nothing more', async () => {
    exchange.onData(bytes(1));
    exchange.stop(new Error('enough'));
    assert.equal(wire.reason?.message, 'enough');
    await assert.rejects(exchange.next(), /enough/);
  });

  it('tells who waits that it was stopped before there was a connection, and closes that when it comes', async () => {
    const early = new Exchange();
    early.stop(new Error('enough'));
    await assert.rejects(early.head, /enough/);
    early.onStart(wire);
    assert.ok(wire.aborted);
  });

  it('reads a rest that is small, so that the connection is kept, and closes on a large one', async () => {
    exchange.onData(bytes(70_000));
    const drained = exchange.drain(10);
    assert.ok(!wire.paused);
    exchange.onData(bytes(10));
    exchange.onEnd();
    await drained;
    assert.ok(!wire.aborted);

    const endless = new Exchange();
    endless.onStart(wire);
    const given = endless.drain(10);
    endless.onData(bytes(11));
    await given;
    assert.ok(wire.aborted);
    exchange.stop(new Error('too late'));
    assert.match(wire.reason?.message ?? '', /too much/);
  });
});
