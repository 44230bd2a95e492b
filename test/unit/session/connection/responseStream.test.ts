import assert from 'node:assert/strict';
import { parseServerFrame } from '../../../../src/protocol/parseServerFrame';
import {
  ResponseStream,
  type Acceptance,
  type SteerEvent,
} from '../../../../src/session/connection/responseStream';

type Fields = Readonly<Record<string, unknown>>;

/** A response as its reader hears it. */
function rig(undoubted = false) {
  const heard: string[] = [];
  const stream = new ResponseStream('', undefined, {
    onText: text => heard.push(text),
    onCall: ({ callId }) => heard.push(`call ${callId}`),
    onBytes: () => undefined,
    onSteerAccepted: () => heard.push('accepted'),
    onAwaitingSuccessor: () => heard.push('awaiting'),
    onRedirected: instructions => heard.push(`redirected to ${instructions.join(' and ')}`),
    onSteerRefused: code => heard.push(`refused: ${code}`),
    onUseless: () => heard.push('useless'),
    onEnd: ({ kind }) => heard.push(kind),
  });
  /** Returns what became of an event: a word, or how the response ended. */
  const take = (type: string, fields: Fields = {}): string => {
    const frame = parseServerFrame(JSON.stringify({ type, ...fields }));
    assert.ok(frame.kind === 'event', JSON.stringify(frame));
    const { event } = frame;
    const isSteer = (one: typeof event): one is SteerEvent => one.type.startsWith('response.steer.');
    return inWords(isSteer(event) ? stream.acceptSteer(event) : stream.accept(event, undoubted));
  };
  const created = (id = 'r', more: Fields = {}): string =>
    take('response.created', { response: { id }, ...more });
  const delta = (text: string, more: Fields = {}): string =>
    take('response.output_text.delta', { delta: text, ...more });
  return { stream, heard, take, created, delta };
}

function inWords(acceptance: Acceptance): string {
  if (typeof acceptance === 'string') return acceptance;
  switch (acceptance.kind) {
    case 'incomplete':
      return `incomplete: ${acceptance.reason}`;
    case 'failed':
    case 'lost':
      return `${acceptance.kind}: ${acceptance.error.message}`;
    default:
      return acceptance.kind;
  }
}

const message = (text: string): object => ({ type: 'message', content: [{ type: 'output_text', text }] });
const call = (call_id: string): object => ({ type: 'function_call', call_id, name: 'f', arguments: '{}' });

describe('ResponseStream: whose an event is', () => {
  it('takes nothing before its own beginning, and nothing of another response', () => {
    const { heard, take, created, delta } = rig();
    assert.equal(delta('old'), 'stale');
    assert.equal(take('response.completed', { response: { id: 'before' } }), 'stale');
    assert.equal(created('r'), 'taken');
    assert.equal(take('response.completed', { response: { id: 'before' } }), 'stale');
    assert.equal(delta('new'), 'taken');
    assert.equal(take('response.completed', { response: { id: 'r' } }), 'completed');
    assert.deepEqual(heard, ['new']);
  });

  it('may be refused before it has begun', () => {
    assert.equal(rig().take('error', { error: { message: 'No.' } }), 'failed: No.');
    const response = { id: 'r', error: { message: 'No.' } };
    assert.equal(rig().take('response.failed', { response }), 'failed: No.');
  });

  it("needs no beginning where the answer can be nobody else's", () => {
    const { stream, heard, delta } = rig(true);
    assert.equal(delta('a'), 'taken');
    assert.deepEqual([heard, stream.acknowledged, stream.responseId], [['a'], true, undefined]);
  });

  it('takes each frame once, and a second end', () => {
    const { stream, heard, take, created, delta } = rig();
    created('r', { sequence_number: 0 });
    assert.equal(delta('a', { sequence_number: 1 }), 'taken');
    assert.equal(delta('a', { sequence_number: 1 }), 'duplicate');
    assert.equal(stream.gapSeen, false);
    assert.equal(delta('c', { sequence_number: 3 }), 'taken');
    assert.equal(stream.gapSeen, true);
    assert.equal(take('response.completed', { response: { id: 'r' }, sequence_number: 3 }), 'completed');
    assert.deepEqual(heard, ['a', 'c']);
  });
});

