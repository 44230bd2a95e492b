import assert from 'node:assert/strict';
import { wireError } from '../../../src/protocol/errors';
import { turnFacts } from '../../../src/session/sessionListener';
import { announced, harness, lanes, ourHeaders, outcome, settle } from '../../support/session/harness';

describe('sessionListener', () => {
  it('writes down what happens and nothing of what is said: no code, no prompt, no key', async () => {
    const { session, endpoint, log } = harness({
      headers: () => Promise.resolve({ authorization: 'Bearer SECRET-key' }),
    });
    const turn = session.start({ lane: 'chat', instructions: 'SECRET-instructions', input: 'SECRET-code' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.answer('chat', 'r1', 'SECRET-answer');
    socket.delta('chat', 'SECRET-late');
    await turn.done;
    assert.deepEqual(
      log.map(line => line.split(' ').slice(0, 2).join(' ')),
      ['socket opened', 'turn ended', 'odd frame'],
    );
    assert.doesNotMatch(log.join('\n'), /SECRET/);
  });

  it('tells once that a server has no lanes', async () => {
    const { session, endpoint, log } = harness({ profile: lanes });
    const turns = ['1', '2'].map(input => session.start({ lane: 'inline', input }));
    await settle();
    const socket = endpoint.socket.accept();
    socket.answer('', 'r1', 'x');
    socket.answer('', 'r2', 'y');
    await Promise.all(turns.map(outcome));
    assert.deepEqual(
      [session.profile.namedLanes, session.profile.concurrentLanes, session.profile.maxInFlight],
      [false, false, 1],
    );
    assert.equal(log.filter(line => line.startsWith('the server has no lanes')).length, 1);
  });

  it('counts frames that are not of the protocol, and not those that come late', async () => {
    const { session, endpoint, log } = harness();
    session.start({ lane: 'chat', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.delta('chat', 'before its beginning');
    assert.equal(session.metrics().malformedFrames, 0);
    socket.raw('[1]');
    assert.equal(session.metrics().malformedFrames, 1);
    assert.ok(log.some(line => line.startsWith('malformed frame detail=')));
  });

  it('counts a connection that did not come about as failed, and none that was lost', async () => {
    const { session, endpoint, clock, log } = harness();
    session.reconnect();
    await settle();
    endpoint.socket.unreachable();
    await clock.advance(1_000);
    endpoint.socket.accept(ourHeaders());
    session.start({ lane: 'chat', input: 'a' });
    endpoint.socket.hangUp();
    assert.equal(session.metrics().failedConnects, 1);
    assert.deepEqual(
      log
        .filter(line => / not opened| lost/.test(line))
        .map(line => line.replace(/ kind=.*code=(\S+).*/, ' $1')),
      ['socket not opened ECONNREFUSED', 'socket lost close_1006'],
    );
  });

  it('passes on what a gateway says of itself', async () => {
    const { session, endpoint } = harness();
    const said = (): unknown => session.announcement?.engine;
    assert.equal(said(), undefined);
    session.reconnect();
    await settle();
    endpoint.socket.accept(ourHeaders());
    assert.equal(said(), announced.engine);
  });
});

describe('turnFacts', () => {
  const ended = {
    lane: 'chat' as const,
    status: 'failed' as const,
    text: 'SECRET',
    timings: { queuedMs: 0.04, totalMs: 1234.5678 },
    bytes: { up: 1, down: 2 },
  };

  it('are the figures of a turn, in tenths of a millisecond, and none of its text', () => {
    assert.deepEqual(turnFacts({ ...ended, error: wireError({ status: 500, code: 'x', message: 'm' }) }), {
      ...{ lane: 'chat', status: 'failed', reason: undefined, error: 'x' },
      ...{ queuedMs: 0, firstTokenMs: undefined, totalMs: 1234.6 },
      ...{ bytesUp: 1, bytesDown: 2 },
    });
  });

  it('name the kind of an error that has no code', () => {
    const { error } = turnFacts({ ...ended, error: wireError({ status: 500, message: 'm' }) });
    assert.equal(error, 'server');
  });
});
