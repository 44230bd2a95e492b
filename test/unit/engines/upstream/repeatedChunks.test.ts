import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readServerAddress } from '../../../../src/common/serverAddress';
import { messageOf } from '../../../../src/common/thrown';
import type { EngineEvent, EngineRequest } from '../../../../src/engines/engine';
import { chatForm } from '../../../../src/engines/upstream/forms/chat/chatForm';
import { completionsForm } from '../../../../src/engines/upstream/forms/completions/completionsForm';
import { RepeatedChunk } from '../../../../src/engines/upstream/forms/repeatedChunk';
import type { AnswerReader, WireForm } from '../../../../src/engines/upstream/forms/wireForm';
import { Lessons } from '../../../../src/engines/upstream/lessons';
import { servers } from '../../../../src/engines/upstream/probe/servers';
import { readAnswer } from '../../../../src/engines/upstream/readAnswer';
import { ManualClock } from '../../../support/manualClock';

const address = readServerAddress('http://127.0.0.1:1/v1');
const forms: readonly WireForm[] = [
  chatForm(address, servers.vllm),
  completionsForm(address, servers.vllm, 'qwen'),
];
const request: EngineRequest = { model: 'm', instructions: '', input: [], maxOutputTokens: 40 };

/** What is made of a stream, with its failure at the end. `known`: chunks that are like others are known again. */
async function read(form: WireForm, body: string, known: boolean): Promise<unknown[]> {
  const events: unknown[] = [];
  const whole = form.reader(request, new Lessons(new ManualClock()).of('m'));
  const inFull: AnswerReader = {
    take: event => whole.take(event),
    get whole() {
      return whole.whole;
    },
    get speaking() {
      return whole.speaking;
    },
    finish: marked => whole.finish(marked),
  };
  const spoke: boolean[] = [];
  const answer = {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    text: (async function* () {
      await Promise.resolve();
      yield body;
    })(),
    setSpeaking: (speaking: boolean) => void spoke.push(speaking),
    endAfterSilence: () => undefined,
    finish: () => undefined,
  };
  const reading = { request, limit: undefined, began: () => undefined };
  try {
    for await (const made of readAnswer(answer, form, known ? whole : inFull, reading)) events.push(...made);
  } catch (error) {
    events.push(messageOf(error));
  }
  return [...events, spoke];
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '',
    ' ',
    'a',
    '"',
    '\\',
    '\n',
    '","content":"',
    '<think>',
    '</think>\n',
    '}',
    'data: ',
    '\ud83d',
    '\u2028',
  ),
);
/** Members beside the text: some change what a chunk is, most do not. */
const beside = fc.constantFrom<Record<string, unknown>>(
  {},
  {},
  { role: 'assistant' },
  { reasoning_content: 'hm' },
  { reasoning_content: null },
  { refusal: 'no' },
  { tool_calls: [] },
  { tool_calls: [{ index: 0, function: { name: 'f', arguments: '{}' } }] },
  { annotations: [{ content: 'not this one', text: 'nor this one' }] },
);
const ofChoice = fc.constantFrom<Record<string, unknown>>(
  {},
  {},
  {},
  { finish_reason: null },
  { finish_reason: 'stop' },
  { finish_reason: 'length' },
  { logprobs: { content: [{ token: 'a' }], text: 'decoy' } },
  { error: { message: 'broke' } },
);
const ofChunk = fc.constantFrom<Record<string, unknown>>(
  {},
  {},
  {},
  { usage: null },
  { usage: { prompt_tokens: 3, completion_tokens: 4 } },
  { service_tier: 'default' },
  { service_tier: 'priority' },
  { error: { message: 'broke', code: 'x' } },
  { id: 'other', content: 'decoy' },
);
type Written = (value: unknown) => string;
/** The same JSON as different servers write it. */
const written = fc.constantFrom<Written>(
  value => JSON.stringify(value),
  value => JSON.stringify(value).replaceAll('":', '": '),
  value =>
    JSON.stringify(value).replaceAll(/[^ -~]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  // The last of two members of one name counts.
  value =>
    JSON.stringify(value)
      .replace('"content":', '"content":"first","content":')
      .replace('"text":', '"text":"first","text":'),
);
const chunk = fc
  .record({ text, beside, ofChoice, ofChunk, written, ends: fc.constantFrom('\n\n', '\r\n\r\n') })
  .map(({ text: said, beside: more, ofChoice: choice, ofChunk: rest, written: write, ends }) => {
    const json = {
      id: 'c',
      choices: [{ index: 0, delta: { ...more, content: said }, text: said, ...choice }],
      ...rest,
    };
    return `data: ${write(json)}${ends}`;
  });
/** Runs of chunks that are alike but for their text, as servers send them, among others. */
const run = fc
  .tuple(written, ofChunk, fc.array(text, { minLength: 1, maxLength: 12 }))
  .map(([write, rest, words]) =>
    words
      .map(
        said =>
          `data: ${write({ id: 'c', choices: [{ delta: { content: said }, text: said }], ...rest })}\n\n`,
      )
      .join(''),
  );
const spoilt = fc.constantFrom(
  'data: {"choices":[{"delta":{"content":"a\tb"}}]}\n\n',
  'data: {"choi\n\n',
  ': ping\n\n',
  'data: [DONE]\n\n',
);

describe('Chunks that differ in their text only', () => {
  for (const form of forms) {
    it(`are read as they are in full: ${form.api}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.oneof(run, run, chunk, spoilt), { maxLength: 8 }), async parts => {
          const body = parts.join('');
          assert.deepEqual(await read(form, body, true), await read(form, body, false));
        }),
        { seed: 21, numRuns: 1500 },
      );
    });
  }

  it('are known by the characters around their text, after the first one', () => {
    const of = (json: unknown): string | undefined => {
      const content: unknown =
        typeof json === 'object' && json !== null && 'content' in json ? json.content : undefined;
      return typeof content === 'string' ? content : undefined;
    };
    const repeated = new RepeatedChunk({ of, take: (): readonly EngineEvent[] => [] });
    const written = (said: string): string => `{"x":{"content":"a"},"content":${JSON.stringify(said)},"n":1}`;
    assert.equal(repeated.textOf(written('a')), undefined);
    repeated.learn(written('a'), JSON.parse(written('a')));
    for (const said of ['b', '', 'quote " and \\ and \n', '語', '\ud83d'])
      assert.equal(repeated.textOf(written(said)), said);
    assert.equal(repeated.textOf(written('a').replace('1', '2')), undefined);
    assert.equal(repeated.textOf('{"x":{"content":"a"},"content":"b\tc","n":1}'), undefined, 'no JSON');
    assert.equal(
      repeated.textOf('{"x":{"content":"a"},"content":"b","y":"c","n":1}'),
      undefined,
      'more than text',
    );
    assert.equal(repeated.textOf('{"x":{"content":"a"},"content":"n":1}'), undefined, 'less than it');
  });
});
