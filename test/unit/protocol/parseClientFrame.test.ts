import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { parseClientFrame, parseCreateBody, requestBounds } from '../../../src/protocol/parseClientFrame';

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

  const mixed = { type: 'response.create', input: [] };
  const fields: readonly (readonly [field: string, right: readonly unknown[], wrong: readonly unknown[]])[] =
    [
      ['model', ['m', null], [7]],
      ['input', ['x', null, [], [{ content: null }], [{ content: 'x' }]], [{}, [7], [null], ['x']]],
      ['instructions', ['x', null], [[]]],
      ['previous_response_id', ['r', null], [7]],
      ['generate', [false, null], ['no']],
      ['store', [true, null], [1]],
      ['stream', [true, null], ['yes']],
      ['max_output_tokens', [1, null], [0, 1.5, '1']],
      ['metadata', [{ a: 'b' }, null], ['a', { a: 7 }]],
      ['tools', [[{ type: 'function', name: 'f', more: 1 }], null], [{}, [{}], [{ type: 'x', name: 7 }]]],
      ['tool_choice', ['auto', { type: 'x' }, 7], []],
      ['parallel_tool_calls', [true, null], ['no']],
      ['reasoning', [{ effort: 'low' }, { effort: null }, {}, null], [{ effort: 7 }, 'low']],
      [
        'text',
        [{ verbosity: 'low', format: { type: 'x', more: 1 } }, { verbosity: null, format: null }, {}, null],
        [{ verbosity: 7 }, { format: {} }, 'x'],
      ],
      ['temperature', [0.5, null], ['0.5']],
      ['top_p', [0.5, null], ['0.5']],
      ['prompt_cache_key', ['k', null], [7]],
      [
        'prompt_cache_options',
        [
          { comparison_response_id: 'r', prewarm: true, more: 1 },
          { comparison_response_id: null, prewarm: null },
          null,
        ],
        [],
      ],
      ['service_tier', ['flex', null], [7]],
      ['stream_id', ['a', 'A-z_0.9', 'a'.repeat(256), null], ['ä', 7, 'a\n']],
    ];
  for (const [field, right, wrong] of fields) {
    it(`reads ${field}, and refuses it in another form`, () => {
      for (const value of right) {
        const parsed = parse({ ...mixed, [field]: value });
        assert.ok(parsed.kind === 'event', JSON.stringify(parsed));
        assert.deepEqual(new Map(Object.entries(parsed.event)).get(field), value);
      }
      for (const value of wrong) {
        const parsed = parse({ ...mixed, [field]: value });
        assert.ok(parsed.kind === 'refused', JSON.stringify(value));
        assert.equal(parsed.refusal.param?.split('.')[0], field);
        assert.doesNotMatch(parsed.refusal.message, /undefined|expected \.$/);
      }
    });
  }

  it('passes over a hint about the cache in another form', () => {
    for (const value of [7, 'x', { prewarm: 'yes' }, { comparison_response_id: 7 }]) {
      const parsed = parse({ ...mixed, prompt_cache_options: value });
      assert.ok(parsed.kind === 'event' && parsed.event.type === 'response.create');
      assert.equal(parsed.event.prompt_cache_options, undefined);
    }
  });

  it('reads a steer and a cancel with all that they say', () => {
    const steer = { type: 'response.steer', previous_response_id: 'r', input: [7] };
    const cancel = { type: 'codex_spark.cancel', stream_id: 'a', response_id: 'r' };
    for (const frame of [steer, cancel, { ...cancel, stream_id: null, response_id: null }]) {
      const parsed = parse(frame);
      assert.ok(parsed.kind === 'event');
      assert.deepEqual(parsed.event, frame);
    }
    for (const odd of [
      { ...steer, previous_response_id: 7 },
      { ...cancel, response_id: 7 },
      { ...cancel, stream_id: '' },
    ])
      assert.equal(parse(odd).kind, 'refused', JSON.stringify(odd));
  });

  it('says what is wrong in words', () => {
    const messageOf = (text: string): string => {
      const parsed = parseClientFrame(text);
      assert.ok(parsed.kind === 'refused');
      return parsed.refusal.message;
    };
    assert.equal(messageOf('[]'), 'An event needs a string field "type".');
    assert.equal(messageOf('{'), 'The frame is not valid JSON.');
    assert.equal(messageOf('{"type":"x"}'), 'Unknown event type "x".');
    assert.equal(
      messageOf(JSON.stringify({ type: 'x'.repeat(81) })),
      `Unknown event type "${'x'.repeat(80)}".`,
    );
    assert.match(messageOf('{"type":"response.create","stream_id":""}'), /^A stream_id is 1 to 256 of/);
    assert.match(
      messageOf('{"type":"response.create","metadata":{"a":7}}'),
      /^Invalid "metadata\.a": expected string\.$/i,
    );
    assert.match(messageOf('['.repeat(65)), /nested 64 levels/);
    const body = parseCreateBody('[');
    assert.ok(body.kind === 'refused' && body.refusal.message === 'The body is not valid JSON.');
    const text = parseCreateBody('7');
    assert.ok(text.kind === 'refused');
    assert.match(text.refusal.message, /^Invalid request: expected \S+\.$/);
    assert.equal(text.refusal.param, null);
  });

  it('finds the lane of a frame that is too large to be read only at its beginning', () => {
    const laneOf = (head: string): string | undefined => {
      const parsed = parseClientFrame(`{${head}"x":${'['.repeat(65)}`);
      assert.ok(parsed.kind === 'refused');
      return parsed.refusal.streamId;
    };
    assert.equal(laneOf('"stream_id" : "a.B-c_9",'), 'a.B-c_9');
    assert.equal(laneOf(`"stream_id":"${'a'.repeat(256)}",`), 'a'.repeat(256));
    assert.equal(laneOf(`"stream_id":"${'a'.repeat(257)}",`), undefined);
    assert.equal(laneOf('"stream_id":"",'), undefined);
    assert.equal(laneOf(`"input":"${'x'.repeat(1024)}","stream_id":"a",`), undefined);
  });

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

