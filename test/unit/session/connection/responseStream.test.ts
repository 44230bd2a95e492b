import assert from 'node:assert/strict';
import { streamRig, usage, type Fields } from '../../../support/session/streamRig';

const message = (text: string): object => ({ type: 'message', content: [{ type: 'output_text', text }] });
const call = (call_id: string): object => ({ type: 'function_call', call_id, name: 'f', arguments: '{}' });

describe('ResponseStream: whose an event is', () => {
  it('takes nothing before its own beginning, and nothing of another response', () => {
    const { heard, take, created, delta } = streamRig();
    assert.equal(delta('old'), 'stale');
    assert.equal(take('response.completed', { response: { id: 'before' } }), 'stale');
    assert.equal(created('r'), 'taken');
    assert.equal(take('response.completed', { response: { id: 'before' } }), 'stale');
    assert.equal(delta('new'), 'taken');
    assert.equal(take('response.completed', { response: { id: 'r' } }), 'completed');
    assert.deepEqual(heard, ['new']);
  });

  it('may be refused before it has begun', () => {
    assert.equal(streamRig().take('error', { error: { message: 'No.' } }), 'failed: No.');
    const response = { id: 'r', error: { message: 'No.' } };
    assert.equal(streamRig().take('response.failed', { response }), 'failed: No.');
  });

  it('has shown nothing of itself before there is some of it', () => {
    const { stream, take, created, delta } = streamRig();
    for (const type of ['response.queued', 'response.in_progress'])
      assert.equal(take(type, { response: { id: 'r' } }), 'taken');
    created();
    assert.equal(stream.outputSeen, false);
    delta('a');
    assert.equal(stream.outputSeen, true);
  });

  it("needs no beginning where the answer can be nobody else's", () => {
    const { stream, heard, delta } = streamRig(true);
    assert.equal(delta('a'), 'taken');
    assert.deepEqual([heard, stream.acknowledged, stream.responseId], [['a'], true, undefined]);
  });

  it('takes each frame once, and a second end', () => {
    const { stream, heard, take, created, delta } = streamRig();
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
    const { heard, take, created, delta } = streamRig();
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
    const { heard, take, created, delta } = streamRig();
    created();
    delta('one');
    take('response.output_item.added', { item: { type: 'message' } });
    take('response.output_text.done', { text: 'two' });
    take('response.in_progress', { response: { id: 'r' } });
    delta('');
    assert.deepEqual(heard, ['one', 'two']);
  });

  it('is not told again because the model thinks or calls in between', () => {
    const { heard, take, created, delta } = streamRig();
    created();
    delta('Hello');
    take('response.reasoning_text.delta', { delta: 'Hm.' });
    take('response.function_call_arguments.delta', { delta: '{}' });
    take('response.output_text.done', { text: 'Hello' });
    assert.deepEqual(heard, ['Hello']);
  });

  it('is that of each message, where they only come when they are done', () => {
    const places: [one: Fields, other: Fields][] = [
      [{ output_index: 0 }, { output_index: 1 }],
      [{ item: { id: 'a' } }, { item: { id: 'b' } }],
    ];
    for (const at of places) {
      const { heard, take, created } = streamRig();
      created();
      for (const [n, { item, ...place }] of at.entries())
        take('response.output_item.done', { ...place, item: { ...message(`${n}`), ...Object(item) } });
      assert.deepEqual(heard, ['0', '1']);
    }
  });

  it('is no part that is none', () => {
    const { heard, take, created } = streamRig();
    created();
    const part = { type: 'reasoning_text', text: 'Hm.' };
    assert.equal(take('response.content_part.done', { part }), 'taken');
    assert.deepEqual(heard, []);
  });

  it('is of no use where frames are missing and its end does not agree with what came', () => {
    const { heard, take, created, delta } = streamRig();
    created('r', { sequence_number: 0 });
    delta('He', { sequence_number: 1 });
    delta('o', { sequence_number: 3 });
    assert.equal(take('response.output_text.done', { text: 'Hello', sequence_number: 4 }), 'taken');
    assert.deepEqual(heard, ['He', 'o', 'useless']);
    const whole = streamRig();
    whole.created('r', { sequence_number: 0 });
    whole.delta('He', { sequence_number: 1 });
    whole.take('response.output_text.done', { text: 'Hello', sequence_number: 9 });
    assert.deepEqual(whole.heard, ['He', 'llo']);
  });

  it('is kept for nobody once nobody reads on, and counts all the same', () => {
    const { stream, heard, take, created, delta } = streamRig();
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
    ['response.completed', { status: 'cancelled' }, 'incomplete: cancelled'],
    ['response.completed', { status: 'in_progress' }, 'completed'],
    ['response.completed', { status: 'failed', error: { message: 'No.' } }, 'failed: No.'],
    ['response.failed', { error: { message: 'No.' } }, 'failed: No.'],
    ['response.failed', { status: 'incomplete', error: { message: 'No.' } }, 'failed: No.'],
    [
      'response.completed',
      { output: [{ content: [{ type: 'refusal', refusal: 'I may not.' }] }] },
      'failed: I may not.',
    ],
  ];
  for (const [type, response, end] of ends)
    it(`is "${end}" by ${type} with ${JSON.stringify(response)}`, () => {
      const { take, created } = streamRig();
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
          {
            item: {
              type: 'message',
              content: ['I may ', 'not.'].map(refusal => ({ type: 'refusal', refusal })),
            },
          },
        ],
      ],
    ] as const) {
      const { stream, take, created } = streamRig();
      created();
      for (const [type, fields] of said) assert.equal(take(type, fields), 'taken');
      assert.ok(stream.outputSeen);
      assert.equal(take('response.completed', { response: { id: 'r' } }), 'failed: I may not.');
    }
  });

  it('tells a call once, when it is done or at the end', () => {
    const { heard, take, created } = streamRig();
    created();
    take('response.output_item.done', { item: call('c1') });
    take('response.output_item.done', { item: call('c1') });
    take('response.completed', { response: { id: 'r', output: [call('c1'), call('c2')] } });
    assert.deepEqual(heard, ['call c1', 'call c2']);
  });

  it('does not tell how much of it was text where the model was seen to think and its thoughts are not counted', () => {
    const ways: [type: string, fields: Fields, text: number | undefined][] = [
      ['response.reasoning_text.delta', { delta: 'Hm.' }, undefined],
      ['response.output_item.added', { item: { type: 'reasoning' } }, undefined],
      ['response.output_item.added', { item: { type: 'message' } }, 5],
    ];
    for (const [type, fields, text] of ways) {
      const { ends, take, created } = streamRig();
      created();
      take(type, fields);
      take('response.completed', { response: { id: 'r', usage } });
      const [end] = ends;
      assert.ok(end?.kind === 'completed');
      assert.equal(end.usage?.textTokens, text, type);
    }
  });

  it('is told once', () => {
    const { stream, heard } = streamRig();
    stream.finish({ kind: 'completed', usage: undefined });
    stream.finish({ kind: 'completed', usage: undefined });
    assert.deepEqual(heard, ['completed']);
  });
});
