import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PrefixTrie } from '../../../../src/completion/answers/prefixTrie';

function trieOf(keys: readonly string[]): PrefixTrie<string> {
  const trie = new PrefixTrie<string>();
  for (const key of keys) trie.add(key, key);
  return trie;
}

function along(trie: PrefixTrie<string>, text: string): string[] {
  const found: string[] = [];
  trie.along(text, (value, depth) => {
    assert.equal(depth, value.length);
    found.push(value);
  });
  return found;
}

describe('PrefixTrie', () => {
  it('finds what a text begins with, the shortest first', () => {
    const trie = trieOf(['let a', 'let', 'let ab', '', 'const', 'let a = 1']);
    assert.deepEqual(along(trie, 'let a = 2'), ['', 'let', 'let a']);
  });
  it('knows exact keys, with all their values', () => {
    const trie = trieOf(['ab', 'abc']);
    trie.add('ab', 'second');
    assert.deepEqual(trie.at('ab'), ['ab', 'second']);
    assert.deepEqual(trie.at('a'), []);
  });
  it('forgets, and is empty in the end', () => {
    const trie = trieOf(['a', 'abc', 'abd']);
    trie.remove('ab', 'abc');
    for (const key of ['abc', 'a', 'abd']) trie.remove(key, key);
    assert.ok(trie.empty);
  });

  it('does what a list would do', () => {
    // Few letters, so that keys share beginnings; half of a pair, since edges may part anywhere.
    const key = fc.string({ unit: fc.constantFrom('a', 'b', '\ud83d', '\ude00'), maxLength: 6 });
    const step = fc.record({ remove: fc.boolean(), key });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), key, (steps, text) => {
        const trie = new PrefixTrie<string>();
        const model: string[] = [];
        for (const { remove, key } of steps) {
          if (remove) {
            trie.remove(key, key);
            const index = model.indexOf(key);
            if (index >= 0) model.splice(index, 1);
          } else {
            trie.add(key, key);
            model.push(key);
          }
        }
        const expected = model.filter(value => text.startsWith(value)).sort((a, b) => a.length - b.length);
        assert.deepEqual(along(trie, text), expected);
        assert.deepEqual(
          trie.at(text),
          model.filter(value => value === text),
        );
        assert.equal(trie.empty, model.length === 0);
      }),
      { numRuns: 1000 },
    );
  });
});
