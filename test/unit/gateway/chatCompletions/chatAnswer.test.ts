import assert from 'node:assert/strict';
import { ChatChunks } from '../../../../src/gateway/chatCompletions/chatChunks';
import { ChatSteps } from '../../../../src/gateway/chatCompletions/chatSteps';
import { WholeChat } from '../../../../src/gateway/chatCompletions/wholeChat';
import { errorBody } from '../../../../src/gateway/turn/served';
import { TurnWriter, type ResponseFacts } from '../../../../src/gateway/turn/turnWriter';

const facts = { id: 'chatcmpl-1', created: 5, model: 'm' };
const response: ResponseFacts = {
  ...{ id: 'resp_1', lane: undefined, model: 'm', createdAt: 5 },
  ...{ previousResponseId: undefined, maxOutputTokens: undefined, metadata: {} },
};
const tokens = { input: 10, cached: 4, output: 3, reasoning: 1 };
const usage =
  '{"prompt_tokens":10,"completion_tokens":3,"total_tokens":13,' +
  '"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":1}}';

/** What a turn becomes, streamed and whole. */
function answered(
  write: (writer: TurnWriter) => void,
  { stops = [], includeUsage = false }: { stops?: readonly string[]; includeUsage?: boolean } = {},
): { chunks: string[]; whole: string; stopped: boolean } {
  const chunks = new ChatChunks(facts, includeUsage);
  const whole = new WholeChat();
  let streamed = '';
  let stopped = false;
  const steps = new ChatSteps(
    stops,
    () => (stopped = true),
    step => {
      streamed += chunks.of(step);
      whole.take(step);
    },
  );
  let ids = 0;
  const writer = new TurnWriter(
    response,
    prefix => `${prefix}_${++ids}`,
    event => steps.take(event),
  );
  writer.begin();
  write(writer);
  const answer = whole.answer(facts);
  return {
    chunks: streamed.trimEnd().split('\n\n').map(short),
    whole: JSON.stringify('error' in answer ? answer.error : answer.completion),
    stopped,
  };
}

/** A chunk without what all of them have. */
function short(chunk: string): string {
  const { data } = /^data: (?<data>.+)$/s.exec(chunk)?.groups ?? {};
  assert.ok(data !== undefined, chunk);
  if (data === '[DONE]') return data;
  const head = '{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"m",';
  const again: unknown = JSON.parse(data);
  assert.equal(JSON.stringify(again), data, 'as JSON.stringify writes it');
  return data.replace(head, '{').replace('"choices":[{"index":0,', '').replace('"logprobs":null,', '');
}

