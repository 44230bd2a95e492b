import assert from 'node:assert/strict';
import { connectionError, type WireError } from '../../../../src/protocol/errors';
import { Connection } from '../../../../src/session/connection/connection';
import { ResponseStream } from '../../../../src/session/connection/responseStream';
import { ManualClock } from '../../../support/manualClock';
import { ScriptedEndpoint } from '../../../support/session/scriptedEndpoint';

/** An open connection, with all that it tells. */
function rig() {
  const clock = new ManualClock();
  const endpoint = new ScriptedEndpoint();
  const told: string[] = [];
  const bytes = { up: 0, down: 0 };
  /** Why it ended, and why its answers were lost. */
  const reasons: WireError[] = [];
  const connection = new Connection({
    url: 'ws://test',
    headers: {},
    openSocket: endpoint.open,
    clock,
    listener: {
      onOpen: () => told.push('open'),
      onDown: (_, { error, then }) => {
        reasons.push(error);
        told.push(`down, then ${then}`);
      },
      onFree: () => undefined,
      onDraining: () => told.push('draining'),
      onUnlabelled: () => undefined,
      onBytes: (direction, count) => (bytes[direction] += count),
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
      onEnd: end => {
        if (end.kind === 'lost') reasons.push(end.error);
        heard.push(end.kind === 'lost' ? `lost, ${end.replayable ? 'again' : 'for good'}` : end.kind);
      },
    });
    connection.send(stream, '{"type":"response.create"}');
    return { stream, heard };
  };
  return { clock, endpoint, connection, socket, told, bytes, reasons, ask };
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

  it('loses all that it may be about where nothing says whose it is, for the reason that was said', () => {
    const ways: [said: object, code: string | undefined][] = [
      [
        { type: 'error', error: { code: 'rate_limit_exceeded', message: 'Slow down.' } },
        'rate_limit_exceeded',
      ],
      [{ type: 'response.created', response: { id: 'r' } }, undefined],
    ];
    for (const [said, code] of ways) {
      const { socket, told, reasons, ask } = openRig();
      const [one, other] = [ask('a'), ask('b')];
      socket.raw(JSON.stringify(said));
      const lost = ['lost, again'];
      assert.deepEqual([one.heard, other.heard, told], [lost, lost, ['down, then rest']]);
      assert.deepEqual(
        reasons.map(reason => reason.code),
        [code, code, code],
      );
      assert.ok(reasons.every(({ message }) => message !== ''));
    }
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
    const delta = (sequence_number: number): void =>
      socket.raw(JSON.stringify({ type: 'response.output_text.delta', delta: 'x', sequence_number }));
    delta(1);
    assert.deepEqual(told, []);
    delta(3);
    assert.deepEqual(told, ['gap response.output_text.delta']);
    delta(7);
    assert.equal(told.length, 1);
    delta(7);
    assert.deepEqual(told.slice(1), ['duplicate response.output_text.delta']);
  });

  it('lets an answer begin without a word only where nothing else runs', () => {
    const { socket, told, ask } = openRig();
    const alone = ask('a');
    socket.delta('a', 'one');
    socket.completed('a', 'r1');
    assert.deepEqual(alone.heard, ['one', 'completed']);
    const [one, other] = [ask('a'), ask('b')];
    socket.delta('a', 'of whom?');
    assert.deepEqual([one.heard, other.heard, told], [[], [], ['stale response.output_text.delta']]);
  });

  it('finds the answer that an instruction was meant for', () => {
    const { socket, ask } = openRig();
    const [one, other] = [ask('a'), ask('b')];
    socket.created('a', 'r1');
    socket.created('b', 'r2');
    one.stream.steerSent('shorter');
    other.stream.steerSent('longer');
    socket.completed('b', 'r2');
    const steer = { id: 's', previous_response_id: 'r2' };
    socket.say('', 'response.steer.failed', { steer, error: { code: 'late', message: 'm' } });
    assert.deepEqual([one.heard, other.heard], [[], ['unsteered']]);
    assert.equal(one.stream.live, true);
  });

  it('passes over what is said about an instruction for none of its answers', () => {
    const { socket, told, ask } = openRig();
    const { heard } = ask('');
    socket.created('', 'r1');
    socket.say('', 'response.steer.accepted', { steer: { id: 's', previous_response_id: 'other' } });
    assert.deepEqual([heard, told], [[], ['stale response.steer.accepted']]);
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

  it('is nothing where the server gives its answers no names', () => {
    const { connection, socket, ask } = openRig();
    ask('');
    socket.answer('', '', 'x');
    assert.deepEqual([connection.latestOf(''), connection.holds('')], [undefined, false]);
  });

  it('is nothing of a lane whose latest answer has no name', () => {
    const { connection, socket, ask } = openRig();
    ask('');
    socket.answer('', 'r1', 'x');
    ask('');
    socket.answer('', '', 'x');
    assert.deepEqual([connection.latestOf(''), connection.holds('r1')], [undefined, false]);
  });

  it('is no longer the answer before one that was to be steered, when that has ended', () => {
    const { connection, socket, ask } = openRig();
    ask('');
    socket.answer('', 'r1', 'x');
    const { stream, heard } = ask('', 'r1');
    socket.created('', 'r2');
    stream.steerSent('shorter');
    assert.equal(connection.holds('r1'), true);
    socket.completed('', 'r2');
    assert.deepEqual([connection.inFlight, connection.holds('r1')], [1, false]);
    const steer = { id: 's', previous_response_id: 'r2' };
    socket.say('', 'response.steer.failed', { steer, error: { code: 'late', message: 'm' } });
    assert.deepEqual([heard, connection.inFlight, connection.holds('r1')], [['unsteered'], 0, false]);
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
  it('loses what runs for good only where the request may have been the cause, and always says why', async () => {
    const ways: [way: (rig: ReturnType<typeof openRig>) => unknown, heard: string, told: string][] = [
      [({ connection }) => connection.drop(connectionError('Away.')), 'lost, again', 'rest'],
      [({ socket }) => socket.hangUp(1006), 'lost, again', 'retry'],
      [({ socket }) => socket.binary(), 'lost, for good', 'retry'],
      [({ socket }) => socket.raw('nonsense'), 'lost, for good', 'retry'],
      // Nothing comes, not even an answer to a ping.
      [({ clock }) => clock.advance(9_000), 'lost, again', 'retry'],
    ];
    for (const [way, said, then] of ways) {
      const base = openRig();
      const { heard } = base.ask('');
      await way(base);
      assert.deepEqual([heard, base.told.at(-1)], [[said], `down, then ${then}`]);
      assert.deepEqual(
        base.reasons.map(({ message }) => message !== ''),
        [true, true],
      );
    }
  });

  it('is told to nobody who reads on it where it is closed from this side', () => {
    const { connection, socket, told, ask } = openRig();
    const { heard } = ask('');
    connection.dispose();
    connection.dispose();
    assert.deepEqual([heard, told, socket.closed, connection.inFlight], [[], ['down, then rest'], true, 0]);
  });

  it('is a farewell where it was open, and nothing but the end where it was not', () => {
    const [open, opening] = [openRig(), rig()];
    for (const { connection } of [open, opening]) connection.dispose();
    assert.deepEqual(open.endpoint.take(), ['1 ← open', '1 → close 1000']);
    assert.deepEqual(opening.endpoint.take(), ['1 → dropped']);
    assert.ok(opening.reasons[0]?.message);
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
    assert.ok(idle.reasons[0]?.message);
  });
});

describe('A connection: what it has seen', () => {
  it('is a server that answers, as soon as it has said something of an answer that can be read', () => {
    const { connection, socket, ask } = openRig();
    ask('');
    socket.raw('{"type":"response.output_item.added"}');
    assert.equal(connection.proven, false);
    socket.created('', 'r1');
    assert.equal(connection.proven, true);
  });

  it('counts the bytes of its frames both ways', () => {
    const { socket, bytes, ask } = openRig();
    ask('');
    socket.raw('{"type":"späße"}');
    assert.deepEqual(bytes, { up: 26, down: 18 });
  });
});
