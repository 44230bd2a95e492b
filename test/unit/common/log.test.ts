import assert from 'node:assert/strict';
import { formatFields } from '../../../src/common/log';

describe('formatFields', () => {
  const cases: readonly (readonly [Parameters<typeof formatFields>[0], string])[] = [
    [undefined, ''],
    [{}, ''],
    [{ n: 1, ok: true, name: 'inline' }, ' n=1 ok=true name=inline'],
    [{ gone: undefined, n: 0 }, ' n=0'],
    [{ text: 'two words' }, ' text="two words"'],
    [{ text: 'a\nb' }, ' text="a\\nb"'],
  ];
  for (const [fields, expected] of cases) {
    it(`renders ${JSON.stringify(fields)} as ${JSON.stringify(expected)}`, () => {
      assert.equal(formatFields(fields), expected);
    });
  }
});
