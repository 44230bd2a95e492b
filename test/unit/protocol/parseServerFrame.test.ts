import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseServerFrame } from '../../../src/protocol/parseServerFrame';
import { serverEventSchemas } from '../../../src/protocol/serverEvents';

const parse = (value: unknown) => parseServerFrame(JSON.stringify(value));
const response = { id: 'resp_1', object: 'response', status: 'completed', output: [] };

describe('parseServerFrame', () => {
  const understood: [name: string, frame: Record<string, unknown>][] = [
    ['a created response', { type: 'response.created', sequence_number: 0, response }],
    ['a queued response', { type: 'response.queued', sequence_number: 0, response }],
    ['a text delta', { type: 'response.output_text.delta', sequence_number: 4, item_id: 'm', delta: 'ab' }],
    ['a text delta of a server that sends no item_id', { type: 'response.output_text.delta', delta: 'ab' }],
    [
      'an event of a named lane',
      { type: 'response.in_progress', stream_id: 'inline', sequence_number: 1, response },
    ],
    ['a null stream_id', { type: 'response.in_progress', stream_id: null, sequence_number: 1, response }],
    [
      'an output item',
      { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'm' } },
    ],
    [
      'a reasoning item',
      { type: 'response.output_item.added', output_index: 0, item: { type: 'reasoning', id: 'r' } },
    ],
    [
      'a content part',
      { type: 'response.content_part.added', item_id: 'm', part: { type: 'output_text', text: '' } },
    ],
    ['a finished text', { type: 'response.output_text.done', item_id: 'm', text: 'abc' }],
    ['a reasoning delta', { type: 'response.reasoning_text.delta', item_id: 'r', delta: 'hm' }],
    ['a refusal', { type: 'response.refusal.done', item_id: 'm', refusal: 'no' }],
    ['call arguments', { type: 'response.function_call_arguments.done', item_id: 'f', arguments: '{}' }],
    [
      'steer accepted',
      { type: 'response.steer.accepted', sequence_number: 3, steer: { id: 's', previous_response_id: 'r' } },
    ],
    [
      'steer pending',
      {
        type: 'response.steer.pending',
        reason: 'waiting_for_required_input',
        required_input: [],
        steer: { id: 's', previous_response_id: 'r' },
      },
    ],
    [
      'steer failed',
      {
        type: 'response.steer.failed',
        error: { type: 'invalid_request_error', code: 'response_not_active', message: 'm' },
        steer: { previous_response_id: 'r', input: 'x' },
      },
    ],
    [
      'a nested error',
      {
        type: 'error',
        status: 400,
        error: { type: 'invalid_request_error', code: 'x', message: 'm', param: null },
      },
    ],
    ['a flat error', { type: 'error', code: 'server_error', message: 'm', param: null, sequence_number: 9 }],
  ];
  for (const [name, frame] of understood) {
    it(`understands ${name}`, () => {
      const parsed = parse(frame);
      assert.equal(parsed.kind, 'event', JSON.stringify(parsed));
      if (parsed.kind === 'event') assert.equal(parsed.event.type, frame['type']);
    });
  }

  it('reads the usage of a completed response', () => {
    const usage = {
      input_tokens: 10,
      output_tokens: 5,
      total_tokens: 15,
      input_tokens_details: { cached_tokens: 8 },
    };
    const parsed = parse({
      type: 'response.completed',
      sequence_number: 8,
      response: { ...response, usage },
    });
    assert.ok(parsed.kind === 'event' && parsed.event.type === 'response.completed');
    assert.deepEqual(parsed.event.response.usage, usage);
  });

  for (const usage of [
    null,
    {},
    { prompt_tokens: 1 },
    { input_tokens: '1' },
    'none',
    { input_tokens: 1, output_tokens: 2 },
  ]) {
    it(`takes usage that is ${JSON.stringify(usage)} for no reason to doubt a finished answer`, () => {
      const parsed = parse({
        type: 'response.completed',
        response: { ...response, usage, incomplete_details: { reason: null } },
      });
      assert.ok(parsed.kind === 'event' && parsed.event.type === 'response.completed');
    });
  }

  it('takes a failure without an id, as a server in the middle makes one, for one of no name', () => {
    const error = { type: 'upstream_error', code: 'upstream_reset', message: 'lost' };
    const parsed = parse({ type: 'response.failed', response: { status: 'failed', error } });
    assert.ok(parsed.kind === 'event' && parsed.event.type === 'response.failed');
    assert.deepEqual([parsed.event.response.id, parsed.event.response.error], ['', error]);
  });

  it('keeps an event of an unknown type whole', () => {
    const frame = { type: 'response.hologram.delta', stream_id: 'chat', photons: [1, 2] };
    assert.deepEqual(parse(frame), { kind: 'unknown', type: frame.type, streamId: 'chat', raw: frame });
  });

  for (const text of ['', ' ', 'ping', 'keep-alive', ': heartbeat']) {
    it(`passes over ${JSON.stringify(text)}, which only says that the server is there`, () =>
      assert.equal(parseServerFrame(text).kind, 'unknown'));
  }

  it('keeps what such a frame says, and takes a long one for nonsense', () => {
    assert.deepEqual(parseServerFrame('ping'), {
      kind: 'unknown',
      type: 'ping',
      streamId: undefined,
      raw: 'ping',
    });
    assert.equal(parseServerFrame('ping'.padEnd(100)).kind, 'unknown');
    assert.deepEqual(parseServerFrame('ping'.padEnd(101)), {
      kind: 'malformed',
      reason: 'the frame is not JSON',
      type: undefined,
    });
  });

  it('does not take names of Object.prototype for event types', () => {
    assert.equal(parse({ type: 'constructor' }).kind, 'unknown');
  });

  const malformed: [frame: string, reason: RegExp][] = [
    ['{"type":', /not JSON/],
    ['[]', /field "type"|frame/],
    ['null', /the frame should be Object/],
    ['{"no":"type"}', /field "type" should be/],
    ['{"type":"response.output_text.delta"}', /field "delta" should be/],
    ['{"type":"response.output_text.delta","delta":7}', /field "delta" should be string/],
    ['{"type":"response.completed"}', /^response\.completed: field "response" should be/],
    ['{"type":"error","stream_id":7}', /^field "stream_id" should be \S+/],
    ['[]', /^field "type" should be \S+/],
  ];
  for (const [frame, reason] of malformed) {
    it(`reports ${frame}`, () => {
      const parsed = parseServerFrame(frame);
      assert.ok(parsed.kind === 'malformed', JSON.stringify(parsed));
      assert.match(parsed.reason, reason);
    });
  }

  it('says of what type a malformed frame would have been, where it is of one', () => {
    const types = malformed.map(([frame]) => {
      const parsed = parseServerFrame(frame);
      return parsed.kind === 'malformed' ? parsed.type : 'none of them';
    });
    const none = undefined;
    const [delta, end] = ['response.output_text.delta', 'response.completed'];
    assert.deepEqual(types, [none, none, none, none, delta, delta, end, none, none]);
  });

  it('says whose answer a malformed frame is about, where it names that', () => {
    const bad = { type: 'response.output_text.delta', delta: 7 };
    const named = (frame: object): unknown[] => {
      const parsed = parse(frame);
      assert.ok(parsed.kind === 'malformed');
      return [parsed.streamId, parsed.responseId];
    };
    assert.deepEqual(named({ ...bad, stream_id: 'inline' }), ['inline', undefined]);
    assert.deepEqual(named({ stream_id: 'inline' }), ['inline', undefined], 'without a type, too');
    assert.deepEqual(named({ ...bad, response: { id: 'r1' } }), [undefined, 'r1']);
    for (const none of [
      {},
      { stream_id: '' },
      { stream_id: null },
      { response: { id: 7 } },
      { response: [] },
    ])
      assert.deepEqual(named({ ...bad, ...none }), [undefined, undefined], JSON.stringify(none));
  });

  it('never puts the content of a malformed frame into the reason', () => {
    const parsed = parse({ type: 'response.output_text.delta', delta: { secret: 'hunter2' } });
    assert.ok(parsed.kind === 'malformed');
    assert.doesNotMatch(parsed.reason, /hunter2/);
  });

  it('never throws, whatever arrives', () => {
    fc.assert(fc.property(fc.string(), text => void parseServerFrame(text)));
    const types = fc.constantFrom(...Object.keys(serverEventSchemas), 'other');
    fc.assert(
      fc.property(types, fc.dictionary(fc.string(), fc.jsonValue()), (type, rest) => {
        const { kind } = parse({ ...rest, type });
        assert.ok(['event', 'unknown', 'malformed'].includes(kind));
      }),
    );
  });
});
