import assert from 'node:assert/strict';
import { mergedLeading } from '../../../src/diff/mergedLeading';

describe('mergedLeading', () => {
  const table: [what: string, before: string[], after: string[], merged: string[]][] = [
    ['keeps all where the block has nothing', ['// a', '@b'], [], ['// a', '@b']],
    ['takes what only the block has', [], ['// a', '@b'], ['// a', '@b']],
    ['takes the comments of the block and keeps decorators below', ['// a', '@b'], ['// c'], ['// c', '@b']],
    ['takes the decorators of the block and keeps comments above', ['// a', '@b'], ['@c'], ['// a', '@c']],
    ['keeps comments below decorators', ['@b', '// a'], ['@c'], ['@c', '// a']],
    ['keeps decorators above comments', ['@b', '// a'], ['// c'], ['@b', '// c']],
    ['takes both from the block', ['// a', '@b'], ['@c', '// d'], ['@c', '// d']],
    [
      'knows a comment over several lines, in which a decorator is named',
      ['/**', ' * Like @b.', ' */', '@b'],
      ['@c'],
      ['/**', ' * Like @b.', ' */', '@c'],
    ],
    [
      'knows a decorator over several lines, in which a comment stands behind code',
      ['@b({', '  c: 1, // d', '})', '// e'],
      ['// f'],
      ['@b({', '  c: 1, // d', '})', '// f'],
    ],
    ['knows a comment below a decorator, indented', ['  @b', '  # a'], ['  @c'], ['  @c', '  # a']],
    ['knows the attributes of Rust and of C#', ['/// a', '#[b]', '[c]'], ['// d'], ['// d', '#[b]', '[c]']],
    [
      'knows comments of SQL and of pages',
      ['@b', '-- a', '<!-- c -->'],
      ['@d'],
      ['@d', '-- a', '<!-- c -->'],
    ],
  ];
  for (const [what, before, after, merged] of table) {
    it(what, () => assert.deepEqual(mergedLeading(before, after), merged));
  }
});