describe('ResponseStream: its text', () => {
  it('is told once, whichever way it comes', () => {
    const { heard, take, created, delta } = rig();
    created();
    delta('He', { output_index: 0, content_index: 0 });
    take('response.output_text.done', { text: 'Hello', output_index: 0, content_index: 0 });
    take('response.content_part.done', {
      part: { type: 'output_text', text: 'Hello' },
      output_index: 0,
      content_index: 0,
    });
    take('response.output_item.done', { item: message('Hello'), output_index: 0 });
    take('response.completed', { response: { id: 'r', output: [message('Hello')] } });
    assert.deepEqual(heard, ['He', 'llo']);
  });

  it('is that of a further message, though neither says its place', () => {
    const { heard, take, created, delta } = rig();
    created();
    delta('one');
    take('response.output_item.added', { item: { type: 'message' } });
    take('response.output_text.done', { text: 'two' });
    take('response.in_progress', { response: { id: 'r' } });
    delta('');
    assert.deepEqual(heard, ['one', 'two']);
  });

  it('is of no use where frames are missing and its end does not agree with what came', () => {
    const { heard, take, created, delta } = rig();
    created('r', { sequence_number: 0 });
    delta('He', { sequence_number: 1 });
    delta('o', { sequence_number: 3 });
    assert.equal(take('response.output_text.done', { text: 'Hello', sequence_number: 4 }), 'taken');
    assert.deepEqual(heard, ['He', 'o', 'useless']);
    const whole = rig();
    whole.created('r', { sequence_number: 0 });
    whole.delta('He', { sequence_number: 1 });
    whole.take('response.output_text.done', { text: 'Hello', sequence_number: 9 });
    assert.deepEqual(whole.heard, ['He', 'llo']);
  });

  it('is kept for nobody once nobody reads on, and counts all the same', () => {
    const { stream, heard, take, created, delta } = rig();
    created();
    stream.mute(7);
    delta('Hello');
    take('response.output_item.done', { item: call('c1') });
    assert.equal(take('response.completed', { response: { id: 'r', output: [message('x')] } }), 'completed');
    stream.finish({ kind: 'unsteered' });
    assert.deepEqual([heard, stream.units, stream.live, stream.mutedAt], [[], 5, false, 7]);
  });
});

describe('ResponseStream: its end', () => {
  const ends: [type: string, response: Fields, end: string][] = [
    ['response.completed', {}, 'completed'],
    ['response.done', {}, 'completed'],
    ['response.done', { status: 'completed' }, 'completed'],
    ['response.cancelled', {}, 'incomplete: cancelled'],
    ['response.done', { status: 'cancelled' }, 'incomplete: cancelled'],
    [
      'response.incomplete',
      { incomplete_details: { reason: 'max_output_tokens' } },
      'incomplete: max_output_tokens',
    ],
    ['response.incomplete', {}, 'incomplete: unknown'],
    ['response.completed', { status: 'incomplete' }, 'incomplete: unknown'],
    ['response.completed', { status: 'in_progress' }, 'completed'],
    ['response.completed', { status: 'failed', error: { message: 'No.' } }, 'failed: No.'],
    ['response.failed', { error: { message: 'No.' } }, 'failed: No.'],
    [
      'response.completed',
      { output: [{ content: [{ type: 'refusal', refusal: 'I may not.' }] }] },
      'failed: I may not.',
    ],
  ];
  for (const [type, response, end] of ends)
    it(`is "${end}" by ${type} with ${JSON.stringify(response)}`, () => {
      const { take, created } = rig();
      created();
      assert.equal(take(type, { response: { id: 'r', ...response } }), end);
    });

  it('is a failure in the words of the model where it refuses, said bit by bit or at once', () => {
    for (const said of [
      [
        ['response.refusal.delta', { delta: 'I may ' }],
        ['response.refusal.delta', { delta: 'not.' }],
      ],
      [
        ['response.refusal.delta', { delta: 'I' }],
        ['response.refusal.done', { refusal: 'I may not.' }],
      ],
      [
        [
          'response.output_item.done',
          { item: { type: 'message', content: [{ type: 'refusal', refusal: 'I may not.' }] } },
        ],
      ],
    ] as const) {
      const { stream, take, created } = rig();
      created();
      for (const [type, fields] of said) take(type, fields);
      assert.ok(stream.outputSeen);
      assert.equal(take('response.completed', { response: { id: 'r' } }), 'failed: I may not.');
    }
  });

  it('tells a call once, when it is done or at the end', () => {
    const { heard, take, created } = rig();
    created();
    take('response.output_item.done', { item: call('c1') });
    take('response.completed', { response: { id: 'r', output: [call('c1'), call('c2')] } });
    assert.deepEqual(heard, ['call c1', 'call c2']);
  });

  it('is told once', () => {
    const { stream, heard } = rig();
    stream.finish({ kind: 'completed', usage: undefined });
    stream.finish({ kind: 'completed', usage: undefined });
    assert.deepEqual(heard, ['completed']);
  });
});

