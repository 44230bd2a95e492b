import assert from 'node:assert/strict';
import { readSteerInput, userMessage } from '../../../../src/gateway/turn/steerInput';

describe('readSteerInput', () => {
  const legal: readonly [string, unknown][] = [
    ['text', 'use a loop'],
    ['a message with text content', [{ role: 'user', content: 'x' }]],
    [
      'a typed message with parts',
      [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'x' }] }],
    ],
    ['an image', [{ role: 'user', content: [{ type: 'input_image', image_url: 'data:' }] }]],
  ];
  for (const [name, input] of legal) {
    it(`takes ${name}`, () => assert.ok(Array.isArray(readSteerInput(input))));
  }
  it('makes text a message of the user', () => assert.deepEqual(readSteerInput('x'), [userMessage('x')]));

  const illegal: readonly [string, unknown][] = [
    ['nothing', undefined],
    ['empty text', ''],
    ['no items', []],
    ['another role', [{ role: 'assistant', content: 'x' }]],
    ['no role', [{ content: 'x' }]],
    ['a tool output', [{ type: 'function_call_output', call_id: 'c', output: 'x' }]],
    ['an output part', [{ role: 'user', content: [{ type: 'output_text', text: 'x' }] }]],
    ['no content', [{ role: 'user' }]],
    ['a number', 5],
  ];
  for (const [name, input] of illegal) {
    it(`refuses ${name}`, () => assert.ok('problem' in readSteerInput(input)));
  }
});
