import assert from 'node:assert/strict';
import { data, json, stream, type Reply, type Step } from '../../../support/upstreams/standIn';
import { ask, startRig, type Seen, type UpstreamRig } from '../../../support/upstreams/upstreamRig';

const message = (text: string) => ({
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [] }],
});
const call = { type: 'function_call', id: 'fc', call_id: 'c1', name: 'f', arguments: '{"a":1}' };
const created = data({ type: 'response.created', response: { id: 'r', status: 'in_progress' } });
const delta = (text: string, place: object = { output_index: 0, content_index: 0 }): string =>
  data({ type: 'response.output_text.delta', ...place, delta: text });
const completed = (output: readonly unknown[], more: object = {}): string =>
  data({ type: 'response.completed', response: { id: 'r', status: 'completed', output, ...more } });
const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };

describe('Responses, as other servers write it', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());
  const read = async (steps: readonly Step[], headers?: Readonly<Record<string, string>>): Promise<Seen> => {
    const reply: Reply = headers ? { headers, steps } : { ...stream([]), steps };
    rig = await startRig(asked => (asked.method === 'POST' ? reply : json({ data: [{ id: 'm' }] })), {
      model: 'm',
      api: 'responses',
      server: 'other',
    });
    return ask(rig, { input: 'Hi', tools: [{ type: 'function', name: 'f' }] });
  };

  const whole: readonly (readonly [what: string, steps: readonly Step[], calls?: number])[] = [
    [
      'text when a part is done',
      [
        created,
        data({
          type: 'response.content_part.done',
          output_index: 0,
          content_index: 0,
          part: { type: 'output_text', text: 'Hello' },
        }),
        completed([]),
      ],
    ],
    [
      'text when an item is done',
      [
        created,
        data({ type: 'response.output_item.done', output_index: 0, item: message('Hello') }),
        completed([]),
      ],
    ],
    ['text with the end only', [created, completed([message('Hello')])]],
    ['the end alone', [completed([message('Hello')])]],
    [
      'everything, everywhere',
      [
        created,
        delta('Hel'),
        delta('lo'),
        data({ type: 'response.output_text.done', output_index: 0, content_index: 0, text: 'Hello' }),
        data({
          type: 'response.content_part.done',
          output_index: 0,
          content_index: 0,
          part: { type: 'output_text', text: 'Hello' },
        }),
        data({ type: 'response.output_item.done', output_index: 0, item: message('Hello') }),
        completed([message('Hello')]),
      ],
    ],
    [
      'an id for each delta',
      [
        created,
        delta('Hel', { output_index: 0, item_id: 'a' }),
        delta('lo', { output_index: 0, item_id: 'b' }),
        completed([message('Hello')]),
      ],
    ],
    [
      'thoughts as an item',
      [
        created,
        data({
          type: 'response.output_item.done',
          output_index: 0,
          item: { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'hm' }] },
        }),
        delta('Hello', { output_index: 1 }),
        completed([]),
      ],
    ],
    ['thoughts between tags', [created, delta('<think>hm</think>\n\nHel'), delta('lo'), completed([])]],
    ['a call with the end only', [created, delta('Hello'), completed([message('Hello'), call])], 1],
    [
      'a call whose arguments come before it',
      [
        created,
        delta('Hello'),
        data({ type: 'response.function_call_arguments.done', output_index: 1, arguments: '{"a":1}' }),
        data({ type: 'response.output_item.done', output_index: 1, item: { ...call, arguments: '' } }),
        completed([call]),
      ],
      1,
    ],
    [
      'an item that is done, and the mark of an end',
      [
        created,
        delta('Hello'),
        data({ type: 'response.output_item.done', output_index: 0, item: message('Hello') }),
        data('[DONE]'),
      ],
    ],
    [
      'usage that is odd',
      [created, delta('Hello'), completed([], { usage: { input_tokens: null, total_tokens: 'many' } })],
    ],
    [
      'the end, then a broken connection',
      [created, delta('Hello'), completed([], { usage }), { do: 'reset' }],
    ],
  ];
  for (const [what, steps, calls = 0] of whole) {
    it(`${what}: read once`, async () => {
      const seen = await read(steps);
      assert.deepEqual([seen.state, seen.text], ['completed', 'Hello'], JSON.stringify(seen));
      assert.deepEqual(
        seen.calls.map(({ arguments: args }) => args),
        Array.from({ length: calls }, () => '{"a":1}'),
      );
    });
  }

  it('a mark of an end behind half an answer is no end', async () => {
    const seen = await read([created, delta('Hel'), data('[DONE]')]);
    assert.deepEqual([seen.status, seen.code], [502, 'upstream_bad_answer']);
  });

  const ends: readonly (readonly [response: object, state: string, reason: string | undefined])[] = [
    [
      { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
      'incomplete',
      'max_output_tokens',
    ],
    [
      { status: 'incomplete', incomplete_details: { reason: 'max_tokens' } },
      'incomplete',
      'max_output_tokens',
    ],
    [
      { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
      'incomplete',
      'content_filter',
    ],
    [{ status: 'incomplete', incomplete_details: { reason: 'because' } }, 'incomplete', 'unknown'],
    [{ status: 'incomplete' }, 'incomplete', 'max_output_tokens'],
    [{ status: 'completed', incomplete_details: null }, 'completed', undefined],
  ];
  for (const [response, state, reason] of ends) {
    it(`${JSON.stringify(response)} is ${state}${reason ? ` (${reason})` : ''}`, async () => {
      const seen = await read([created, delta('a'), data({ type: 'response.completed', response })]);
      assert.deepEqual([seen.state, seen.reason], [state, reason]);
    });
  }
});

