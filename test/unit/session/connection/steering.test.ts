import assert from 'node:assert/strict';
import { wireError } from '../../../../src/protocol/errors';
import { refusesSteering, Steering } from '../../../../src/session/connection/steering';
import { harness, ourHeaders, outcome, settle, type Harness } from '../../../support/session/harness';
import type { ServerSocket } from '../../../support/session/scriptedEndpoint';
import type { Turn } from '../../../../src/session/turn';

interface Scene extends Harness {
  readonly turn: Turn;
  readonly socket: ServerSocket;
  /** What the caller reads: texts, and `<instruction>` at redirect points. */
  readonly events: string[];
}

/** A turn that has said "quick" on a server that can be steered. */
async function steerable(): Promise<Scene> {
  const base = harness();
  const turn = base.session.start({ lane: 'edit', input: 'sort it' });
  const events: string[] = [];
  void (async () => {
    for await (const event of turn.events) {
      events.push(event.kind === 'text' ? event.text : `<${event.instruction}>`);
    }
  })();
  await settle();
  const socket = base.endpoint.socket.accept(ourHeaders({ steer: true }));
  socket.created('edit', 'r1');
  socket.delta('edit', 'quick');
  await settle();
  base.endpoint.take();
  return { ...base, turn, socket, events };
}

function failed(socket: ServerSocket, code: string, id?: string): void {
  socket.say('edit', 'response.steer.failed', {
    error: { type: 'invalid_request_error', code, message: code },
    steer: { ...(id ? { id } : {}), previous_response_id: 'r1', input: 'use merge' },
  });
}

function accepted(socket: ServerSocket, id = 's1'): void {
  socket.say('edit', 'response.steer.accepted', { steer: { id, previous_response_id: 'r1' } });
}

