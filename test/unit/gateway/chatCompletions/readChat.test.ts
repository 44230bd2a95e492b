import assert from 'node:assert/strict';
import type { CreateBody } from '../../../../src/protocol/clientEvents';
import { parseChatBody, type ParsedChat } from '../../../../src/gateway/chatCompletions/readChat';
import { Dice } from '../../../support/fuzz/dice';
import { hostileChat } from '../../../support/fuzz/chatBodies';
import { modelSettings } from '../../../../src/gateway/turn/modelSettings';

const hello = [{ role: 'user', content: 'hello' }];

function read(body: unknown): ParsedChat {
  return parseChatBody(JSON.stringify(body));
}

function taken(more: Readonly<Record<string, unknown>>): Extract<ParsedChat, { kind: 'body' }> {
  const parsed = read({ messages: hello, ...more });
  if (parsed.kind === 'refused') assert.fail(parsed.refusal.message);
  return parsed;
}

describe('parseChatBody', () => {
  const messages: readonly [string, readonly unknown[], CreateBody['input']][] = [
    [
      'text of all who speak',
      [
        { role: 'system', content: 'Be brief.' },
        { role: 'developer', content: 'In English.' },
        { role: 'user', content: 'Hello', name: 'Ann' },
        { role: 'assistant', content: 'Hello.' },
      ],
      [
        { type: 'message', role: 'system', content: 'Be brief.' },
        { type: 'message', role: 'developer', content: 'In English.' },
        { type: 'message', role: 'user', content: 'Hello' },
        { type: 'message', role: 'assistant', content: 'Hello.' },
      ],
    ],
    [
      'parts',
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?', cache_control: { type: 'ephemeral' } },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA', detail: 'low' } },
            { type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } },
            { type: 'file', file: { filename: 'a.pdf', file_data: 'AA' } },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'A cat.' },
            { type: 'refusal', refusal: 'No.' },
          ],
        },
      ],
      [
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is this?' },
            { type: 'input_image', image_url: 'data:image/png;base64,AA', detail: 'low' },
            { type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } },
            { filename: 'a.pdf', file_data: 'AA', type: 'input_file' },
          ],
        },
        {
          type: 'message',
          role: 'assistant',
          content: [
            { type: 'output_text', text: 'A cat.' },
            { type: 'refusal', refusal: 'No.' },
          ],
        },
      ],
    ],
    [
      'calls and their results',
      [
        {
          role: 'assistant',
          content: 'I look.',
          tool_calls: [
            { id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
            { id: 'c2', type: 'custom', custom: { name: 'run', input: 'ls' } },
          ],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'seen' },
        { role: 'tool', tool_call_id: 'c2', content: [{ type: 'text', text: 'run' }] },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c3', function: { name: 'a', arguments: '' } }],
        },
        { role: 'assistant', content: '' },
      ],
      [
        { type: 'message', role: 'assistant', content: 'I look.' },
        { type: 'function_call', call_id: 'c1', name: 'look', arguments: '{"at":1}' },
        { type: 'custom_tool_call', call_id: 'c2', name: 'run', input: 'ls' },
        { type: 'function_call_output', call_id: 'c1', output: 'seen' },
        { type: 'function_call_output', call_id: 'c2', output: [{ type: 'input_text', text: 'run' }] },
        { type: 'function_call', call_id: 'c3', name: 'a', arguments: '' },
      ],
    ],
  ];
  for (const [name, given, input] of messages) {
    it(`reads ${name}`, () => assert.deepEqual(taken({ messages: given }).body.input, input));
  }

  it('reads what is asked of the model', () => {
    const { body } = taken({
      model: 'm',
      stream: true,
      temperature: 0.2,
      top_p: 0.9,
      max_tokens: 9,
      reasoning_effort: 'low',
      verbosity: 'low',
      parallel_tool_calls: false,
      prompt_cache_key: 'k',
      service_tier: 'flex',
      tools: [
        {
          type: 'function',
          function: { name: 'look', description: 'Looks', parameters: { type: 'object' } },
        },
        { type: 'function', function: { name: 'exact', strict: true } },
        { type: 'custom', custom: { name: 'run' } },
      ],
      tool_choice: { type: 'function', function: { name: 'look' } },
      response_format: { type: 'json_schema', json_schema: { name: 's', schema: { type: 'object' } } },
    });
    assert.deepEqual([body.model, body.stream, body.max_output_tokens], ['m', true, 9]);
    assert.deepEqual(modelSettings(body), {
      tools: [
        {
          name: 'look',
          description: 'Looks',
          parameters: { type: 'object' },
          strict: false,
          type: 'function',
        },
        { name: 'exact', strict: true, type: 'function' },
        { name: 'run', type: 'custom' },
      ],
      toolChoice: { type: 'function', name: 'look' },
      parallelToolCalls: false,
      reasoningEffort: 'low',
      verbosity: 'low',
      format: { name: 's', schema: { type: 'object' }, type: 'json_schema' },
      temperature: 0.2,
      topP: 0.9,
      promptCacheKey: 'k',
      serviceTier: 'flex',
    });
  });

  it('leaves the model alone where nothing is asked, and where null is', () => {
    assert.deepEqual(modelSettings(taken({}).body), { tools: [] });
    const nulls = Object.fromEntries(
      [
        ...[
          'model',
          'stream',
          'stream_options',
          'max_tokens',
          'max_completion_tokens',
          'temperature',
          'top_p',
        ],
        ...['n', 'stop', 'tools', 'tool_choice', 'functions', 'response_format', 'reasoning_effort'],
      ].map(name => [name, null]),
    );
    assert.deepEqual(modelSettings(taken(nulls).body), { tools: [] });
  });

  const choices: readonly [unknown, unknown][] = [
    ['required', 'required'],
    ['none', 'none'],
    [
      { type: 'custom', custom: { name: 'run' } },
      { type: 'custom', name: 'run' },
    ],
    [
      {
        type: 'allowed_tools',
        allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'a' } }] },
      },
      { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'a' }] },
    ],
  ];
  for (const [given, choice] of choices) {
    it(`reads the choice ${JSON.stringify(given)}`, () =>
      assert.deepEqual(taken({ tool_choice: given }).body.tool_choice, choice));
  }

  it('takes the newer name of the limit where both are there', () => {
    const { body } = taken({ max_tokens: 5, max_completion_tokens: 7 });
    assert.equal(body.max_output_tokens, 7);
  });

  it('reads what is wished of the answer', () => {
    assert.deepEqual(taken({}).wish, { includeUsage: false, stops: [] });
    assert.deepEqual(taken({ stop: 'END', stream_options: { include_usage: true } }).wish, {
      includeUsage: true,
      stops: ['END'],
    });
    assert.deepEqual(taken({ stop: ['a', '', 'b'] }).wish.stops, ['a', 'b']);
  });

  it('ignores what it does not know', () => {
    const { body } = taken({ seed: 5, logit_bias: { 1: 2 }, user: 'ann', n: 1, whatever: [1], metadata: 5 });
    assert.deepEqual(modelSettings(body), { tools: [] });
  });

  const refused: readonly [string, unknown, string, RegExp][] = [
    ['no messages', {}, 'messages', /expected/],
    ['messages that are none', { messages: 'hi' }, 'messages', /a list/],
    ['an empty list', { messages: [] }, 'messages', /a message at least/],
    ['nothing said', { messages: [{ role: 'assistant', content: null }] }, 'messages', /at least/],
    ['a message that is none', { messages: [...hello, 5] }, 'messages.1', /a message/],
    ['an unknown role', { messages: [{ role: 'function', content: 'x' }] }, 'messages.0.role', /"tool"/],
    ['no content', { messages: [{ role: 'user' }] }, 'messages.0.content', /text, or a list/],
    [
      'an unknown part',
      { messages: [{ role: 'user', content: [{ type: 'video_url' }] }] },
      'messages.0.content.0.type',
      /"image_url"/,
    ],
    [
      'arguments that are no text',
      {
        messages: [{ role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'a', arguments: {} } }] }],
      },
      'messages.0.tool_calls.0.function.arguments',
      /text/,
    ],
    [
      'a result of no call',
      { messages: [{ role: 'tool', content: 'x' }] },
      'messages.0.tool_call_id',
      /text/,
    ],
    ['several answers', { messages: hello, n: 2 }, 'n', /one answer to a request/],
    ['a limit of nothing', { messages: hello, max_tokens: 0 }, 'max_tokens', />=1/],
    ['functions', { messages: hello, functions: [{ name: 'a' }] }, 'functions', /Send "tools"/],
    [
      'a tool without a name',
      { messages: hello, tools: [{ type: 'function' }] },
      'tools.0.function.name',
      /text/,
    ],
    ['too many tools', { messages: hello, tools: Array(1025).fill({}) }, 'tools', /1024 tools at most/],
    [
      'a choice of nothing',
      { messages: hello, tool_choice: { type: 'function' } },
      'tool_choice',
      /name of a tool/,
    ],
    ['too long texts to stop at', { messages: hello, stop: ['x'.repeat(4097)] }, 'stop', /4096 characters/],
    ['too many texts to stop at', { messages: hello, stop: Array(65).fill('x') }, 'stop', /64|expected/],
    [
      'a schema that is missing',
      { messages: hello, response_format: { type: 'json_schema' } },
      'response_format.json_schema',
      /an object/,
    ],
  ];
  for (const [name, body, param, message] of refused) {
    it(`refuses ${name}`, () => {
      const parsed = read(body);
      assert.ok(parsed.kind === 'refused');
      assert.deepEqual([parsed.refusal.code, parsed.refusal.param], ['invalid_request', param]);
      assert.match(parsed.refusal.message, message);
    });
  }

  it('never throws, and takes or refuses in words', () => {
    const dice = new Dice('chat bodies');
    const kinds = { body: 0, refused: 0 };
    for (let n = 0; n < 3_000; n++) {
      const parsed = parseChatBody(hostileChat(dice));
      kinds[parsed.kind]++;
      if (parsed.kind === 'refused') assert.match(parsed.refusal.message, /^[^]{10,400}$/);
      else modelSettings(parsed.body);
    }
    assert.ok(kinds.body > 500 && kinds.refused > 500, JSON.stringify(kinds));
  });

  it('refuses what is no JSON, too deep or too much', () => {
    for (const [text, code] of [
      ['{', 'invalid_json'],
      ['5', 'invalid_request'],
      [`{"messages":${'['.repeat(100)}${']'.repeat(100)}}`, 'invalid_request'],
      [`{"messages":[${'1,'.repeat(600_000)}1]}`, 'invalid_request'],
    ] as const) {
      const parsed = parseChatBody(text);
      assert.equal(parsed.kind === 'refused' && parsed.refusal.code, code);
    }
  });
});
