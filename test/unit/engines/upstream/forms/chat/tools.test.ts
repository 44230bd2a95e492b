import assert from 'node:assert/strict';
import { EngineError } from '../../../../../../src/engines/engine';
import { chatTools } from '../../../../../../src/engines/upstream/forms/chat/tools';

describe('chatTools', () => {
  const tools = [{ type: 'function', name: 'load' }, { type: 'web_search' }];
  const choices: [choice: unknown, taken: unknown][] = [
    [undefined, undefined],
    ['auto', undefined],
    ['none', 'none'],
    ['required', 'required'],
    [
      { type: 'function', name: 'load' },
      { type: 'function', function: { name: 'load' } },
    ],
    [{ type: 'allowed_tools', mode: 'required' }, 'required'],
    [{ type: 'allowed_tools', mode: 'auto' }, undefined],
  ];
  for (const [toolChoice, taken] of choices)
    it(`hands on the choice ${JSON.stringify(toolChoice)}`, () =>
      assert.deepEqual(chatTools({ tools, toolChoice }).tool_choice, taken));

  const refused: [choice: unknown, named: RegExp][] = [
    [{ type: 'web_search' }, /"web_search"/],
    [{ type: 'function', name: 'save' }, /"save"/],
    [7, /this tool_choice/],
    // An object whose text nobody can tell.
    [{ type: { toString: 1 } }, /""/],
    [{ type: 'function', name: { toString: 1 } }, /"function"/],
  ];
  for (const [toolChoice, named] of refused)
    it(`refuses the choice ${JSON.stringify(toolChoice)}`, () =>
      assert.throws(
        () => chatTools({ tools, toolChoice }),
        error => error instanceof EngineError && error.status === 400 && named.test(error.message),
      ));
});
