import assert from 'node:assert/strict';
import { depthReader } from '../../../../src/completion/text/depthReader';
import { lexisOf } from '../../../../src/common/code/lexis';
import { linesOf } from '../../../../src/completion/text/lines';

describe('depthReader', () => {
  const table: [text: string, depths: string][] = [
    ['f(\n  [\n  ],\n)', '1 2 1 0'],
    ['} {\n}\n}', '1 0 0'],
    ['// (\n(\r\n)', '0 1 0'],
    ['/* (\n*/ (\n)', '0* 1 0'],
    ['`(\n(`', '0` 0'],
  ];
  for (const [text, depths] of table) {
    it(JSON.stringify(text), () => {
      const depthAt = depthReader(text, lexisOf('typescript'), undefined);
      const read = linesOf(text).map(({ end }) => {
        const { brackets, within } = depthAt(end);
        return `${brackets}${within && !within.endsWithLine ? within.close[0] : ''}`;
      });
      assert.equal(read.join(' '), depths);
    });
  }
});
