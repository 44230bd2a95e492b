import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { keepAlive } from '../../../../src/gateway/server/keepAlive';
import { ManualClock } from '../../../support/manualClock';

class Pinged extends EventEmitter {
  pings = 0;
  terminated = false;
  ping(): void {
    this.pings++;
  }
  terminate(): void {
    this.terminated = true;
  }
}

describe('keepAlive', () => {
  it('pings at its interval, as long as there is any sign of life', () => {
    const clock = new ManualClock();
    const socket = new Pinged();
    keepAlive(socket, clock, 100);
    for (const sign of ['pong', 'message', 'pong']) {
      clock.tick(100);
      socket.emit(sign);
    }
    clock.tick(99);
    assert.deepEqual([socket.pings, socket.terminated], [3, false]);
  });

  it('ends a socket that was silent for a whole interval after a ping', () => {
    const clock = new ManualClock();
    const socket = new Pinged();
    keepAlive(socket, clock, 100);
    clock.tick(199);
    assert.ok(!socket.terminated);
    clock.tick(1);
    assert.ok(socket.terminated);
    assert.equal(clock.pending, 0);
  });

  it('leaves no timer and no listener', () => {
    const clock = new ManualClock();
    const socket = new Pinged();
    const pulse = keepAlive(socket, clock, 100);
    clock.tick(100);
    pulse.dispose();
    assert.equal(clock.pending, 0);
    assert.deepEqual(socket.eventNames(), []);
  });
});
