import assert from 'node:assert/strict';
import * as v from 'valibot';
import { createBodySchema } from '../../../src/protocol/clientEvents';

describe('The items of a request', () => {
  it('are handed on as they are: there may be a hundred thousand of them, so that none is copied', () => {
    const items: readonly object[] = [
      {},
      { type: 'message', role: 'user', content: 'hi' },
      { role: 'user', content: null },
      { role: 'user', content: [] },
      {
        content: [
          { type: 'input_text', text: 'hi' },
          { type: 'input_image', image_url: 'x' },
        ],
      },
      { type: 'function_call_output', output: 'o' },
    ];
    const { input } = v.parse(createBodySchema, { input: items });
    assert.ok(Array.isArray(input) && input.length === items.length);
    input.forEach((item, at) => assert.equal(item, items[at], JSON.stringify(items[at])));
  });

  const wrong: [item: unknown, place: string][] = [
    [7, 'input.0'],
    [null, 'input.0'],
    ['x', 'input.0'],
    [{ type: 7 }, 'input.0.type'],
    [{ role: 7 }, 'input.0.role'],
    [{ content: 7 }, 'input.0.content'],
    [{ content: {} }, 'input.0.content'],
    [{ content: ['x'] }, 'input.0.content.0'],
    [{ content: [{}] }, 'input.0.content.0.type'],
    [{ content: [{ type: 7 }] }, 'input.0.content.0.type'],
    [{ content: [{ type: 'x', text: 7 }] }, 'input.0.content.0.text'],
  ];
  for (const [item, place] of wrong)
    it(`may not be ${JSON.stringify(item)}`, () => {
      const { issues } = v.safeParse(createBodySchema, { input: [item] });
      assert.equal(issues && v.getDotPath(issues[0]), place);
    });
});

describe('What a request may have beside its input', () => {
  const takes = (body: object): boolean => v.is(createBodySchema, body);
  const pairs = (count: number, value = 'x'): object =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`name${n}`, value]));

  it('are 64 pairs of metadata, and 64 K of names and values', () => {
    assert.deepEqual([takes({ metadata: pairs(64) }), takes({ metadata: pairs(65) })], [true, false]);
    const room = 64 * 1024 - 'name0'.length;
    assert.ok(takes({ metadata: pairs(1, 'x'.repeat(room)) }));
    assert.ok(!takes({ metadata: pairs(1, 'x'.repeat(room + 1)) }));
  });

  it('are 1,024 tools', () => {
    const tools = (count: number): object[] => Array.from({ length: count }, () => ({ type: 'function' }));
    assert.deepEqual([takes({ tools: tools(1024) }), takes({ tools: tools(1025) })], [true, false]);
  });
});
