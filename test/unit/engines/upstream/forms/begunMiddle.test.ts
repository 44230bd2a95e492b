import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BegunMiddles, mostTyped } from '../../../../../src/engines/upstream/forms/infill/begunMiddle';

const all = { prefix: Infinity, suffix: Infinity };

/** Text of lines, some of them long. */
const someText = fc
  .array(fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 900 })), {
    maxLength: 30,
  })
  .map(lines => lines.join('\n'));

describe('The middle of a prompt', () => {
  it('begins at the line of the cursor', () => {
    assert.deepEqual(new BegunMiddles(all).divide('a.ts', 'one();\nlet a', ';\n'), {
      prefix: 'one();\n',
      middle: 'let a',
      suffix: ';\n',
    });
  });

  it('goes on while somebody types, also in further lines: all in front of it stays', () => {
    const middles = new BegunMiddles(all);
    middles.divide('a.ts', 'one();\n', '}\n');
    for (const typed of ['t', 'two();', 'two();\n', 'two();\n  thr', 'two'])
      assert.deepEqual(middles.divide('a.ts', `one();\n${typed}`, '}\n'), {
        prefix: 'one();\n',
        middle: typed,
        suffix: '}\n',
      });
  });

  for (const [what, before, behind] of [
    ['the text behind the cursor is another', 'one();\ntwo();\n', '}\n}\n'],
    ['the text before it is another', 'other();\ntwo();\n', '}\n'],
    ['the cursor is further up', 'one', '();\n}\n'],
    ['much was typed', `one();\n${'two();\n'.repeat(100)}`, '}\n'],
  ] as const) {
    it(`begins anew when ${what}`, () => {
      const middles = new BegunMiddles(all);
      middles.divide('a.ts', 'one();\nt', '}\n');
      const line = before.lastIndexOf('\n') + 1;
      const anew = { prefix: before.slice(0, line), middle: before.slice(line), suffix: behind };
      assert.deepEqual(middles.divide('a.ts', before, behind), anew);
    });
  }

  it('of one file stays while another file is typed in', () => {
    const middles = new BegunMiddles(all);
    middles.divide('a.ts', 'one();\n', '');
    middles.divide('b.ts', 'two();\n', '');
    assert.equal(middles.divide('a.ts', 'one();\nthree();\n', '').middle, 'three();\n');
    for (let n = 0; n < 16; n++) middles.divide(`${n}.ts`, '', '');
    assert.equal(middles.begunIn('a.ts'), undefined);
  });

  it('is with the prefix the text before the cursor, or the end of it; no side is longer than it may be', () => {
    const most = { prefix: 900, suffix: 300 };
    fc.assert(
      fc.property(fc.array(fc.tuple(someText, someText), { minLength: 1 }), places => {
        const middles = new BegunMiddles(most);
        for (const [before, behind] of places) {
          const { prefix, middle, suffix } = middles.divide('a.ts', before, behind);
          assert.ok(before.endsWith(prefix + middle));
          assert.ok(
            before.length <= most.prefix + middle.length ? prefix + middle === before : prefix !== '',
          );
          assert.ok(behind.startsWith(suffix) && (suffix !== '' || behind === ''));
          assert.ok(
            prefix.length <= most.prefix && suffix.length <= most.suffix && middle.length <= mostTyped,
          );
        }
      }),
      { seed: 18, numRuns: 300 },
    );
  });

  it('of a text that is typed begins anew once in what it may hold', () => {
    fc.assert(
      fc.property(someText, fc.string({ minLength: 700, maxLength: 1_500 }), (text, typed) => {
        const middles = new BegunMiddles({ prefix: 2_000, suffix: 300 });
        let begun = 0;
        let front = '';
        for (let at = 0; at <= typed.length; at++) {
          const { prefix } = middles.divide('a.ts', text + typed.slice(0, at), '}');
          const { before = '' } = middles.begunIn('a.ts') ?? {};
          if (front !== before || at === 0) begun++;
          else assert.ok(before.endsWith(prefix));
          front = before;
        }
        assert.ok(begun <= 2 + typed.length / (mostTyped / 2), `${begun} times`);
      }),
      { seed: 18, numRuns: 50 },
    );
  });
});
