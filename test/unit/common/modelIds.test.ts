import assert from 'node:assert/strict';
import { modelIds, parseMarkedJson } from '../../../src/common/modelIds';

describe('modelIds', () => {
  const table: readonly (readonly [text: string, expected: readonly string[] | undefined])[] = [
    ['{"object":"list","data":[{"id":"a"},{"id":"b"},{"id":"a"}]}', ['a', 'b']],
    ['[{"id":"a"}]', ['a']],
    ['["a","b"]', ['a', 'b']],
    ['{"data":["a"]}', ['a']],
    ['{"models":[{"name":"a","model":"b"}]}', ['b']],
    ['{"models":[{"name":"a"}]}', ['a']],
    ['{"data":{"models":[{"id":"a"}]}}', ['a']],
    ['{"data":[],"models":[{"id":"a"}]}', []],
    ['\uFEFF{"data":[{"id":"a"}]}', ['a']],
    ['{"data":[{"id":7},{"id":""},null,{}]}', []],
    ['{"error":"no"}', undefined],
    ['"a"', undefined],
    ['no JSON', undefined],
  ];
  for (const [text, expected] of table)
    it(text, () => assert.deepEqual(modelIds(parseMarkedJson(text)), expected));
});
