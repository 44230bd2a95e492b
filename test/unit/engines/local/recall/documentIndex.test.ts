import assert from 'node:assert/strict';
import { DocumentIndex } from '../../../../../src/engines/local/recall/documentIndex';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

const table = new SymbolTable();
const word = (text: string): number => table.id(text) * 2;

/** What may be recalled: the symbols of segments that are not masked. */
function visible({ index }: DocumentIndex): string[] {
  const found: string[] = [];
  for (let at = 0; at < index.length; at++) {
    const text = table.text(index.symbols[at] ?? 0);
    if (text !== '' && !index.masked[index.segments[at] ?? 0]) found.push(text);
  }
  return found;
}

describe('document index', () => {
  it('replaces and removes documents', () => {
    const documents = new DocumentIndex(table, 8, 100);
    documents.put('a', 1, [word('one')]);
    documents.put('b', 1, [word('two')]);
    documents.put('a', 1, [word('three'), word('four')]);
    assert.deepEqual(visible(documents), ['two', 'three', 'four']);
    documents.remove('b');
    assert.deepEqual(visible(documents), ['three', 'four']);
    assert.deepEqual([documents.size, documents.symbolCount], [1, 2]);
  });

  it('refuses what is more than it may hold', () => {
    const documents = new DocumentIndex(table, 8, 3);
    assert.equal(
      documents.put(
        'a',
        1,
        [2, 2].map(() => word('x')),
      ),
      true,
    );
    assert.equal(
      documents.put(
        'b',
        1,
        [2, 2].map(() => word('y')),
      ),
      false,
    );
    assert.deepEqual(visible(documents), ['x', 'x']);
  });

  it('hides documents until others are hidden', () => {
    const documents = new DocumentIndex(table, 8, 100);
    for (const path of ['a', 'b']) documents.put(path, 1, [word(path)]);
    documents.hide(['a']);
    assert.deepEqual(visible(documents), ['b']);
    documents.hide(['b', 'unknown']);
    assert.deepEqual(visible(documents), ['a']);
  });

  it('is after compacting the same without the waste', () => {
    const documents = new DocumentIndex(table, 8, 100_000);
    documents.put('kept', 1, [word('kept')]);
    for (let round = 0; round < 30; round++)
      documents.put('busy', 2, new Array<number>(1000).fill(word(`r${round}`)));
    documents.hide(['kept']);
    assert.equal(documents.wasteful, true);
    for (const step of documents.compact()) void step;
    assert.equal(documents.wasteful, false);
    assert.equal(documents.index.length, 1001 + 2);
    assert.deepEqual(new Set(visible(documents)), new Set(['r29']));
    documents.hide([]);
    assert.equal(visible(documents)[0], 'kept');
  });

  it('knows the oldest', () => {
    const documents = new DocumentIndex(table, 8, 100);
    assert.equal(documents.oldest, undefined);
    for (const path of ['a', 'b', 'a']) documents.put(path, 1, [word(path)]);
    assert.equal(documents.oldest, 'b');
    documents.remove('b');
    assert.equal(documents.oldest, 'a');
  });

  it('does not bring back what is removed while it is compacted', () => {
    const documents = new DocumentIndex(table, 8, 100);
    for (const path of ['a', 'b', 'c']) documents.put(path, 1, [word(path)]);
    const steps = documents.compact();
    steps.next();
    documents.remove('a');
    documents.remove('c');
    for (const step of steps) void step;
    assert.deepEqual(new Set(visible(documents)), new Set(['b']));
    assert.equal(documents.size, 1);
  });
});
