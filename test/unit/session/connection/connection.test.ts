import assert from 'node:assert/strict';
import { connectionError } from '../../../../src/protocol/errors';
import { Connection } from '../../../../src/session/connection/connection';
import { ResponseStream } from '../../../../src/session/connection/responseStream';
import { ManualClock } from '../../../support/manualClock';
import { ScriptedEndpoint } from '../../../support/session/scriptedEndpoint';

/** An open connection, with all that it tells. */
function rig() {
  const clock = new ManualClock();
  const endpoint = new ScriptedEndpoint();
  const told: string[] = [];
  const connection = new Connection({
    url: 'ws://test',
    headers: {},
    openSocket: endpoint.open,
    clock,
    listener: {
      onOpen: () => told.push('open'),
      onDown: (_, { then }) => told.push(`down, then ${then}`),
      onFree: () => undefined,
      onDraining: () => told.push('draining'),
      onUnlabelled: () => undefined,
      onBytes: () => undefined,
      onOddFrame: (kind, detail) => told.push(`${kind} ${detail}`),
    },
  });
  const { socket } = endpoint;
  /** Sends a request, and says what is heard of its answer. */
  const ask = (lane: string, previous?: string): { stream: ResponseStream; heard: string[] } => {
    const heard: string[] = [];
    const stream = new ResponseStream(lane, previous, {
      onText: text => heard.push(text),
      onCall: () => undefined,
      onBytes: () => undefined,
      onSteerAccepted: () => undefined,
      onAwaitingSuccessor: () => undefined,
      onRedirected: () => undefined,
      onSteerRefused: () => undefined,
      onUseless: () => heard.push('useless'),
      onEnd: end =>
        heard.push(end.kind === 'lost' ? `lost, ${end.replayable ? 'again' : 'for good'}` : end.kind),
    });
    connection.send(stream, '{"type":"response.create"}');
    return { stream, heard };
  };
  return { clock, connection, socket, told, ask };
}

function openRig() {
  const base = rig();
  base.socket.accept();
  base.told.length = 0;
  return base;
}

describe('A connection: whose an event is', () => {
  it('passes over what still comes of an answer that has ended, however it is called', () => {
    const { socket, told, ask } = openRig();
    ask('');
    socket.answer('', 'r1', 'one');
    const next = ask('');
    socket.say('', 'response.failed', { response: { id: 'r1', error: { message: 'No.' } } });
    socket.say('', 'response.completed', { response: { id: 'r1' } });
    assert.deepEqual(next.heard, []);
    assert.deepEqual(told, ['stale response.failed', 'stale response.completed']);
    socket.answer('', 'r2', 'two');
    assert.deepEqual(next.heard, ['two', 'completed']);
  });

  it('gives the rest of an answer that failed to nobody: the next one has to begin first', () => {
    const { socket, told, ask } = openRig();
    const first = ask('');
    socket.error('', 500, 'server_error');
    assert.deepEqual(first.heard, ['failed']);
    const next = ask('');
    socket.delta('', 'of the first');
    assert.deepEqual(next.heard, []);
    assert.deepEqual(told, ['stale response.output_text.delta']);
    socket.answer('', 'r2', 'two');
    assert.deepEqual(next.heard, ['two', 'completed']);
  });

  it('tells that frames are missing, once for each answer', () => {
    const { socket, told, ask } = openRig();
    ask('');
    socket.created('', 'r1');
    for (const sequence_number of [1, 3, 7])
      socket.raw(JSON.stringify({ type: 'response.output_text.delta', delta: 'x', sequence_number }));
    assert.deepEqual(told, ['gap response.output_text.delta']);
  });

  it('hears nothing any more once it is over, and no upgrade that comes too late', async () => {
    const open = openRig();
    const { heard } = open.ask('');
    open.connection.drop(connectionError('Away.'));
    open.socket.answer('', 'r1', 'one');
    assert.deepEqual(heard, ['lost, again']);
    assert.deepEqual(open.told, ['down, then rest']);
    const late = rig();
    await late.clock.advance(15_000);
    late.socket.accept();
    assert.deepEqual(late.told, ['down, then retry']);
    assert.equal(late.connection.usable, false);
  });
});

describe('A connection: what it holds to continue from', () => {
  it('is the latest answer of each lane, until a continuation on that lane fails', () => {
    const { connection, socket, ask } = openRig();
    for (const lane of ['a', 'b']) {
      ask(lane);
      socket.answer(lane, `of ${lane}`, 'x');
    }
    // One that was forked from another lane takes nothing along.
    ask('b', 'of a');
    socket.error('b', 400, 'bad_request');
    assert.deepEqual([connection.latestOf('a'), connection.latestOf('b')], ['of a', 'of b']);
    ask('b');
    socket.error('b', 400, 'bad_request');
    assert.equal(connection.latestOf('b'), 'of b');
    ask('b', 'of b');
    socket.error('b', 400, 'bad_request');
    assert.deepEqual([connection.holds('of a'), connection.holds('of b')], [true, false]);
  });

  it('is being forked from until the server has read the request', () => {
    const { connection, socket, ask } = openRig();
    ask('a');
    socket.answer('a', 'of a', 'x');
    ask('b', 'of a');
    assert.deepEqual([connection.isBeingForked('of a'), connection.isBeingForked('else')], [true, false]);
    socket.created('b', 'of b');
    assert.equal(connection.isBeingForked('of a'), false);
  });
});

describe('A connection: its end', () => {
  it('loses what runs for good only where the request may have been the cause', () => {
    const ways: [way: (rig: ReturnType<typeof openRig>) => unknown, heard: string, told: string][] = [
      [({ connection }) => connection.drop(connectionError('Away.')), 'lost, again', 'rest'],
      [({ socket }) => socket.hangUp(1006), 'lost, again', 'retry'],
      [({ socket }) => socket.binary(), 'lost, for good', 'retry'],
      [({ socket }) => socket.raw('nonsense'), 'lost, for good', 'retry'],
    ];
    for (const [way, said, then] of ways) {
      const base = openRig();
      const { heard } = base.ask('');
      way(base);
      assert.deepEqual([heard, base.told.at(-1)], [[said], `down, then ${then}`]);
    }
  });

  it('says since when nothing but unread answers runs', async () => {
    const { clock, connection, ask } = openRig();
    assert.equal(connection.mutedSince, undefined);
    const [one, other] = [ask('a'), ask('b')];
    connection.mute(one.stream);
    assert.equal(connection.mutedSince, undefined);
    await clock.advance(100);
    connection.mute(other.stream);
    assert.equal(connection.mutedSince, clock.now());
    assert.deepEqual([connection.inFlight, connection.live], [2, 0]);
  });

  it('comes when nobody reads on it any more, where it is to take no new turns', () => {
    const { connection, told, ask } = openRig();
    const { stream } = ask('a');
    connection.drain();
    connection.drain();
    assert.deepEqual([connection.usable, told], [false, ['draining']]);
    connection.mute(stream);
    assert.deepEqual(told, ['draining', 'down, then rest']);
    const idle = openRig();
    idle.connection.drain();
    assert.deepEqual(idle.told, ['down, then rest']);
  });
});
