import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  infillSuffix,
  mostBehind,
  mostUnits,
} from '../../../../../src/engines/upstream/forms/infill/infillSuffix';

describe('infillSuffix', () => {
  it('takes a short text as it is', () => {
    assert.deepEqual(infillSuffix(';\n}\n'), { suffix: ';\n}\n', tail: '' });
    assert.deepEqual(infillSuffix(''), { suffix: '', tail: '' });
  });

  it('divides a long one at lines, and never within a character', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), lines => {
        const text = lines.join('\n');
        const { suffix, tail } = infillSuffix(text);
        assert.ok(text.startsWith(suffix + tail));
        assert.ok(suffix.length <= mostUnits && tail.length <= mostBehind);
        if (text.length > mostUnits) {
          assert.ok(suffix.endsWith('\n') || !text.slice(0, mostUnits).includes('\n', 1));
          assert.doesNotMatch(suffix.slice(-1) + tail.slice(0, 1), /[\ud800-\udbff][\udc00-\udfff]/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stays the same from key to key, as what stands behind the cursor does', () => {
    const behind = `;\n${'  more(code);\n'.repeat(400)}`;
    assert.ok(infillSuffix(behind).suffix.length > mostUnits - 20);
    assert.ok(infillSuffix(behind).tail.startsWith('  more(code);\n'));
  });
});
