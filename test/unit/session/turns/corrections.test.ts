import assert from 'node:assert/strict';
import { wireError } from '../../../../src/protocol/errors';
import { cacheFields } from '../../../../src/protocol/promptCache';
import { correctionFor, type Used } from '../../../../src/session/turns/corrections';

describe('correctionFor', () => {
  const all: Used = {
    streamId: true,
    warmUp: true,
    concurrent: true,
    cacheFields: { taken: cacheFields, sent: cacheFields },
  };
  const none: Used = {
    streamId: false,
    warmUp: false,
    concurrent: false,
    cacheFields: { taken: cacheFields, sent: [] },
  };
  const single = { namedLanes: false, concurrentLanes: false, maxInFlight: 1 };
  const cases: readonly (readonly [string, number, string, string | undefined, Used, unknown])[] = [
    ['lanes named by param', 400, 'Unknown parameter.', 'stream_id', all, single],
    ['lanes named in the words', 422, "Unrecognized field 'stream_id'.", undefined, all, single],
    ['lanes named among plain words', 400, 'stream_id is not supported here', undefined, all, single],
    ['lanes that were not used', 400, 'stream_id', 'stream_id', none, undefined],
    ['warm-up', 400, 'Unknown parameter.', 'generate', { ...none, warmUp: true }, { warmUp: false }],
    ['a word of the sentence', 400, 'The model could not generate text.', undefined, all, undefined],
    [
      'warm-up in the words',
      400,
      'Unrecognized request argument supplied: generate',
      undefined,
      { ...none, warmUp: true },
      { warmUp: false },
    ],
    ['a word that only contains the field', 400, 'could not be generated', undefined, all, undefined],
    [
      'one at a time',
      409,
      'A response is already active.',
      undefined,
      { ...none, concurrent: true },
      { concurrentLanes: false, maxInFlight: 1 },
    ],
    [
      'one at a time, in other words',
      409,
      'There is already a response running.',
      undefined,
      { ...none, concurrent: true },
      { concurrentLanes: false, maxInFlight: 1 },
    ],
    ['one at a time, when it was alone', 409, 'A response is already active.', undefined, none, undefined],
    [
      'a field of the prompt cache',
      400,
      'Unknown parameter.',
      'prompt_cache_options.comparison_response_id',
      all,
      { cacheFields: ['prompt_cache_breakpoint', 'prompt_cache_key'] },
    ],
    [
      'a breakpoint, by its path',
      400,
      'Unknown parameter.',
      'input[1].content[0].prompt_cache_breakpoint',
      all,
      { cacheFields: ['prompt_cache_options', 'prompt_cache_key'] },
    ],
    [
      'one of the cache that another turn has unlearnt before',
      400,
      "Unrecognized field 'prompt_cache_key'.",
      undefined,
      { ...none, cacheFields: { taken: ['prompt_cache_options'], sent: cacheFields } },
      { cacheFields: ['prompt_cache_options'] },
    ],
    ['one of the cache that was not sent', 400, 'prompt_cache_key', 'prompt_cache_key', none, undefined],
    ['a failure of the server', 500, 'stream_id', 'stream_id', all, undefined],
  ];
  for (const [name, status, message, param, used, expected] of cases) {
    it(`${name}: ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(correctionFor(wireError({ status, message }), param, used), expected));
  }

  it('reads the code too, where the words do not name the field', () => {
    const error = wireError({ status: 400, code: 'unknown_field:stream_id', message: 'No.' });
    assert.deepEqual(correctionFor(error, undefined, all), single);
  });
});
