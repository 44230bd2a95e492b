import assert from 'node:assert/strict';
import { limitField, optionalFields } from '../../../../src/engines/upstream/forms/corrections';
import { asTaken, correctMessages } from '../../../../src/engines/upstream/forms/chat/takenMessages';
import { refusesToFill } from '../../../../src/engines/upstream/http/refusesToFill';
import type { ChatMessage } from '../../../../src/engines/upstream/forms/chat/messages';
import type { Correction, Known } from '../../../../src/engines/upstream/lessons';

const nothing: Known = { has: () => false };
const knowing = (correction: Correction | undefined): Known => ({
  has: lesson => correction?.lessons.includes(lesson) ?? false,
});
const said = (message: string, more: object = {}): string => JSON.stringify({ error: { message, ...more } });
const detail = (loc: readonly (string | number)[], msg: string): string =>
  JSON.stringify({ detail: [{ loc, msg }] });

const body = {
  temperature: 0,
  top_p: 0.5,
  reasoning_effort: 'low',
  reasoning: { effort: 'low' },
  text: { verbosity: 'low', format: { type: 'json_object' } },
  parallel_tool_calls: false,
  store: false,
  stream: true,
  stream_options: { include_usage: true },
};
const fields = optionalFields('test', [
  ...['temperature', 'top_p', 'reasoning_effort', 'text.verbosity', 'text.format', 'parallel_tool_calls'],
  ...['store', 'stream', 'stream_options'],
]);

/** What is left out of `body` after a refusal. */
function leftOut(status: number, text: string): readonly string[] {
  const taken = fields.apply(body, knowing(fields.correct({ status, text }, body)));
  const { text: form } = taken as { text?: Record<string, unknown> };
  const gone = Object.keys(body).filter(field => !(field in taken));
  return [...gone, ...Object.keys(body.text).flatMap(name => (form && name in form ? [] : [`text.${name}`]))];
}

