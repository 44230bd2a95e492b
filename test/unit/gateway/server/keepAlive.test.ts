import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { keepAlive } from '../../../../src/gateway/server/keepAlive';
import { ManualClock } from '../../../support/manualClock';

class Pinged extends EventEmitter {
  pings = 0;
  terminated = false;
  isPaused = false;
  ping(): void {
    this.pings++;
  }
  terminate(): void {
    this.terminated = true;
  }
}

const pulse = { interval: 100, paused: 400 };

describe('keepAlive', () => {
  it('pings at its interval, as long as there is any sign of life', () => {
    const clock = new ManualClock();
    const socket = new Pinged();
    keepAlive(socket, clock, pulse);
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
    keepAlive(socket, clock, pulse);
    clock.tick(199);
    assert.ok(!socket.terminated);
    clock.tick(1);
    assert.ok(socket.terminated);
    assert.equal(clock.pending, 0);
  });

  it('gives a paused socket longer: nobody hears its pongs', () => {
    const clock = new ManualClock();
    const socket = new Pinged();
    socket.isPaused = true;
    keepAlive(socket, clock, pulse);
    clock.tick(499);
    assert.deepEqual([socket.pings, socket.terminated], [4, false]);
    clock.tick(1);
    assert.ok(socket.terminated);
  });

  it('lets a socket that goes on be heard first, and ends it when it then is silent', () => {
    const clock = new ManualClock();
    const socket = new Pinged();
    socket.isPaused = true;
    keepAlive(socket, clock, pulse);
    clock.tick(350);
    socket.isPaused = false;
    clock.tick(149);
    assert.ok(!socket.terminated);
    clock.tick(1);
    assert.ok(socket.terminated);
  });

  it('leaves no timer and no listener', () => {
    const clock = new ManualClock();
    const socket = new Pinged();
    const pinging = keepAlive(socket, clock, pulse);
    clock.tick(100);
    pinging.dispose();
    assert.equal(clock.pending, 0);
    assert.deepEqual(socket.eventNames(), []);
  });
});
