import assert from 'node:assert/strict';
import { parseServerFrame } from '../../../src/protocol/parseServerFrame';
import type { serverEventSchemas } from '../../../src/protocol/serverEvents';

type Fields = Readonly<Record<string, unknown>>;

const place = { item_id: 'i', output_index: 1 };
const textPlace = { ...place, content_index: 2 };
const item = { output_index: 1, item: { id: 'i', type: 'message', more: 1 } };
const part = { part: { type: 'text', more: 1 } };
const steer = { id: 's', previous_response_id: 'r' };
const response = {
  id: 'r',
  status: 'completed',
  error: { message: 'm' },
  incomplete_details: { reason: 'max_output_tokens' },
  usage: {
    input_tokens: 1,
    output_tokens: 2,
    total_tokens: 3,
    input_tokens_details: { cached_tokens: 4 },
    output_tokens_details: { reasoning_tokens: 5 },
  },
  service_tier: 'flex',
  prompt_cache_diagnostics: { type: 'cache_miss', reason: 'input_changed', cache_missed_tokens: 6 },
  output: [{ type: 'message' }],
};

/** Of every event what it may say besides its type: all of it is read as it came. */
const full: Readonly<Record<Exclude<keyof typeof serverEventSchemas, 'error'>, Fields>> = {
  'response.queued': { response },
  'response.created': { response },
  'response.in_progress': { response },
  'response.completed': { response },
  'response.failed': { response },
  'response.incomplete': { response },
  'response.cancelled': { response },
  'response.done': { response },
  'response.output_item.added': item,
  'response.output_item.done': item,
  'response.content_part.added': { ...textPlace, ...part },
  'response.content_part.done': { ...textPlace, ...part },
  'response.output_text.delta': { ...textPlace, delta: 'd' },
  'response.output_text.done': { ...textPlace, text: 't' },
  'response.refusal.delta': { ...place, delta: 'd' },
  'response.refusal.done': { refusal: 'no' },
  'response.reasoning_text.delta': { ...place, delta: 'd' },
  'response.reasoning_text.done': { ...place, text: 't' },
  'response.reasoning_summary_text.delta': { ...place, delta: 'd' },
  'response.reasoning_summary_text.done': { ...place, text: 't' },
  'response.reasoning_summary_part.added': { ...place, ...part },
  'response.reasoning_summary_part.done': { ...place, ...part },
  'response.function_call_arguments.delta': { ...place, delta: 'd' },
  'response.function_call_arguments.done': { item_id: 'i', arguments: '{}' },
  'response.steer.accepted': { steer },
  'response.steer.pending': { reason: 'waiting', steer },
  'response.steer.failed': { error: { code: 'c', message: 'm' }, steer: { ...steer, input: [7] } },
};

/** Fields without which there is no event. */
const demanded = new Set([
  'response',
  'item',
  'part',
  'delta',
  'text',
  'refusal',
  'arguments',
  'steer',
  'reason',
  'error',
]);