describe('what one request may hold', () => {
  const { values, depth } = requestBounds;
  const list = (head: string, unit: string, tail: string, count: number): string =>
    head + Array.from({ length: count }, () => unit).join(',') + tail;
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

  const tooMuch: readonly [name: string, frame: string][] = [
    ['numbers as input', list('{"type":"response.create","stream_id":"a","input":[', '1', ']}', values)],
    ['empty items', list('{"type":"response.create","stream_id":"a","input":[', '{}', ']}', values / 2)],
    ['steering', list('{"type":"response.steer","stream_id":"a","input":[', '{}', ']}', values / 2)],
    ['pairs', list('{"type":"response.create","stream_id":"a","metadata":{', '"a":"b"', '}}', values)],
    ['members nobody knows', list('{"type":"response.create","stream_id":"a","x":{', '"a":1', '}}', values)],
    ['levels', `{"type":"response.create","stream_id":"a","input":[{"x":${nested(depth - 2)}}]}`],
    ['levels of steering', `{"type":"response.steer","stream_id":"a","input":${nested(depth)}}`],
    ['tools', list('{"type":"response.create","stream_id":"a","tools":[', '{"type":"function"}', ']}', 1025)],
    ['metadata', `{"type":"response.create","stream_id":"a","metadata":{"a":"${'x'.repeat(64 * 1024)}"}}`],
  ];
  for (const [name, frame] of tooMuch) {
    it(`refuses too many or too large: ${name}`, () => {
      const parsed = parseClientFrame(frame);
      assert.ok(parsed.kind === 'refused');
      assert.deepEqual([parsed.refusal.code, parsed.refusal.streamId], ['invalid_request', 'a']);
      assert.match(parsed.refusal.message, /(524288 JSON values|64 levels deep|tools|characters) at most/);
      if (!frame.includes('steer')) assert.equal(parseCreateBody(frame).kind, 'refused');
    });
  }

  it('takes all that is allowed', () => {
    for (const frame of [
      list('{"type":"response.create","input":[', '{}', ']}', values / 2 - 2),
      `{"type":"response.create","input":[{"x":${nested(depth - 3)}}]}`,
      `{"type":"response.create","input":"${'x'.repeat(15 * 1024 * 1024)}"}`,
      list(
        '{"type":"response.create","input":[',
        '{"role":"user","content":"a line of code"}',
        ']}',
        120_000,
      ),
    ]) {
      assert.equal(parseClientFrame(frame).kind, 'event', frame.slice(0, 60));
    }
  });

  it('says what a frame takes: its text, or its values where they take more', () => {
    const sizeOf = (frame: string): number => {
      const parsed = parseClientFrame(frame);
      assert.ok(parsed.kind === 'event');
      return parsed.size / frame.length;
    };
    assert.equal(sizeOf('{"type":"response.create","input":"How do I sort a list without changing it?"}'), 1);
    assert.ok(sizeOf(list('{"type":"response.create","input":[', '{}', ']}', 1000)) > 20);
  });

  it('looks at no more than the first wrong item of a million', () => {
    const read = JSON.parse;
    let looks = 0;
    const million = new Proxy(new Array<number>(1_000_000).fill(1), {
      get: (target, name): unknown => {
        looks++;
        return Reflect.get(target, name);
      },
    });
    const content = [{ role: 'user', content: million }];
    const fields: readonly Readonly<Record<string, unknown>>[] = [
      { input: million },
      { input: content },
      { input: 'x', tools: [1, ...Array.from({ length: 1000 }, () => million)] },
      { input: 'x', metadata: million },
    ];
    try {
      for (const wrong of fields) {
        JSON.parse = () => ({ type: 'response.create', ...wrong });
        assert.equal(parseClientFrame('{}').kind, 'refused');
        assert.equal(parseCreateBody('{}').kind, 'refused');
      }
    } finally {
      JSON.parse = read;
    }
    assert.ok(looks < 2000, `${looks} looks`);
  });

  it('keeps pairs of metadata whatever their names', () => {
    const text = '{"type":"response.create","input":"x","metadata":{"constructor":"a","prototype":"b"}}';
    assert.match(JSON.stringify(parse(JSON.parse(text))), /"metadata":\{"constructor":"a","prototype":"b"\}/);
  });

  it('takes an empty list for metadata, as some clients send it, and no other', () => {
    assert.equal(parse({ type: 'response.create', metadata: [] }).kind, 'event');
    assert.equal(parse({ type: 'response.create', metadata: ['x'] }).kind, 'refused');
  });

  it('repeats no name of megabytes', () => {
    const parsed = parse({ type: 'response.create', metadata: { ['x'.repeat(60_000)]: 5 } });
    assert.ok(parsed.kind === 'refused');
    assert.ok(parsed.refusal.message.length < 400 && (parsed.refusal.param?.length ?? 0) <= 200);
  });

  it('takes the items a shape takes, untouched, and refuses the others with the same place', () => {
    const part = v.looseObject({ type: v.string(), text: v.optional(v.string()) });
    const shape = v.looseObject({
      type: v.optional(v.string()),
      role: v.optional(v.string()),
      content: v.optional(v.nullable(v.union([v.string(), v.array(part)]))),
    });
    const mostly = (...right: unknown[]) =>
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.jsonValue() });
    const somePart = mostly(
      { type: 'input_text', text: 'x' },
      { type: 'input_image' },
      { text: 'x' },
      { type: 'a', text: 5 },
      { type: null },
    );
    const item = fc.oneof(
      { weight: 1, arbitrary: fc.jsonValue() },
      {
        weight: 6,
        arbitrary: fc.record(
          {
            type: mostly('message', 'function_call_output'),
            role: mostly('user'),
            content: fc.oneof(mostly('x', null, []), fc.array(somePart, { maxLength: 3 })),
            more: fc.jsonValue(),
          },
          { requiredKeys: [] },
        ),
      },
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 3 }), items => {
        const input: unknown = JSON.parse(JSON.stringify(items));
        const expected = v.safeParse(v.array(shape), input, { abortEarly: true });
        const parsed = parseCreateBody(JSON.stringify({ input }));
        assert.equal(parsed.kind === 'body', expected.success);
        if (expected.success) {
          assert.ok(parsed.kind === 'body');
          assert.deepEqual(parsed.body.input, expected.output);
        } else {
          assert.ok(parsed.kind === 'refused');
          const place = v.getDotPath(expected.issues[0]) ?? '';
          assert.ok(parsed.refusal.param?.startsWith(`input.${place}`), `${parsed.refusal.param} ${place}`);
        }
      }),
      { seed: 20_261_129, numRuns: 5_000 },
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
