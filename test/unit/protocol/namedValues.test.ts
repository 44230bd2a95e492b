import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { namedValues } from '../../../src/protocol/namedValues';

const numbers = namedValues(v.number());
const names = ['constructor', 'prototype', '__proto__', 'toString', 'hasOwnProperty', '', '0'];

describe('namedValues', () => {
  for (const name of names) {
    const text = `{${JSON.stringify(name)}:1,"a":2}`;

    it(`keeps ${text}`, () => {
      const read = v.parse(numbers, JSON.parse(text));
      assert.deepEqual(
        Object.entries(read).sort(),
        [
          [name, 1],
          ['a', 2],
        ].sort(),
      );
      assert.equal(Object.getPrototypeOf(read), Object.prototype);
    });

    it(`checks what is called ${JSON.stringify(name)}, and says where it is wrong`, () => {
      const nested = v.object({ of: namedValues(v.object({ size: v.number() })) });
      const { issues } = v.safeParse(nested, JSON.parse(`{"of":{${JSON.stringify(name)}:{"size":"x"}}}`));
      assert.equal(issues?.length, 1);
      assert.deepEqual(
        issues?.[0].path?.map(({ key }) => key),
        ['of', name, 'size'],
      );
    });
  }

  it('wants an object', () => {
    for (const other of [null, 1, 'x', undefined]) assert.equal(v.is(numbers, other), false);
  });

  it('reads as `record` does, whatever else the names are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.string())), given => {
        const record = v.safeParse(v.record(v.string(), v.number()), given);
        const named = v.safeParse(numbers, given);
        fc.pre(!names.slice(0, 3).some(name => Object.hasOwn(given, name)));
        assert.equal(named.success, record.success);
        if (named.success) assert.deepEqual(named.output, record.output);
        else assert.equal(v.getDotPath(named.issues[0]), v.getDotPath(record.issues?.[0] ?? named.issues[0]));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
