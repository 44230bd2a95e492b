import assert from 'node:assert/strict';
import type { EngineRequest } from '../../../../../src/engines/engine';
import { ChoicesReader, type ChoiceContent } from '../../../../../src/engines/upstream/forms/choicesReader';

const request: EngineRequest = { model: '', instructions: '', input: [], maxOutputTokens: undefined };
const plain: ChoiceContent = { take: choice => String(choice?.['text'] ?? '') };

/** What a reader makes of chunks, one line for each event. */
function read(content: ChoiceContent, chunks: readonly unknown[], marked = true): string[] {
  const reader = new ChoicesReader(request, content);
  return [...chunks.flatMap(chunk => reader.take(chunk)), ...reader.finish(marked)].map(event =>
    event.kind === 'text'
      ? `text ${event.text}`
      : event.kind === 'end'
        ? `end ${event.reason}, ${event.outputTokens} out`
        : event.kind,
  );
}
const chunk = (text: string, finish_reason: string | null = null): unknown => ({
  choices: [{ text, finish_reason }],
});

describe('ChoicesReader', () => {
  it('passes on the text of the first choices, then why it ended and what it cost', () => {
    assert.deepEqual(
      read(plain, [
        { choices: [], prompt_filter_results: [] },
        chunk('one'),
        chunk(''),
        chunk(' two', 'length'),
        { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } },
      ]),
      ['text one', 'text  two', 'end max_output_tokens, 2 out'],
    );
  });
  it('estimates what was not counted, and what the form has left at the end with it', () => {
    assert.deepEqual(read(plain, [chunk('12345678', 'stop')]), ['text 12345678', 'end stop, 2 out']);
    const zeros = { usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } };
    const uncounted = [{ choices: [{ text: '12345678', finish_reason: 'stop' }], ...zeros }];
    assert.deepEqual(read(plain, uncounted), ['text 12345678', 'end stop, 2 out']);
    const withRest: ChoiceContent = {
      ...plain,
      rest: (reason, written) => ({
        events: [{ kind: 'text', text: `${reason} ${written}`, tokens: 1 }],
        units: 16,
      }),
    };
    assert.deepEqual(read(withRest, [chunk('1234', 'stop')]), [
      'text 1234',
      'text stop 4',
      'end stop, 5 out',
    ]);
  });
  it('is whole with a reason, and speaks with text unless the form says otherwise', () => {
    const reader = new ChoicesReader(request, plain);
    const quiet = new ChoicesReader(request, { ...plain, speaking: false });
    assert.deepEqual([reader.whole, reader.speaking], [false, false]);
    for (const one of [reader, quiet]) one.take(chunk('x', 'stop'));
    assert.deepEqual([reader.whole, reader.speaking, quiet.speaking], [true, true, false]);
  });
  it('refuses a stream that is over too early, or is an error', () => {
    assert.throws(() => read(plain, [], false), { code: 'upstream_incomplete' });
    assert.throws(() => read(plain, [chunk('x')], false), { code: 'upstream_incomplete' });
    assert.throws(() => read(plain, [], true), { code: 'upstream_bad_answer' });
    assert.throws(() => read(plain, [{ usage: {} }], true), { code: 'upstream_bad_answer' });
    assert.throws(() => read(plain, ['text']), { code: 'upstream_bad_answer' });
    assert.throws(() => read(plain, [{ error: { message: 'full' } }]), /full/);
  });
});
