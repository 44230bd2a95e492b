import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { completeAt } from './completing';

const read = (name: string): string => readFileSync(`samples/workspace/src/${name}.ts`, 'utf8');
const known = [read('catalogue'), read('orders')];

/** What is proposed at the end of the sample's cart, after some more lines. */
const after = (lines: string, below = ''): string => completeAt(`${read('cart')}${lines}█${below}`, known);

describe('blocks that repeat others', () => {
  const first = '\nexport function totalDeposit(items: readonly Item[]): number {';
  const body = [
    '  let total = 0;',
    '  for (const item of items) {',
    '    total += item.deposit * item.quantity;',
    '  }',
    '  return total;',
    '}',
  ];

  it('come whole behind their first line', () => assert.equal(after(first), `\n${body.join('\n')}`));

  it('come whole on the next line', () => assert.equal(after(`${first}\n  `), body.join('\n').trimStart()));

  it('leave out the bracket that stands below', () =>
    assert.equal(after(`${first}\n  `, '\n}\n'), body.slice(0, -1).join('\n').trimStart()));

  it('go on after each of their lines', () => {
    for (let line = 1; line < body.length - 1; line++) {
      const indent = /^ */.exec(body[line] ?? '')?.[0] ?? '';
      const written = [first, ...body.slice(0, line), indent].join('\n');
      const rest = body.slice(line).join('\n').slice(indent.length);
      assert.ok(rest.startsWith(after(written)) && after(written) !== '', `${line}: ${after(written)}`);
    }
  });

  it('do not come where nothing is alike', () => {
    assert.equal(after('\nexport function zebra(stripes: string): void {'), '');
    assert.equal(after('\nconst table = {'), '');
  });
});
