import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createReplayEngine } from '../../../../src/engines/replay/replayEngine';
import { findEntry, parseReplayFile } from '../../../../src/engines/replay/replayScript';
import { tokenPieces } from '../../../../src/engines/replay/tokenPieces';
import type { EngineEvent, EngineRequest } from '../../../../src/engines/engine';

const say = (text: string) => ({ role: 'user', content: [{ type: 'input_text', text }] });

describe('parseReplayFile', () => {
  it('takes any other file as the one answer, unchanged', () => {
    assert.deepEqual(parseReplayFile('answer.ts', 'a\r\n{}\n'), [{ answer: 'a\r\n{}\n' }]);
  });

  it('reads a line an entry and passes over empty lines and remarks', () => {
    const file =
      '// talk\n\n{"match":"hi","answer":"hello"}\r\n{"calls":[{"name":"f","arguments":{"a":1}}]}\n';
    assert.deepEqual(parseReplayFile('x.jsonl', file), [
      { match: 'hi', answer: 'hello' },
      { calls: [{ name: 'f', arguments: '{"a":1}' }] },
    ]);
  });

  it('keeps arguments whatever their names', () => {
    const file = '{"calls":[{"name":"f","arguments":{"constructor":"a","__proto__":"b"}}]}';
    assert.deepEqual(parseReplayFile('x.jsonl', file)[0]?.calls, [
      { name: 'f', arguments: '{"constructor":"a","__proto__":"b"}' },
    ]);
  });

  const broken: readonly [string, RegExp][] = [
    ['', /no entries/],
    ['{"answer":"x"}\n{', /line 2 is not JSON/],
    ['{"match":"x"}', /line 1.*needs "answer", "calls" or "error"/],
    ['{"answer":5}', /line 1, field "answer"/],
    ['{"answr":"x"}', /line 1, field "answr"/],
    ['{"error":{"status":200,"code":"x","message":""}}', /line 1, field "error.status"/],
    ['5', /line 1/],
  ];
  for (const [file, expected] of broken) {
    it(`names what is wrong: ${JSON.stringify(file)}`, () => {
      assert.throws(() => parseReplayFile('x.jsonl', file), expected);
    });
  }
});

describe('findEntry', () => {
  const entries = parseReplayFile(
    'x.jsonl',
    [
      '{"match":"new","answer":"1"}',
      '{"matchAny":"old","answer":"2"}',
      '{"matchAny":"rule","answer":"3"}',
    ].join('\n'),
  );
  const cases: readonly [string, Pick<EngineRequest, 'instructions' | 'input'>, string | undefined][] = [
    ['the newest item decides', { instructions: '', input: [say('x'), say('a new one')] }, '1'],
    ['"match" does not look at older items', { instructions: '', input: [say('new'), say('x')] }, undefined],
    ['"matchAny" looks at all items', { instructions: '', input: [say('old'), say('x')] }, '2'],
    ['"matchAny" looks at the instructions', { instructions: 'a rule', input: [] }, '3'],
    ['the first that matches answers', { instructions: 'a rule', input: [say('new old')] }, '1'],
    [
      'a tool result is looked at',
      { instructions: '', input: [{ type: 'function_call_output', output: 'new file' }] },
      '1',
    ],
    ['plain text content is looked at', { instructions: '', input: [{ role: 'user', content: 'new' }] }, '1'],
  ];
  for (const [name, request, answer] of cases) {
    it(name, () => assert.equal(findEntry(entries, request)?.answer, answer));
  }
});

describe('tokenPieces', () => {
  it('loses nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        assert.equal([...tokenPieces(text)].join(''), text);
      }),
    );
  });

  it('makes pieces of about the size of tokens', () => {
    const code = 'function factorial(n) {\n  return n <= 1 ? 1 : n * factorial(n - 1);\n}\n';
    const size = code.length / [...tokenPieces(code)].length;
    assert.ok(size > 2 && size < 5, `${size} code units a piece`);
  });
});

describe('replay engine', () => {
  const play = async (file: string, more: Partial<EngineRequest> = {}): Promise<EngineEvent[]> => {
    const engine = createReplayEngine(parseReplayFile('x.jsonl', file));
    const request = {
      model: 'replay',
      instructions: '',
      input: [say('hi')],
      maxOutputTokens: undefined,
      ...more,
    };
    const events: EngineEvent[] = [];
    for await (const event of engine.generate(request, new AbortController().signal)) events.push(event);
    return events;
  };

  it('answers with text, then calls, then the end', async () => {
    const events = await play('{"answer":"two words","calls":[{"name":"f","arguments":"{}"}]}');
    assert.deepEqual(events, [
      { kind: 'text', text: 'two', tokens: 1 },
      { kind: 'text', text: ' words', tokens: 1 },
      { kind: 'call', name: 'f', arguments: '{}', tokens: 1 },
      { kind: 'end', reason: 'stop', inputTokens: 1 },
    ]);
  });

  it('stops at the limit, but not for an answer of just that length', async () => {
    const reasons = await Promise.all(
      [1, 2].map(async limit => (await play('{"answer":"two words"}', { maxOutputTokens: limit })).at(-1)),
    );
    assert.deepEqual(
      reasons.map(event => event?.kind === 'end' && event.reason),
      ['max_output_tokens', 'stop'],
    );
  });

  it('says so when nothing matches, and fails as it is told', async () => {
    await assert.rejects(play('{"match":"zzz","answer":"x"}'), { status: 400, code: 'replay_no_match' });
    const error = '{"error":{"status":429,"code":"rate_limit_exceeded","message":"no"}}';
    await assert.rejects(play(error), { status: 429, message: 'no' });
  });
});
