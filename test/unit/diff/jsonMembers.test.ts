import assert from 'node:assert/strict';
import { jsonObject, objectsIn } from '../../../src/diff/jsonMembers';

describe('jsonObject', () => {
  it('says where members stand, with comments and a comma at the end', () => {
    const text = '{ // one\n  "a": [1], /* two */ "b": { "c": 2 },\n}';
    const members = jsonObject(text)?.members ?? [];
    assert.deepEqual(
      members.map(({ name, start, end }) => [name, text.slice(start, end)]),
      [
        ['a', '"a": [1]'],
        ['b', '"b": { "c": 2 }'],
      ],
    );
  });

  it('takes the last one of several members of one name', () => {
    const text = '{ "a": 1, "a": 2 }';
    const { start = 0, end = 0 } = jsonObject(text)?.byName.get('a') ?? {};
    assert.equal(text.slice(start, end), '"a": 2');
  });

  it('reads nothing that is nested deeper than anybody writes, in objects or in lists', () => {
    const objects = (count: number): string => `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`;
    const lists = (count: number): string => `{"a":${'['.repeat(count)}${']'.repeat(count)}}`;
    for (const nested of [objects, lists]) {
      assert.notEqual(jsonObject(nested(150)), undefined);
      assert.equal(jsonObject(nested(250)), undefined);
    }
  });

  it('finds the objects inside of others and of lists, in their order', () => {
    const text = '{ "a": { "b": [[{ "c": 1 }]] }, "d": {} }';
    const root = jsonObject(text);
    assert.deepEqual(root && objectsIn(root).map(({ members }) => members.map(({ name }) => name).join()), [
      'a,d',
      'b',
      'c',
      '',
    ]);
  });
});
