import assert from 'node:assert/strict';
import fc from 'fast-check';
import { infillPrefix, mostUnits } from '../../../../../src/engines/upstream/forms/infill/infillPrefix';

/** Text of lines, most short, some long. */
const someText = fc
  .array(fc.oneof(fc.string({ maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 3_000 })), {
    maxLength: 200,
  })
  .map(lines => lines.join('\n'));

describe('The text before a cursor, as /infill is given it', () => {
  it('goes whole while it is short', () => {
    const short = 'a\n'.repeat(mostUnits / 2);
    assert.deepEqual(infillPrefix(short), { head: '', prefix: short });
  });

  it('is cut at the beginning of a line', () => {
    const { head, prefix } = infillPrefix('const a = 1;\n'.repeat(1_000));
    assert.ok(head.endsWith('\n') && prefix.startsWith('const'));
  });

  it('is cut where something of the file begins, if there is such a line near', () => {
    const body = '  const a = "some words in a line of the body";\n'.repeat(12);
    const code = Array.from({ length: 9 }, (_, n) => `function name${n}() {\n${body}}\n\n`).join('');
    for (let end = 2_100; end < code.length; end += 50) {
      const { head, prefix } = infillPrefix(code.slice(0, end));
      assert.match(prefix, /^function name\d/);
      assert.ok(head.endsWith('}\n\n'));
    }
  });

  it('is never longer than the server takes, and loses nothing', () => {
    fc.assert(
      fc.property(someText, text => {
        const { head, prefix } = infillPrefix(text);
        assert.equal(head + prefix, text);
        assert.ok(prefix.length <= mostUnits);
        assert.ok(head === '' || prefix.length >= mostUnits / 3);
        assert.ok(!/^[\udc00-\udfff]/.test(prefix), 'no character is cut in two');
      }),
      { seed: 18, numRuns: 300 },
    );
  });

  it('only grows while one types, but for the moments in which its start moves', () => {
    fc.assert(
      fc.property(someText, fc.string({ minLength: 200, maxLength: 400 }), (text, typed) => {
        let moves = 0;
        let before = infillPrefix(text);
        for (let at = 1; at <= typed.length; at++) {
          const now = infillPrefix(text + typed.slice(0, at));
          if (now.head === before.head) assert.ok(now.prefix.startsWith(before.prefix));
          else moves++;
          before = now;
        }
        assert.ok(moves <= 1, `${moves} moves`);
      }),
      { seed: 18, numRuns: 100 },
    );
  });
});