describe('an answer of chat/completions', () => {
  it('is text', () => {
    const { chunks, whole } = answered(writer => {
      writer.text('Hi "you"');
      writer.text('.\n');
      writer.complete(tokens);
    });
    assert.deepEqual(chunks, [
      '{"delta":{"role":"assistant","content":""},"finish_reason":null}]}',
      '{"delta":{"content":"Hi \\"you\\""},"finish_reason":null}]}',
      '{"delta":{"content":".\\n"},"finish_reason":null}]}',
      '{"delta":{},"finish_reason":"stop"}]}',
      '[DONE]',
    ]);
    assert.equal(
      whole,
      '{"id":"chatcmpl-1","object":"chat.completion","created":5,"model":"m","choices":[{"index":0,' +
        '"message":{"role":"assistant","content":"Hi \\"you\\".\\n","refusal":null},"logprobs":null,' +
        `"finish_reason":"stop"}],"usage":${usage}}`,
    );
  });

  it('has its tokens in a chunk of their own, where they are asked for, and the tier', () => {
    const { chunks, whole } = answered(
      writer => {
        writer.text('Hi');
        writer.complete(tokens, 'flex');
      },
      { includeUsage: true },
    );
    assert.deepEqual(chunks.slice(1), [
      '{"delta":{"content":"Hi"},"finish_reason":null}],"usage":null}',
      '{"delta":{},"finish_reason":"stop"}],"usage":null}',
      `{"choices":[],"usage":${usage},"service_tier":"flex"}`,
      '[DONE]',
    ]);
    assert.match(whole, /"service_tier":"flex"\}$/);
  });

  it('is calls', () => {
    const { chunks, whole } = answered(writer => {
      writer.call('look', '{"at":1}', 'call_a');
      writer.call('run', '', 'call_b');
      writer.complete(tokens);
    });
    assert.deepEqual(chunks, [
      '{"delta":{"role":"assistant","content":null},"finish_reason":null}]}',
      '{"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"look","arguments":""}}]},"finish_reason":null}]}',
      '{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"at\\":1}"}}]},"finish_reason":null}]}',
      '{"delta":{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"run","arguments":""}}]},"finish_reason":null}]}',
      '{"delta":{},"finish_reason":"tool_calls"}]}',
      '[DONE]',
    ]);
    assert.match(
      whole,
      /"content":null,"refusal":null,"tool_calls":\[\{"id":"call_a","type":"function","function":\{"name":"look","arguments":"\{\\"at\\":1\}"\}\},\{"id":"call_b".*"finish_reason":"tool_calls"/,
    );
  });

  it('ends before a text it is to stop at, and what was held back is part of it', () => {
    const stops = ['END'];
    const cut = answered(
      writer => {
        writer.text('one E');
        writer.text('ND two');
        writer.text(' three');
        writer.incomplete('cancelled', tokens);
      },
      { stops },
    );
    assert.equal(cut.stopped, true);
    assert.deepEqual(cut.chunks.slice(1), [
      '{"delta":{"content":"one "},"finish_reason":null}]}',
      '{"delta":{},"finish_reason":"stop"}]}',
      '[DONE]',
    ]);
    const whole = answered(
      writer => {
        writer.text('one E');
        writer.call('look', '{}');
        writer.complete(tokens);
      },
      { stops },
    );
    assert.equal(whole.stopped, false);
    assert.match(whole.chunks[2] ?? '', /"content":"E"/);
    assert.match(whole.chunks[3] ?? '', /tool_calls/);
    assert.match(whole.whole, /"content":"one E"/);
  });

  it('says why it is not whole', () => {
    for (const [reason, finish] of [
      ['max_output_tokens', 'length'],
      ['content_filter', 'content_filter'],
      ['unknown', 'length'],
    ] as const) {
      const { chunks } = answered(writer => {
        writer.text('Hi');
        writer.incomplete(reason, tokens);
      });
      assert.equal(chunks.at(-2), `{"delta":{},"finish_reason":"${finish}"}]}`);
    }
  });

  it('is empty', () => {
    const { chunks, whole } = answered(writer => writer.complete(tokens));
    assert.deepEqual(chunks, [
      '{"delta":{"role":"assistant","content":""},"finish_reason":null}]}',
      '{"delta":{},"finish_reason":"stop"}]}',
      '[DONE]',
    ]);
    assert.match(whole, /"content":""/);
  });

  it('is an error before the first output', () => {
    const { chunks, whole } = answered(writer =>
      writer.write(errorBody({ status: 429, code: 'rate_limit_exceeded', message: 'Slow down.' })),
    );
    assert.deepEqual(chunks, [
      '{"error":{"type":"rate_limit_error","code":"rate_limit_exceeded","message":"Slow down.","param":null}}',
    ]);
    assert.match(whole, /"status":429/);
  });

  it('breaks off, which is not done and has the status of its code', () => {
    for (const [code, status] of [
      ['rate_limit_exceeded', 429],
      ['upstream_disconnected', 502],
      ['upstream_timeout', 504],
      ['server_error', 500],
    ] as const) {
      const { chunks, whole } = answered(
        writer => {
          writer.text('one EN');
          writer.fail(code, 'Broken.');
        },
        { stops: ['END'] },
      );
      assert.match(chunks[2] ?? '', /"content":"EN"/);
      assert.match(chunks.at(-1) ?? '', new RegExp(`^\\{"error":\\{.*"code":"${code}","message":"Broken."`));
      assert.match(whole, new RegExp(`"status":${status}`));
    }
  });
});