describe('native steer', () => {
  it('accepted, steered, successor', async () => {
    const { turn, socket, events, endpoint } = await steerable();
    assert.equal(turn.steer('use merge'), true);
    accepted(socket);
    socket.delta('edit', 'sort');
    socket.incomplete('edit', 'r1', 'steered');
    socket.incomplete('edit', 'r1', 'steered');
    socket.created('edit', 'r2');
    socket.delta('edit', 'mergesort');
    socket.completed('edit', 'r2');
    assert.equal(await outcome(turn), 'completed "quicksortmergesort"');
    assert.equal((await turn.done).responseId, 'r2');
    assert.deepEqual(events.join(''), 'quicksort<use merge>mergesort');
    assert.deepEqual(endpoint.take(), [
      '1 → response.steer r1 use merge',
      '1 ← response.steer.accepted edit',
      '1 ← response.output_text.delta edit "sort"',
      '1 ← response.incomplete edit r1',
      '1 ← response.incomplete edit r1',
      '1 ← response.created edit r2',
      '1 ← response.output_text.delta edit "mergesort"',
      '1 ← response.completed edit r2',
    ]);
  });

  it('accepted, normal completion, successor', async () => {
    const { turn, socket, events } = await steerable();
    turn.steer('use merge');
    accepted(socket);
    socket.completed('edit', 'r1');
    socket.answer('edit', 'r2', 'merge');
    assert.equal(await outcome(turn), 'completed "quickmerge"');
    assert.deepEqual(events, ['quick', '<use merge>', 'merge']);
  });

  it('several instructions, one successor', async () => {
    const { turn, socket, events } = await steerable();
    turn.steer('use merge');
    turn.steer('in place');
    accepted(socket, 's1');
    accepted(socket, 's2');
    socket.incomplete('edit', 'r1', 'steered');
    socket.answer('edit', 'r2', 'ok');
    assert.equal(await outcome(turn), 'completed "quickok"');
    assert.deepEqual(events, ['quick', '<use merge>', '<in place>', 'ok']);
  });

  for (const code of [
    'steering_not_supported',
    'too_many_pending_steers',
    'invalid_input',
    'response_not_active',
    'response_not_found',
  ]) {
    it(`failed with ${code} while the answer runs: a new request carries it`, async () => {
      const { turn, socket, events, endpoint, session } = await steerable();
      turn.steer('use merge');
      failed(socket, code);
      socket.answer('edit.2', 'r2', 'merge');
      assert.equal(await outcome(turn), 'completed "quickmerge"');
      assert.deepEqual(events, ['quick', '<use merge>', 'merge']);
      assert.equal(session.profile.steer, code !== 'steering_not_supported');
      assert.deepEqual(endpoint.take().slice(0, 4), [
        '1 → response.steer r1 use merge',
        '1 ← response.steer.failed edit ' + code,
        '1 → codex_spark.cancel edit r1',
        '1 → response.create edit.2 "sort it|quick|use merge"',
      ]);
    });
  }

  for (const [code, message] of [
    ['steering_not_supported', 'No steering here.'],
    ['invalid_request_error', "Unknown event type 'response.steer'."],
  ] as const) {
    it(`refused by a plain error (${message}): a new request, and nobody reads the answer that goes on`, async () => {
      const { turn, socket, session, events, endpoint } = await steerable();
      turn.steer('use merge');
      socket.raw(JSON.stringify({ type: 'error', status: 400, error: { code, message } }));
      socket.delta('edit', ' more');
      socket.answer('edit.2', 'r2', 'merge');
      socket.completed('edit', 'r1');
      assert.equal(await outcome(turn), 'completed "quickmerge"');
      assert.deepEqual(events, ['quick', '<use merge>', 'merge']);
      assert.equal(session.profile.steer, false);
      assert.ok(endpoint.take().includes('1 → response.create edit.2 "sort it|quick|use merge"'));
    });
  }

  it('refused by a plain error after the answer has completed', async () => {
    const { turn, socket, events } = await steerable();
    turn.steer('use merge');
    socket.completed('edit', 'r1');
    socket.error('edit', 400, 'steering_not_supported');
    socket.answer('edit', 'r2', 'merge');
    assert.equal(await outcome(turn), 'completed "quickmerge"');
    assert.deepEqual(events, ['quick', '<use merge>', 'merge']);
  });

  it('an error of the answer itself is not taken for a refusal', async () => {
    const { turn, socket, session } = await steerable();
    turn.steer('use merge');
    socket.error('edit', 400, 'context_length_exceeded');
    assert.equal(await outcome(turn), 'failed request "quick"');
    assert.equal(session.profile.steer, true);
  });

  it('too late: the answer completes, then the steer fails', async () => {
    const { turn, socket, events } = await steerable();
    turn.steer('use merge');
    socket.completed('edit', 'r1');
    failed(socket, 'response_already_completed');
    socket.answer('edit', 'r2', 'merge');
    assert.equal(await outcome(turn), 'completed "quickmerge"');
    assert.deepEqual(events, ['quick', '<use merge>', 'merge']);
  });

  it('accepted, but the successor cannot be created', async () => {
    const { turn, socket, events, endpoint } = await steerable();
    turn.steer('use merge');
    accepted(socket);
    socket.completed('edit', 'r1');
    failed(socket, 'successor_creation_failed', 's1');
    socket.answer('edit', 'r2', 'merge');
    assert.equal(await outcome(turn), 'completed "quickmerge"');
    assert.deepEqual(events, ['quick', '<use merge>', 'merge']);
    assert.ok(endpoint.take().includes('1 → response.create edit "sort it|quick|use merge"'));
  });

  it('pending for tool results that will never come', async () => {
    const { turn, socket, events } = await steerable();
    turn.steer('use merge');
    accepted(socket);
    socket.completed('edit', 'r1');
    socket.say('edit', 'response.steer.pending', {
      reason: 'waiting_for_required_input',
      steer: { id: 's1', previous_response_id: 'r1' },
    });
    socket.answer('edit', 'r2', 'merge');
    assert.equal(await outcome(turn), 'completed "quickmerge"');
    assert.deepEqual(events, ['quick', '<use merge>', 'merge']);
  });

  it('a successor that never comes is replaced after 10 s, and never read when it does', async () => {
    const { turn, socket, events, clock } = await steerable();
    turn.steer('use merge');
    accepted(socket);
    socket.completed('edit', 'r1');
    for (let i = 0; i < 5; i++) {
      await clock.advance(2_000);
      socket.pong();
    }
    socket.answer('edit', 'late', 'late');
    socket.answer('edit.2', 'r2', 'merge');
    assert.equal(await outcome(turn), 'completed "quickmerge"');
    assert.deepEqual(events, ['quick', '<use merge>', 'merge']);
  });

  it('accepted, but the server goes on writing: after 50 ms a new request carries it', async () => {
    const { turn, socket, events, endpoint, clock } = await steerable();
    turn.steer('use merge');
    await clock.advance(200);
    accepted(socket);
    await clock.advance(49);
    socket.delta('edit', 'sort');
    assert.ok(!endpoint.take().some(line => line.includes('response.create')), 'it may finish its line');
    await clock.advance(1);
    socket.delta('edit', ' and on and on');
    socket.answer('edit.2', 'r2', 'merge');
    assert.equal(await outcome(turn), 'completed "quicksortmerge"');
    assert.deepEqual(events, ['quick', 'sort', '<use merge>', 'merge']);
    assert.deepEqual(endpoint.take().slice(0, 2), [
      '1 → codex_spark.cancel edit r1',
      '1 → response.create edit.2 "sort it|quicksort|use merge"',
    ]);
  });

  it('never answered at all: after a second a new request carries it', async () => {
    const { turn, socket, events, clock } = await steerable();
    turn.steer('use merge');
    await clock.advance(600);
    turn.steer('in place');
    await clock.advance(400);
    socket.answer('edit.2', 'r2', 'merge');
    assert.equal(await outcome(turn), 'completed "quickmerge"');
    assert.deepEqual(events, ['quick', '<use merge>', '<in place>', 'merge']);
  });

  it('a turn that ends leaves no timer of its steering behind', async () => {
    const { turn, socket, clock } = await steerable();
    const before = clock.pending;
    turn.steer('use merge');
    accepted(socket);
    turn.cancel();
    assert.ok(clock.pending <= before);
  });

  it('cancelled between an answer and its successor: the lane is not used before that has ended', async () => {
    const { turn, socket, session, endpoint } = await steerable();
    turn.steer('use merge');
    accepted(socket);
    socket.completed('edit', 'r1');
    turn.cancel();
    const next = session.start({ lane: 'edit', input: 'next' });
    socket.answer('edit', 'r2', 'nobody reads this');
    socket.answer('edit.2', 'r3', 'next');
    assert.deepEqual(await Promise.all([turn, next].map(outcome)), ['cancelled "quick"', 'completed "next"']);
    assert.ok(endpoint.take().includes('1 → response.create edit.2 "next"'));
  });

  it('before the server has said anything: by a new request', async () => {
    const { session, endpoint } = await steerable();
    const turn = session.start({ lane: 'chat', input: 'a' });
    turn.steer('b');
    assert.deepEqual(endpoint.take(), [
      '1 → response.create chat "a"',
      '1 → codex_spark.cancel chat',
      '1 → response.create chat.2 "a|b"',
    ]);
    turn.cancel();
  });

  it('while waiting for a connection: the request goes out with it', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    turn.steer('b');
    await settle();
    endpoint.socket.accept(ourHeaders({ steer: true }));
    assert.deepEqual(endpoint.take(), ['1 ← open', '1 → response.create chat "a|b"']);
    turn.cancel();
  });

  it('a connection lost with an instruction under way fails the turn that has shown text', async () => {
    const { turn, socket } = await steerable();
    turn.steer('use merge');
    socket.hangUp();
    assert.equal(await outcome(turn), 'failed connection "quick"');
  });
});