describe('Fields that are refused', () => {
  const table: readonly (readonly [status: number, text: string, expected: readonly string[]])[] = [
    [400, said('Unrecognized request argument supplied: top-p'), ['top_p']],
    [400, said('Parameter topP is not supported for this model.'), ['top_p']],
    [400, said('`top_p` cannot be used with this model'), ['top_p']],
    [422, detail(['body', 'top_p'], 'Extra inputs are not permitted'), ['top_p']],
    [
      422,
      JSON.stringify({
        message: { detail: [{ loc: ['body', 'store'], msg: 'Extra inputs are not permitted' }] },
      }),
      ['store'],
    ],
    [400, said("property 'store' is unsupported"), ['store']],
    [
      400,
      JSON.stringify({
        code: 'Client specified an invalid argument',
        error: 'Model g does not support parameter reasoningEffort.',
      }),
      ['reasoning_effort'],
    ],
    [400, said('"qwen2.5-coder:7b" does not support thinking'), ['reasoning_effort']],
    [400, said('This model does not support reasoning.'), ['reasoning_effort']],
    [
      400,
      said("Unsupported parameter: 'temperature' is not supported with this model.", {
        param: 'temperature',
      }),
      ['temperature'],
    ],
    [400, said('temperature: Extra inputs are not permitted'), ['temperature']],
    [400, said('no', { param: 'text.verbosity', code: 'unsupported_parameter' }), ['text.verbosity']],
    [
      400,
      said("Unknown parameter: 'stream_options.include_usage'.", { param: 'stream_options.include_usage' }),
      ['stream_options'],
    ],
    [
      400,
      said("Unsupported value: 'stream' does not support true with this model.", { param: 'stream' }),
      ['stream'],
    ],
    [500, said('Unsupported param: parallelToolCalls'), ['parallel_tool_calls']],
    [501, said('parallel tool calls are not implemented'), ['parallel_tool_calls']],
    // Nothing of these is about a field.
    [400, said('The text you store must not be longer than the context.'), []],
    [400, said('Input text is too long for the stream.'), []],
    [400, said('The temperature in the room is fine; your prompt is not.'), []],
    [401, said('Unsupported parameter: top_p'), []],
    [429, said('Unsupported parameter: top_p'), []],
    [503, said('Unsupported parameter: top_p'), []],
    [500, said('temperature must be between 0 and 2'), []],
    [400, '<html>top_p is not supported</html>', []],
  ];
  for (const [status, text, expected] of table) {
    it(`${status} ${text}: without ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(leftOut(status, text), expected);
    });
  }

  const values: readonly string[] = [
    said(
      "Unsupported value: 'reasoning_effort' does not support 'low' with this model. Supported values are: 'medium'.",
      { param: 'reasoning_effort', code: 'unsupported_value' },
    ),
    said('think value "low" is not supported for this model'),
    said('reasoning_effort must be one of none, default'),
    said("Input should be 'medium' or 'high'", { param: 'reasoning_effort' }),
  ];
  for (const text of values) {
    it(`a value that is refused is not a field that is refused: ${text}`, () => {
      const correction = fields.correct({ status: 400, text }, body);
      assert.ok(correction?.lasting);
      assert.ok(!('reasoning_effort' in fields.apply(body, knowing(correction))));
      const other = { ...body, reasoning_effort: 'high' };
      assert.deepEqual(fields.apply(other, knowing(correction)), other);
    });
  }

  it('a value too long to be remembered is left out of this request only', () => {
    const long = { prediction: { type: 'content', content: 'x'.repeat(1_000) } };
    const predictions = optionalFields('test', ['prediction']);
    const correction = predictions.correct(
      { status: 400, text: said('prediction must be shorter', { param: 'prediction' }) },
      long,
    );
    assert.equal(correction?.lasting, false);
    assert.deepEqual(predictions.apply(long, knowing(correction)), {});
  });

  it('of a refusal that is about something else nothing is learnt', () => {
    assert.equal(fields.correct({ status: 400, text: said('The model is overloaded.') }, body), undefined);
    assert.equal(fields.correct({ status: 400, text: said('Unknown parameter: top_k') }, body), undefined);
  });
});

describe('Limits that are refused', () => {
  const limits = limitField('test', ['max_tokens', 'max_completion_tokens']);
  const sent = { max_tokens: 160 };
  const table: readonly (readonly [text: string, name: string | undefined, lasting: boolean | undefined])[] =
    [
      [
        said(
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        ),
        'max_completion_tokens',
        true,
      ],
      [said("Unsupported parameter: 'max_tokens'."), 'max_completion_tokens', true],
      [JSON.stringify({ detail: 'Unsupported parameter: max_tokens' }), 'max_completion_tokens', true],
      [
        said(
          "'max_tokens' or 'max_completion_tokens' is too large: 160. This model's maximum context length is 4096 tokens and your request has 4000 input tokens.",
        ),
        undefined,
        false,
      ],
      [
        said('max_tokens is too large: 160. This model supports at most 128 completion tokens.'),
        undefined,
        false,
      ],
      [said('Invalid max_tokens value, the valid range of max_tokens is [1, 8192]'), undefined, false],
      [said("This model's maximum context length is 4096 tokens."), 'max_tokens', undefined],
    ];
  for (const [text, name, lasting] of table) {
    it(`${text}: ${name ?? 'no limit'}`, () => {
      const correction = limits.correct({ status: 400, text }, sent);
      assert.equal(limits.name(knowing(correction)), name);
      assert.equal(correction?.lasting, lasting);
    });
  }
  it('that have no other name are left out', () => {
    const only = limitField('test', ['max_output_tokens']);
    const correction = only.correct(
      { status: 400, text: said('Unsupported parameter: max_output_tokens') },
      { max_output_tokens: 16 },
    );
    assert.equal(only.name(nothing), 'max_output_tokens');
    assert.equal(only.name(knowing(correction)), undefined);
  });
});

describe('Messages that are refused', () => {
  const system: ChatMessage = { role: 'system', content: 'Be brief.' };
  const user: ChatMessage = { role: 'user', content: 'Hi' };
  const call: ChatMessage = {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
  };

  const noSystem: readonly (readonly [status: number, text: string])[] = [
    [400, JSON.stringify({ object: 'error', message: 'System role not supported', code: 400 })],
    [
      400,
      said("Unsupported value: 'messages[0].role' does not support 'system' with this model.", {
        param: 'messages[0].role',
      }),
    ],
    [400, said('Developer instruction is not enabled for models/gemma-3-27b-it')],
    [400, said('Conversation roles must alternate user/assistant/user/assistant/...')],
    [400, said('Only user and assistant roles are supported!')],
    [422, detail(['body', 'messages', 0, 'role'], "Input should be 'user' or 'assistant'")],
    [500, said('Value is not callable: System role not supported at row 1')],
    [400, said('This model does not support system messages.')],
  ];
  for (const [status, text] of noSystem) {
    it(`${status} ${text}: instructions stand in front of what the user says`, () => {
      const correction = correctMessages({ status, text }, [system, user]);
      assert.deepEqual(asTaken([system, user], knowing(correction)), [
        { role: 'user', content: 'Be brief.\n\nHi' },
      ]);
      assert.deepEqual(asTaken([system, call], knowing(correction)), [
        { role: 'user', content: 'Be brief.' },
        call,
      ]);
      assert.equal(correctMessages({ status, text }, [user]), undefined);
    });
  }
  for (const text of [said('Internal system error: could not schedule'), said('The system is not ready.')]) {
    it(`500 ${text} says nothing about roles`, () => {
      assert.equal(correctMessages({ status: 500, text }, [system, user]), undefined);
    });
  }

  const noNull: readonly (readonly [status: number, text: string])[] = [
    [
      400,
      JSON.stringify({
        error: "Invalid 'content': 'content' field must be a string or an array of objects.",
      }),
    ],
    [422, detail(['body', 'messages', 1, 'content'], 'Input should be a valid string')],
    [
      400,
      said('Failed to deserialize the JSON body: messages[1].content: invalid type: null, expected a string'),
    ],
    [400, said("None is not of type 'string' - 'messages.1.content'")],
    [500, said("'NoneType' object is not iterable")],
  ];
  for (const [status, text] of noNull) {
    it(`${status} ${text}: text stands beside calls, and where that is refused too, nothing`, () => {
      const first = correctMessages({ status, text }, [user, call]);
      const taken = asTaken([user, call], knowing(first));
      assert.deepEqual(taken[1], { ...call, content: '' });
      const second = correctMessages(
        { status: 400, text: said('messages.1.content must not be empty') },
        taken,
      );
      const known: Known = { has: lesson => [first, second].some(one => one?.lessons.includes(lesson)) };
      assert.ok(!('content' in (asTaken([user, call], known)[1] ?? {})));
    });
  }
  it('a filter of content says nothing about null', () => {
    const text = said('The content policy does not allow this. String of words refused.');
    assert.equal(correctMessages({ status: 400, text }, [user, call]), undefined);
  });
});

describe('Fill-in-the-middle that is refused', () => {
  const table: readonly (readonly [
    status: number,
    text: string,
    expected: ReturnType<typeof refusesToFill>,
  ])[] = [
    [400, said('suffix is not currently supported'), 'cannot'],
    [500, said('Unsupported param: suffix'), 'cannot'],
    [400, said('Unrecognized request argument supplied: suffix'), 'cannot'],
    [422, detail(['body', 'suffix'], 'Extra inputs are not permitted'), 'cannot'],
    [400, said('registry.ollama.ai/library/x does not support insert'), 'cannot'],
    [501, said('This server does not support infill.', { type: 'not_supported_error' }), 'cannot'],
    [501, said('Infill is not supported by this model: prefix token is missing.'), 'cannot'],
    [
      404,
      said(
        'This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?',
      ),
      'cannot',
    ],
    [404, JSON.stringify({ detail: 'Not Found' }), 'cannot'],
    [404, '404 page not found\n', 'cannot'],
    [404, '', 'cannot'],
    [404, said('Unknown request URL: POST /openai/v1/completions.'), 'cannot'],
    [
      404,
      JSON.stringify({ error: { code: 404, message: 'File Not Found', type: 'not_found_error' } }),
      'cannot',
    ],
    [405, JSON.stringify({ detail: 'Method Not Allowed' }), 'cannot'],
    [404, said('The model `m` does not exist.'), 'unclear'],
    [404, said('Model is loading, try again.'), 'unclear'],
    [404, '<html><title>404 Not Found</title>nginx</html>', 'unclear'],
    [404, said('no healthy upstream'), 'unclear'],
    [400, said('The prompt is too long.'), undefined],
    [503, said('suffix is not supported'), undefined],
    [429, said('suffix is not supported'), undefined],
    [500, said('cannot insert into the queue'), undefined],
  ];
  for (const [status, text, expected] of table) {
    it(`${status} ${text}: ${expected ?? 'about something else'}`, () =>
      assert.equal(refusesToFill({ status, text }), expected));
  }
});