describe('the events of a server', () => {
  const read = (frame: Fields) => parseServerFrame(JSON.stringify(frame));

  for (const [type, fields] of Object.entries(full)) {
    const frame = { type, sequence_number: 7, stream_id: 'lane', ...fields };

    it(`${type} is read with all that it says`, () => {
      const parsed = read(frame);
      assert.ok(parsed.kind === 'event', JSON.stringify(parsed));
      assert.deepEqual(parsed.event, frame);
    });

    it(`${type} needs no more than what it is about`, () => {
      for (const name of Object.keys(fields)) {
        const { [name]: _, ...without } = { ...fields };
        assert.equal(read({ type, ...without }).kind, demanded.has(name) ? 'malformed' : 'event', name);
      }
      assert.equal(read({ ...frame, stream_id: null }).kind, 'event');
    });

    it(`${type} may say where it belongs in another form: that counts as not said`, () => {
      for (const name of ['sequence_number', 'item_id', 'output_index', 'content_index']) {
        if (!(name in frame) || (type === 'response.function_call_arguments.done' && name === 'item_id'))
          continue;
        const parsed = read({ ...frame, [name]: [] });
        assert.ok(parsed.kind === 'event', name);
        assert.equal(new Map<string, unknown>(Object.entries(parsed.event)).get(name), undefined);
      }
    });
  }

  it('may say anything of a response in another form: that counts as not said', () => {
    const odd = (name: string, value: unknown): unknown => {
      const parsed = read({ type: 'response.completed', response: { ...response, [name]: value } });
      assert.ok(parsed.kind === 'event' && parsed.event.type === 'response.completed', name);
      return new Map<string, unknown>(Object.entries(parsed.event.response)).get(name);
    };
    for (const name of [
      'status',
      'incomplete_details',
      'usage',
      'service_tier',
      'prompt_cache_diagnostics',
      'output',
    ])
      assert.equal(odd(name, 7), undefined, name);
    assert.equal(odd('id', 7), '');
    assert.equal(odd('service_tier', null), null);
    assert.equal(odd('prompt_cache_diagnostics', null), null);
    assert.deepEqual(odd('incomplete_details', { reason: 7 }), { reason: undefined });
    assert.deepEqual(odd('prompt_cache_diagnostics', { type: 't', reason: 7, cache_missed_tokens: 'x' }), {
      type: 't',
      reason: undefined,
      cache_missed_tokens: undefined,
    });
    assert.equal(odd('prompt_cache_diagnostics', { reason: 'x' }), undefined);
    assert.equal(odd('usage', { input_tokens: 1 }), undefined);
    assert.deepEqual(
      odd('usage', {
        input_tokens: 1,
        output_tokens: 2,
        total_tokens: 'x',
        input_tokens_details: { cached_tokens: 'x' },
        output_tokens_details: 7,
      }),
      {
        input_tokens: 1,
        output_tokens: 2,
        total_tokens: undefined,
        input_tokens_details: { cached_tokens: undefined },
        output_tokens_details: undefined,
      },
    );
  });

  it('may be an error of any shape, with headers beside it', () => {
    const parsed = read({
      type: 'error',
      stream_id: 'a',
      sequence_number: 1,
      headers: { a: 'b', n: 2 },
      code: 'c',
    });
    assert.ok(parsed.kind === 'event');
    assert.deepEqual(parsed.event, {
      type: 'error',
      sequence_number: 1,
      stream_id: 'a',
      headers: { a: 'b', n: '2' },
      said: { code: 'c' },
    });
    const odd = read({ type: 'error', headers: { a: [] } });
    assert.ok(odd.kind === 'event' && odd.event.type === 'error');
    assert.equal(odd.event.headers, undefined);
  });

  it('are refused where an item has no type, a part none, or a steer says nothing of itself', () => {
    for (const frame of [
      { type: 'response.output_item.added', item: { id: 'i' } },
      { type: 'response.output_item.added', item: { type: 'message', id: 7 } },
      { type: 'response.content_part.added', part: {} },
      { type: 'response.steer.accepted', steer: { id: 's' } },
      { type: 'response.steer.accepted', steer: { previous_response_id: 'r' } },
      { type: 'response.steer.failed', error: { code: 'c' }, steer },
      { type: 'response.steer.failed', error: { message: 'm' }, steer },
      { type: 'response.steer.failed', error: { code: 'c', message: 'm' }, steer: { id: 's' } },
    ])
      assert.equal(read(frame).kind, 'malformed', JSON.stringify(frame));
    const plain = { type: 'response.steer.failed', error: { code: 'c', message: 'm' } };
    assert.equal(read({ ...plain, steer: { previous_response_id: 'r' } }).kind, 'event');
    assert.equal(read({ type: 'response.output_item.added', item: { type: 'm', id: null } }).kind, 'event');
  });
});
