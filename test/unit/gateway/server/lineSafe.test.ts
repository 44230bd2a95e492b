import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { lineSafe } from '../../../../src/gateway/server/lineSafe';

/** Where `str.splitlines` of Python ends a line, and with it the readers of streams that are built on it. */
const pythonLineEnds = [...'\n\v\f\r\u001C\u001D\u001E\u0085\u2028\u2029'];

describe('lineSafe', () => {
  it('leaves JSON on one line for every reader, with the same meaning', () => {
    const separators = fc.constantFrom(
      '\u0085',
      '\u2028',
      '\u2029',
      '\n',
      '\r',
      '\v',
      '\f',
      '\u001C',
      '\\',
      'a',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(separators).map(some => some.join('')),
    );
    fc.assert(
      fc.property(fc.oneof(text, fc.dictionary(text, text)), value => {
        const safe = lineSafe(JSON.stringify(value));
        assert.deepEqual(
          pythonLineEnds.filter(end => safe.includes(end)),
          [],
        );
        assert.deepEqual(JSON.parse(safe), JSON.parse(JSON.stringify(value)));
      }),
      { seed: 20_261_130, numRuns: 500 },
    );
  });

  it('leaves everything else as it is', () => {
    assert.equal(lineSafe('data: "ä\u200B😀"\n\n'), 'data: "ä\u200B😀"\n\n');
  });
});
