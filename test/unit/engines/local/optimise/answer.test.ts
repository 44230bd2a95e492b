import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fenced, rewriteAnswer } from '../../../../../src/engines/local/optimise/answer';

describe('answer', () => {
  it('fences any code so that it comes out byte for byte', () => {
    const code = fc
      .array(fc.constantFrom('`', '```', '\n', 'a', '~~~', '\r\n', '\t', '😀'), { maxLength: 30 })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(code, text => {
        const block = fenced(text, 'python');
        const fence = /^`+/.exec(block)?.[0] ?? '';
        assert.ok(fence.length >= 3 && !text.includes(fence));
        assert.equal(block, `${fence}python\n${text}\n${fence}`);
      }),
    );
  });

  it('lists what was done', () => {
    const answer = rewriteAnswer('y', 'javascript', {
      text: 'x',
      applied: [
        { rule: 'a', why: 'first', line: 1 },
        { rule: 'b', why: 'second', line: 7 },
      ],
      unread: [],
    });
    assert.equal(answer, '```javascript\nx\n```\n\n- `a` (line 1): first.\n- `b` (line 7): second.\n');
  });
});