/** Instructions that were sent, in this order. */
function sent(...instructions: readonly string[]): Steering {
  const steering = new Steering();
  for (const instruction of instructions) steering.sent(instruction);
  return steering;
}

describe('Steering', () => {
  it('is outstanding from the first instruction until the successor exists', () => {
    const steering = sent();
    assert.deepEqual([steering.outstanding, steering.unanswered], [false, false]);
    steering.sent('shorter');
    steering.sent('in French');
    assert.deepEqual([steering.outstanding, steering.unanswered], [true, true]);
    steering.accepted('s1');
    assert.equal(steering.unanswered, true);
    steering.accepted('s2');
    assert.deepEqual([steering.outstanding, steering.unanswered], [true, false]);
    assert.deepEqual(steering.commit(), ['shorter', 'in French']);
    assert.deepEqual([steering.outstanding, steering.commit()], [false, []]);
  });

  it('takes a repeated acceptance for none of the next instruction', () => {
    const steering = sent('shorter', 'in French');
    steering.accepted('s1');
    steering.accepted('s1');
    assert.equal(steering.unanswered, true);
    steering.accepted('s2');
    steering.accepted('s3');
    assert.equal(steering.handedBack('s2'), true);
    assert.deepEqual(steering.commit(), ['shorter']);
  });

  it('hands back the one that is meant: by its id, else the oldest without an answer', () => {
    const accepted = (): Steering => {
      const steering = sent('shorter', 'in French', 'louder');
      steering.accepted('s1');
      steering.accepted('s2');
      return steering;
    };
    const backs: [id: string | undefined, left: string][] = [
      ['s1', 'in French louder'],
      ['s2', 'shorter louder'],
      ['s3', 'shorter in French'],
      [undefined, 'shorter in French'],
    ];
    for (const [id, left] of backs) {
      const steering = accepted();
      assert.equal(steering.handedBack(id), true);
      assert.equal(steering.commit().join(' '), left, id);
    }
  });

  it('hands back none twice', () => {
    const steering = sent('shorter', 'in French');
    steering.accepted('s1');
    steering.accepted('s2');
    assert.deepEqual([steering.handedBack('s1'), steering.handedBack('s1')], [true, false]);
    assert.equal(steering.handedBack(undefined), false);
    assert.deepEqual(steering.commit(), ['in French']);
  });
});

describe('refusesSteering', () => {
  const errors: [code: string | undefined, message: string, refuses: boolean][] = [
    ['steering_not_supported', 'No.', true],
    ['unknown_event', 'Unknown event type "response.steer".', true],
    [undefined, 'Steering is off.', true],
    ['server_error', 'Out of memory.', false],
  ];
  for (const [code, message, refuses] of errors)
    it(`${code}, "${message}": ${refuses ? 'yes' : 'no'}`, () =>
      assert.equal(refusesSteering(wireError({ code, message })), refuses));
});