describe('ResponseStream: an instruction on the way', () => {
  const steer = (id: string): Fields => ({ steer: { id, previous_response_id: 'r' } });

  it('is taken up by a successor, whose beginning is the moment', () => {
    const { stream, heard, take, created, delta } = rig();
    created();
    delta('old ');
    stream.steerSent('shorter');
    stream.steerSent('in French');
    take('response.steer.accepted', steer('s1'));
    assert.equal(take('response.incomplete', { response: { id: 'r' } }), 'awaiting');
    assert.deepEqual([stream.answersTo('r'), stream.responseId], [true, undefined]);
    // What still comes of the old one is nobody's.
    assert.equal(take('response.created', { response: { id: 'r' } }), 'stale');
    assert.equal(delta('late'), 'stale');
    created('r2');
    delta('new');
    assert.equal(take('response.completed', { response: { id: 'r2' } }), 'completed');
    assert.deepEqual(heard, ['old ', 'accepted', 'awaiting', 'redirected to shorter and in French', 'new']);
  });

  it('has no successor where the answer fails', () => {
    for (const [type, status] of [
      ['response.failed', undefined],
      ['response.completed', 'failed'],
      ['response.done', 'failed'],
    ]) {
      const { stream, take, created } = rig();
      created();
      stream.steerSent('shorter');
      const response = { id: 'r', status, error: { message: 'No.' } };
      assert.equal(take(type ?? '', { response }), 'failed: No.');
    }
  });

  it('is handed back while the answer goes on, once', () => {
    const { stream, heard, take, created, delta } = rig();
    created();
    stream.steerSent('shorter');
    const refusal = { ...steer('s1'), error: { code: 'too_late', message: 'm' } };
    assert.equal(take('response.steer.failed', refusal), 'taken');
    assert.equal(take('response.steer.failed', refusal), 'duplicate');
    delta('on');
    assert.equal(take('response.completed', { response: { id: 'r' } }), 'completed');
    assert.deepEqual(heard, ['refused: too_late', 'on']);
  });

  it('needs a request of its own where it is handed back when the answer is over', () => {
    const { stream, take, created } = rig();
    created();
    stream.steerSent('shorter');
    stream.steerSent('in French');
    take('response.completed', { response: { id: 'r' } });
    const refusal = { error: { code: 'too_late', message: 'm' } };
    assert.equal(take('response.steer.failed', { ...steer('s1'), ...refusal }), 'taken');
    assert.equal(take('response.steer.failed', { ...steer('s2'), ...refusal }), 'unsteered');
  });

  it('is refused by an error that speaks of steering, and of nothing else', () => {
    const { stream, heard, take, created } = rig();
    created();
    stream.steerSent('shorter');
    assert.equal(
      take('error', { error: { code: 'unknown_event', message: 'What is response.steer?' } }),
      'taken',
    );
    assert.deepEqual(heard, ['refused: steering_not_supported']);
    assert.equal(
      take('error', { error: { message: 'What is response.steer?' } }),
      'failed: What is response.steer?',
    );
    const other = rig();
    other.created();
    other.stream.steerSent('shorter');
    assert.equal(other.take('error', { error: { message: 'Out of memory.' } }), 'failed: Out of memory.');
  });
});
