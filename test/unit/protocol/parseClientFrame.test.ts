import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseClientFrame, parseCreateBody } from '../../../src/protocol/parseClientFrame';

const parse = (value: unknown) => parseClientFrame(JSON.stringify(value));

describe('parseClientFrame', () => {
  const accepted: [name: string, frame: Record<string, unknown>][] = [
    ['a plain request', { type: 'response.create', model: 'm', input: 'hi' }],
    [
      'input items',
      { type: 'response.create', input: [{ role: 'user', content: [{ type: 'input_text', text: 'hi' }] }] },
    ],
    [
      'a warm-up',
      { type: 'response.create', stream_id: 'inline', generate: false, instructions: 'x', input: [] },
    ],
    [
      'fields it does not know',
      { type: 'response.create', input: 'x', client_metadata: { a: '1' }, stream: true, novelty: [1] },
    ],
    [
      'items it does not know',
      { type: 'response.create', input: [{ type: 'function_call_output', call_id: 'c', output: 'o' }] },
    ],
    ['a steer', { type: 'response.steer', previous_response_id: 'r', input: 'shorter' }],
    ['a cancel', { type: 'codex_spark.cancel', stream_id: 'inline' }],
  ];
  for (const [name, frame] of accepted) {
    it(`accepts ${name}`, () => assert.equal(parse(frame).kind, 'event', JSON.stringify(parse(frame))));
  }

  const refused: [name: string, frame: unknown, code: string, param: string | null][] = [
    ['an array', [], 'invalid_request', 'type'],
    ['no type', {}, 'invalid_request', 'type'],
    ['an event of another protocol', { type: 'response.cancel' }, 'unknown_event', 'type'],
    [
      'a lane name with a space',
      { type: 'response.create', stream_id: 'a b' },
      'invalid_stream_id',
      'stream_id',
    ],
    ['an empty lane name', { type: 'response.create', stream_id: '' }, 'invalid_stream_id', 'stream_id'],
    [
      'a lane name of 257 characters',
      { type: 'response.create', stream_id: 'a'.repeat(257) },
      'invalid_stream_id',
      'stream_id',
    ],
    ['a number as input', { type: 'response.create', input: 7 }, 'invalid_request', 'input'],
    [
      'zero output tokens',
      { type: 'response.create', max_output_tokens: 0 },
      'invalid_request',
      'max_output_tokens',
    ],
    [
      'a steer without a response',
      { type: 'response.steer', input: 'x' },
      'invalid_request',
      'previous_response_id',
    ],
  ];
  for (const [name, frame, code, param] of refused) {
    it(`refuses ${name}`, () => {
      const parsed = parse(frame);
      assert.ok(parsed.kind === 'refused', JSON.stringify(parsed));
      assert.deepEqual([parsed.refusal.code, parsed.refusal.param], [code, param]);
    });
  }

  it('refuses what is not JSON', () => {
    const parsed = parseClientFrame('{');
    assert.ok(parsed.kind === 'refused' && parsed.refusal.code === 'invalid_json');
  });

  it('names the lane of a refused frame, so that the error can be sent there', () => {
    const parsed = parse({ type: 'response.create', stream_id: 'chat', input: 7 });
    assert.ok(parsed.kind === 'refused' && parsed.refusal.streamId === 'chat');
  });

  it('never throws, whatever arrives', () => {
    fc.assert(fc.property(fc.string(), text => void parseClientFrame(text)));
    const types = fc.constantFrom('response.create', 'response.steer', 'codex_spark.cancel');
    fc.assert(
      fc.property(
        types,
        fc.dictionary(fc.string(), fc.jsonValue()),
        (type, rest) => void parse({ ...rest, type }),
      ),
    );
  });
});

describe('parseCreateBody', () => {
  it('reads a body without the envelope', () => {
    const parsed = parseCreateBody('{"model":"m","input":"hi","stream":true}');
    assert.ok(parsed.kind === 'body');
    assert.deepEqual(parsed.body, { model: 'm', input: 'hi', stream: true });
  });
  it('says which field is wrong', () => {
    const parsed = parseCreateBody('{"instructions":5}');
    assert.ok(parsed.kind === 'refused');
    assert.match(parsed.refusal.message, /"instructions"/);
  });
});