describe('chat/completions, as other servers write it', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());
  const read = async (
    steps: readonly Step[],
    headers: Readonly<Record<string, string>>,
    input = 'Hi',
  ): Promise<Seen> => {
    rig = await startRig(
      asked => (asked.method === 'POST' ? { headers, steps } : json({ data: [{ id: 'm' }] })),
      {
        model: 'm',
        api: 'chat',
        server: 'other',
      },
    );
    return ask(rig, { input });
  };
  const chunk = (part: object, finish: string | null = null): string =>
    data({ choices: [{ index: 0, delta: part, finish_reason: finish }] });
  const sse = { 'content-type': 'text/event-stream' };
  const hello = chunk({ content: 'Hel' }) + chunk({ content: 'lo' });
  const one = JSON.stringify({
    choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }],
  });
  const types = [
    'application/json',
    'text/json',
    'text/event-stream',
    'text/plain',
    'application/octet-stream',
    undefined,
  ];
  for (const type of types) {
    const headers: Readonly<Record<string, string>> = type === undefined ? {} : { 'content-type': type };
    for (const [what, steps] of [
      ['events', [hello + chunk({}, 'stop') + data('[DONE]')]],
      ['one JSON object', [one]],
      ['one JSON object and the mark of an end', [`${one}\n\ndata: [DONE]\n\n`]],
      ['one JSON object, then a broken connection', [one, { do: 'reset' }]],
    ] as const) {
      it(`${what} as ${type ?? 'nothing'}`, async () => {
        const seen = await read(steps, headers);
        assert.deepEqual([seen.state, seen.text], ['completed', 'Hello'], JSON.stringify(seen));
      });
    }
    it(`an error as ${type ?? 'nothing'}: in the server's words, and asked once`, async () => {
      const seen = await read(
        [JSON.stringify({ error: { message: 'Quota used up.', code: 'insufficient_quota' } })],
        headers,
      );
      assert.deepEqual([seen.status, rig.standIn.posts.length], [429, 1]);
      assert.match(String(seen.message), /Quota used up/);
    });
    it(`words as ${type ?? 'nothing'}: told, and asked once`, async () => {
      const seen = await read(['Internal Server Error'], headers);
      assert.deepEqual([seen.status, rig.standIn.posts.length], [502, 1]);
      assert.match(String(seen.message), /Internal Server Error/);
    });
  }

  for (const alive of [
    'data:\n\n',
    'data: \n\n',
    'data\n\n',
    'event: ping\ndata: alive\n\n',
    ': x\n\n',
    'data: ping\n\n',
    'data: {"type":"ping"}\n\n',
    'data: null\n\n',
    'data: keep-alive\n\n',
  ]) {
    it(`${JSON.stringify(alive)} is a sign of life`, async () => {
      const seen = await read(
        [
          chunk({ content: 'Hel' }) +
            alive +
            chunk({ content: 'lo' }) +
            alive +
            chunk({}, 'stop') +
            data('[DONE]'),
        ],
        sse,
      );
      assert.deepEqual([seen.state, seen.text], ['completed', 'Hello'], JSON.stringify(seen));
    });
  }

  it('an answer that was whole before its connection broke is whole', async () => {
    for (const rest of ['', 'data: {"usage":{"prom', ': comm']) {
      const seen = await read(
        [hello, chunk({}, 'stop'), ...(rest === '' ? [] : [rest]), { do: 'reset' }],
        sse,
      );
      assert.deepEqual([seen.state, seen.text], ['completed', 'Hello']);
      await rig.dispose();
    }
  });

  const nothing: readonly (readonly [body: object, words: RegExp])[] = [
    [{ choices: [] }, /no choices/],
    [{}, /no choices/],
    [{ choices: null, base_resp: { status_code: 1004, status_msg: 'login fail' } }, /login fail/],
    [{ code: 500, msg: 'nobody home', success: false }, /nobody home/],
    [{ errorCode: 'Throttling', errorMessage: 'slow down' }, /slow down/],
    [{ message: 'timed out' }, /timed out/],
    [{ errors: [{ message: 'first' }, { message: 'second' }] }, /first; second/],
    [{ fault: { faultstring: 'Rate limit quota violation' } }, /quota violation/],
  ];
  for (const [body, words] of nothing) {
    it(`200 with ${JSON.stringify(body)} is no answer`, async () => {
      for (const text of [JSON.stringify(body), data(body) + data('[DONE]')]) {
        const seen = await read([text], sse);
        assert.equal(seen.state, undefined);
        assert.match(String(seen.message), words);
        await rig.dispose();
      }
    });
  }

  it('a list of choices that is empty beside usage, or in the first chunk, is none of that', async () => {
    const first = data({ choices: [], prompt_filter_results: [{}], message: 'x' });
    const well = data({
      choices: [{ index: 0, delta: { content: 'Hello' }, finish_reason: 'stop' }],
      base_resp: { status_code: 0, status_msg: 'success' },
    });
    const last = data({ usage: { prompt_tokens: 1, completion_tokens: 2 }, message: 'done' });
    const seen = await read([first + well + last + data('[DONE]')], sse);
    assert.deepEqual([seen.state, seen.text], ['completed', 'Hello']);
  });

  for (const field of ['reasoning_content', 'reasoning', 'thinking']) {
    it(`thoughts in ${field} and no answer are said to be that`, async () => {
      const seen = await read(
        [
          chunk({ role: 'assistant', content: '' }) +
            chunk({ [field]: 'Hello' }) +
            chunk({}, 'stop') +
            data('[DONE]'),
        ],
        sse,
      );
      assert.deepEqual([seen.status, seen.code], [502, 'upstream_only_thoughts']);
    });
    it(`thoughts in ${field} that were cut by the limit are an incomplete answer`, async () => {
      const seen = await read([chunk({ [field]: 'Hello' }) + chunk({}, 'length') + data('[DONE]')], sse);
      assert.deepEqual([seen.state, seen.reason, seen.text], ['incomplete', 'max_output_tokens', '']);
    });
  }

  it('a reason for the end that nobody knows is not a natural end', async () => {
    const seen = await read([hello + chunk({}, 'tired') + data('[DONE]')], sse);
    assert.deepEqual([seen.state, seen.reason, seen.text], ['incomplete', 'unknown', 'Hello']);
  });

  const errors: readonly (readonly [error: object, status: number])[] = [
    [{ message: 'm', code: 'rate_limit_exceeded' }, 429],
    [{ message: 'm', type: 'rate_limit_error' }, 429],
    [{ message: 'm', type: 'None', code: '429' }, 429],
    [{ message: 'm', code: 429 }, 429],
    [{ message: 'm', type: 'auth_error', code: '401' }, 401],
    [{ message: 'm', type: 'invalid_request_error', code: 'invalid_api_key' }, 401],
    [{ message: 'm', type: 'permission_error' }, 403],
    [{ message: 'm', code: 'context_length_exceeded' }, 400],
    [{ message: 'm', type: 'invalid_request_error' }, 400],
    [{ message: 'm', code: 'model_not_found' }, 404],
    [{ message: 'm', type: 'overloaded_error' }, 503],
    [{ message: 'm', status: 'RESOURCE_EXHAUSTED' }, 429],
    [{ message: 'm', type: 'server_error' }, 502],
    [{ message: 'm' }, 502],
  ];
  for (const [error, status] of errors) {
    it(`${JSON.stringify(error)} at the beginning of a stream is ${status}`, async () => {
      const seen = await read([data({ error }) + data('[DONE]')], sse);
      assert.equal(seen.status, status);
      assert.doesNotMatch(String(seen.code), /^\d+$|^None$/);
    });
  }
});
