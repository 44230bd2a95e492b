import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cellsOf,
  decidableLength,
  delimiterRow,
  heading,
  indentOf,
  isDecided,
  isRule,
  listMarker,
  openingFence,
  quoteLength,
  underline,
  withoutIndent,
} from '../../../../src/webview/chat/markdown/lineStarts';

describe('the beginning of a line', () => {
  it('is indented by columns, a tab to the next multiple of four', () => {
    assert.deepEqual(indentOf('  \tx'), { columns: 4, length: 3 });
    assert.deepEqual(indentOf('\tx', 2), { columns: 2, length: 1 });
    assert.equal(withoutIndent('\tx', 2), '  x');
    assert.equal(withoutIndent('    x', 2), '  x');
    assert.equal(withoutIndent(' x', 4), 'x');
  });

  it('may open and close a fence', () => {
    assert.deepEqual(openingFence('  ```ts a  '), { indent: 2, mark: '```', info: 'ts a' });
    assert.equal(openingFence('~~~~x`y')?.mark, '~~~~');
    assert.equal(openingFence('```a`b'), undefined);
    assert.equal(openingFence('    ```'), undefined);
  });

  it('may be a heading, its underline, or a rule', () => {
    assert.deepEqual(heading('## a'), { level: 2, length: 3 });
    assert.equal(heading('####### a'), undefined);
    assert.equal(heading('#a'), undefined);
    assert.equal(underline('==='), 1);
    assert.equal(underline('-'), 2);
    assert.equal(underline('= ='), undefined);
    assert.ok(isRule('* * *') && isRule('___') && !isRule('--') && !isRule('-*-'));
  });

  it('may be a quote or an item', () => {
    assert.equal(quoteLength('   > a'), 5);
    assert.equal(quoteLength('    > a'), 0);
    assert.deepEqual(listMarker('12) a', false), {
      ...{ ordered: true, delimiter: ')', start: 12, width: 4, length: 4, empty: false },
    });
    assert.equal(listMarker('- a', false)?.delimiter, '-');
    assert.equal(listMarker('-a', false), undefined);
    assert.equal(listMarker('1234567890. a', false), undefined);
    assert.equal(listMarker('2. a', true), undefined, 'only 1 interrupts a paragraph');
    assert.equal(listMarker('-', true), undefined, 'an empty one interrupts none');
  });

  it('may be a row of a table', () => {
    assert.deepEqual(cellsOf('| a | `b\\|c` | |', 9), ['a', '`b|c`', '']);
    assert.deepEqual(cellsOf('a|b', 9), ['a', 'b']);
    assert.equal(cellsOf('|a'.repeat(100), 9).length, 9);
    assert.deepEqual(delimiterRow('|:--|:-:|--:|---|', 9), ['left', 'center', 'right', undefined]);
    assert.equal(delimiterRow('---', 9), undefined, 'that is a rule');
    assert.equal(delimiterRow('| a |', 9), undefined);
  });

  it('is undecided while it could still become something else', () => {
    for (const line of [
      '',
      '  ',
      '#',
      '12',
      '1.',
      '-',
      '- -',
      '`',
      '``',
      '```ts',
      '~',
      '>',
      '> -',
      '- > #',
      '|',
    ])
      assert.ok(!isDecided(line), line);
    for (const line of ['a', 'a|', '**b', '####### ', '`x', '- a', '> a', '1. a', '# a', '-a'])
      assert.ok(isDecided(line), line);
  });

  it('is decided in time that does not explode, however long and hostile it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'>-+*#=|:`~ \t1.'), fc.constantFrom(...'>-+*#=|:`~ \t1.'), (a, b) => {
        const line = (a + b).repeat(decidableLength);
        for (const read of [isDecided, isRule, underline, heading, openingFence, quoteLength]) read(line);
        delimiterRow(line, 64);
        assert.ok(isDecided(line));
      }),
    );
  });
});
