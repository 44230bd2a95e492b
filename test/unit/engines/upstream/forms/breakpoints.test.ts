import assert from 'node:assert/strict';
import {
  correctBreakpoints,
  takesBreakpoints,
  withoutBreakpoints,
} from '../../../../../src/engines/upstream/forms/responses/breakpoints';

const mark = { prompt_cache_breakpoint: { mode: 'explicit' } };
const part = { type: 'input_text', text: 'a' };
const item = { type: 'message', role: 'user', content: [part, { ...part, ...mark }] };
const nothing = { has: () => false };

describe('breakpoints of an upstream', () => {
  it('go to models that have them, until they were refused', () => {
    assert.equal(takesBreakpoints('gpt-6.2-sol', nothing), true);
    assert.equal(takesBreakpoints('llama', nothing), false);
    const lessons = correctBreakpoints(
      {
        status: 400,
        text: JSON.stringify({
          error: { message: 'Unknown parameter.', param: 'input[0].content[1].prompt_cache_breakpoint' },
        }),
      },
      { input: [item] },
    )?.lessons;
    assert.equal(
      takesBreakpoints('gpt-6.2-sol', { has: lesson => lessons?.includes(lesson) ?? false }),
      false,
    );
  });

  it('leave everything else of an item as it is', () => {
    assert.deepEqual(withoutBreakpoints(item), { ...item, content: [part, part] });
    const plain = { type: 'message', role: 'user', content: [part] };
    assert.equal(withoutBreakpoints(plain), plain);
  });

  it('are not what a refusal is about that does not name them, or where there were none', () => {
    const refusal = {
      status: 400,
      text: '{"error":{"message":"Unknown parameter: prompt_cache_breakpoint"}}',
    };
    assert.equal(correctBreakpoints(refusal, { input: [{ ...item, content: [part] }] }), undefined);
    assert.equal(
      correctBreakpoints({ status: 400, text: '{"error":{"message":"Too long"}}' }, { input: [item] }),
      undefined,
    );
    assert.notEqual(correctBreakpoints(refusal, { input: [item] }), undefined);
  });
});
