import assert from 'node:assert/strict';
import type { Dispatcher } from 'undici';
import { Exchange } from '../../../../../src/engines/upstream/http/exchange';

/** The connection of an exchange, as far as it can be told what to do. */
class ToldController implements Dispatcher.DispatchController {
  aborted = false;
  paused = false;
  reason: Error | null = null;
  rawHeaders = null;
  rawTrailers = null;
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
  let wire: ToldController;

  beforeEach(() => {
    exchange = new Exchange();
    wire = new ToldController();
    exchange.onRequestStart(wire);
  });

  it('gives the head, then what came at once in one piece, then the end', async () => {
    exchange.onResponseStart(wire, 103, {});
    exchange.onResponseStart(wire, 200, { 'content-type': 'a/b' });
    assert.deepEqual(await exchange.head, { status: 200, headers: { 'content-type': 'a/b' } });
    const waiting = exchange.next();
    exchange.onResponseData(wire, Buffer.from('a'));
    exchange.onResponseData(wire, Buffer.from('bc'));
    assert.equal(String((await waiting).value), 'abc');
    exchange.onResponseData(wire, Buffer.from('d'));
    exchange.onResponseEnd();
    assert.equal(String((await exchange.next()).value), 'd');
    assert.deepEqual(await exchange.next(), { done: true, value: undefined });
  });

  it('holds the connection back while its reader is slow', async () => {
    exchange.onResponseData(wire, bytes(5_000));
    assert.ok(!wire.paused);
    for (let n = 0; n < 6; n++) exchange.onResponseData(wire, bytes(5_000));
    assert.ok(wire.paused);
    const pieces: number[] = [];
    while (wire.paused) pieces.push((await exchange.next()).value?.length ?? 0);
    assert.deepEqual(pieces, [10_000, 10_000, 10_000, 5_000], 'in pieces of which nothing much is made');
  });

  it('gives what came before the connection broke, then says that it broke', async () => {
    exchange.onResponseData(wire, bytes(1));
    exchange.onResponseError(wire, new Error('reset'));
    assert.equal((await exchange.next()).value?.length, 1);
    await assert.rejects(exchange.next(), /reset/);
    await assert.rejects(exchange.head, /reset/);
  });

  it('closes the connection at once when stopped, and gives nothing more', async () => {
    exchange.onResponseData(wire, bytes(1));
    exchange.stop(new Error('enough'));
    assert.equal(wire.reason?.message, 'enough');
    await assert.rejects(exchange.next(), /enough/);
  });

  it('tells who waits that it was stopped before there was a connection, and closes that when it comes', async () => {
    const early = new Exchange();
    early.stop(new Error('enough'));
    await assert.rejects(early.head, /enough/);
    early.onRequestStart(wire);
    assert.ok(wire.aborted);
  });

  it('reads a rest that is small, so that the connection is kept, and closes on a large one', async () => {
    exchange.onResponseData(wire, bytes(70_000));
    const drained = exchange.drain(10);
    assert.ok(!wire.paused);
    exchange.onResponseData(wire, bytes(10));
    exchange.onResponseEnd();
    await drained;
    assert.ok(!wire.aborted);

    const endless = new Exchange();
    endless.onRequestStart(wire);
    const given = endless.drain(10);
    endless.onResponseData(wire, bytes(11));
    await given;
    assert.ok(wire.aborted);
    exchange.stop(new Error('too late'));
    assert.match(wire.reason?.message ?? '', /too much/);
  });
});
