import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonFault, offsetOf, placeIn, readJsonTree } from '../../../../src/gateway/config/jsonTree';

describe('readJsonTree', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const written = JSON.stringify(JSON.parse(text), undefined, space);
        assert.deepEqual(readJsonTree(written).value, JSON.parse(written));
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('takes nothing that JSON.parse does not take', () => {
    const piece = fc.constantFrom(...'{}[],:"\\/ \n01-.eE', 'true', 'nul', 'null', '"a"', '"\\u00e4"', '\t');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('');
        const read = attempt(() => readJsonTree(text).value);
        const parsed = attempt(() => JSON.parse(text));
        if ('value' in read) assert.deepEqual(read, parsed);
        else assert.ok(read.error instanceof JsonFault && read.error.at <= text.length, text);
        // Only a name that stands twice is refused here and taken there.
        if ('value' in parsed && 'error' in read) assert.match(String(read.error), /stands twice/);
      }),
      { seed: 21, numRuns: 5_000 },
    );
  });

  it('says where everything stands', () => {
    const text = '{\n  "a": [1, {"b": "x"}]\r\n}';
    const tree = readJsonTree(text);
    const at = (path: readonly unknown[], ofName = false): string => {
      const { line, column } = placeIn(text, offsetOf(tree, path, ofName));
      return `${line}:${column}`;
    };
    assert.deepEqual(
      [at([]), at(['a']), at(['a'], true), at(['a', 1]), at(['a', 1, 'b']), at(['a', 1, 'b'], true)],
      ['1:1', '2:8', '2:3', '2:12', '2:18', '2:13'],
    );
    assert.equal(at(['a', 1, 'none', 'there']), '2:12', 'the last that is there');
  });

  it('does not go deeper than anybody writes', () => {
    assert.throws(() => readJsonTree('['.repeat(100_000)), JsonFault);
  });

  it('takes `__proto__` for a name like any other', () => {
    assert.equal(JSON.stringify(readJsonTree('{"__proto__": {"x": 1}}').value), '{"__proto__":{"x":1}}');
  });
});

function attempt(read: () => unknown): { value: unknown } | { error: unknown } {
  try {
    return { value: read() };
  } catch (error) {
    return { error };
  }
}
