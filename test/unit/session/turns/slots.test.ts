import assert from 'node:assert/strict';
import { harness, lanes, settle } from '../../../support/session/harness';

const sent = (lines: readonly string[]): string[] => lines.filter(line => line.includes('→'));

describe('LaneSlots', () => {
  it('continues a conversation on the connection that holds it, though another one is free', async () => {
    const { session, endpoint } = harness();
    const first = session.start({ lane: 'edit', input: 'e' });
    await settle();
    const one = endpoint.socket.accept();
    await settle();
    const two = endpoint.socket.accept();
    const chat = session.start({ lane: 'chat', input: 'c1' });
    two.answer('', 'r1', 'x');
    one.answer('', 'e1', 'x');
    await Promise.all([first.done, chat.done]);
    endpoint.take();
    const fullInput = () => [{ role: 'user' as const, content: 'everything' }];
    session.start({ lane: 'chat', input: 'c2', previous: 'r1', fullInput });
    session.start({ lane: 'inline', input: 'i' });
    assert.deepEqual(sent(endpoint.take()), ['2 → response.create after r1 "c2"', '1 → response.create "i"']);
  });

  it('opens no further connection for a warm-up that only one connection can use', async () => {
    const { session, endpoint, clock } = harness({ profile: { ...lanes, maxInFlight: 1 } });
    const warm = session.warm({ lane: 'inline-context', input: [{ role: 'user', content: 'static' }] });
    await settle();
    endpoint.socket.accept().answer('inline-context', 'w1');
    assert.equal(await warm, 'w1');
    endpoint.socket.hangUp();
    session.start({ lane: 'inline', input: 'i' });
    await clock.advance(1_000);
    endpoint.take();
    endpoint.socket.accept();
    await settle();
    assert.equal(endpoint.sockets.length, 2, 'it waits for the turn to end');
    endpoint.socket.answer('inline', 'r1', 'x');
    assert.deepEqual(sent(endpoint.take()), [
      '2 → response.create inline "i"',
      '2 → response.create inline-context warm-up "static"',
    ]);
  });
});
