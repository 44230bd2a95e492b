import assert from 'node:assert/strict';
import { textParts } from '../../../src/protocol/inputText';

describe('textParts', () => {
  it('takes a string for what the user says', () =>
    assert.deepEqual(textParts('hi'), [{ role: 'user', text: 'hi' }]));
  it('has nothing for no input', () =>
    assert.deepEqual([textParts(null), textParts(undefined), textParts([])], [[], [], []]));
  it('reads items in order and passes over what has no text', () => {
    const parts = textParts([
      { role: 'developer', content: 'be brief' },
      { type: 'function_call_output', output: 'x' },
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'a' },
          { type: 'input_image' },
          { type: 'input_text', text: 'b' },
        ],
      },
      { role: 'assistant', content: [{ type: 'output_text', text: 'c' }] },
      { content: 'd' },
    ]);
    assert.deepEqual(parts, [
      { role: 'developer', text: 'be brief' },
      { role: 'user', text: 'a' },
      { role: 'user', text: 'b' },
      { role: 'assistant', text: 'c' },
      { role: 'user', text: 'd' },
    ]);
  });
});
