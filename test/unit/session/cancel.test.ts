import assert from 'node:assert/strict';
import { harness, lanes, ourHeaders, outcome, read, settle } from '../../support/session/harness';

describe('session: cancel', () => {
  it('sends the announced message and goes on at once on another lane', async () => {
    const { session, endpoint } = harness();
    const first = session.start({ lane: 'inline', input: '1' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('inline', 'r1');
    socket.delta('inline', 'on');
    first.cancel();
    first.cancel();
    const second = session.start({ lane: 'inline', input: '2' });
    assert.equal(await outcome(first), 'cancelled "on"');
    socket.delta('inline', 'e late');
    socket.created('inline.2', 'r2');
    socket.delta('inline.2', 'two');
    socket.incomplete('inline', 'r1', 'cancelled');
    socket.completed('inline.2', 'r2');
    assert.equal(await outcome(second), 'completed "two"');
    session.start({ lane: 'inline', input: '3' });
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      [
        '1 → response.create inline "1"',
        '1 → codex_spark.cancel inline r1',
        '1 → response.create inline.2 "2"',
        '1 → response.create inline "3"',
      ],
    );
  });

  it('mutes the lane where there is no message, and never shifts an answer by one', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const first = session.start({ lane: 'inline', input: '1', maxOutputTokens: 64 });
    await settle();
    const socket = endpoint.socket.accept();
    first.cancel();
    const second = session.start({ lane: 'inline', input: '2' });
    socket.answer('inline', 'r1', 'one');
    socket.created('inline', 'r1');
    socket.delta('inline', 'one again');
    const third = session.start({ lane: 'inline', input: '3' });
    socket.answer('inline.2', 'r2', 'two');
    socket.delta('inline', 'one, late');
    socket.completed('inline', 'r1');
    socket.answer('inline', 'r3', 'three');
    assert.deepEqual(await Promise.all([first, second, third].map(outcome)), [
      'cancelled ""',
      'completed "two"',
      'completed "three"',
    ]);
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      [
        '1 → response.create inline "1"',
        '1 → response.create inline.2 "2"',
        '1 → response.create inline "3"',
      ],
    );
  });

  it('drops the connection where the server runs one response at a time', async () => {
    const { session, endpoint } = harness();
    const first = session.start({ lane: 'inline', input: '1' });
    await settle();
    endpoint.socket.accept().created('', 'r1');
    first.cancel();
    assert.equal(await outcome(first), 'cancelled ""');
    const second = session.start({ lane: 'inline', input: '2' });
    await settle();
    endpoint.socket.accept().answer('', 'r2', 'two');
    assert.equal(await outcome(second), 'completed "two"');
    assert.deepEqual(
      endpoint.transcript.filter(line => !line.includes('←')),
      ['1 → response.create "1"', '1 → dropped', '2 → response.create "2"'],
    );
  });

  it('takes back a turn that was never sent', async () => {
    const { session, endpoint } = harness();
    const abort = new AbortController();
    const turn = session.start({ lane: 'inline', input: '1' }, abort.signal);
    abort.abort();
    assert.equal(await outcome(turn), 'cancelled ""');
    const before = session.start({ lane: 'inline', input: '2' }, abort.signal);
    assert.equal(await outcome(before), 'cancelled ""');
    await settle();
    endpoint.socket.accept(ourHeaders());
    assert.deepEqual(endpoint.transcript, ['1 ← open']);
  });

  it('frees the reader', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: '1' });
    const pieces = read(turn);
    await settle();
    endpoint.socket.accept(ourHeaders()).created('chat', 'r1');
    endpoint.socket.delta('chat', 'a');
    turn.cancel();
    endpoint.socket.delta('chat', 'b');
    assert.deepEqual(await pieces, ['a']);
    assert.equal(turn.textSoFar, 'a');
  });
});
