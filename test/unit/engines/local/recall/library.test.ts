import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countPlaces } from '../../../../../src/engines/local/recall/searchable';
import { singleOrder } from '../../../../../src/engines/local/recall/contextIndex';
import { Library } from '../../../../../src/engines/local/recall/library';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

const table = new SymbolTable();
const names = ['one', 'two', 'three', 'four'];
const ids = names.map(name => table.id(name));

function done(steps: Generator<void, void>): void {
  for (const step of steps) void step;
}

/** Which of the names are found, for a family. */
function visible(library: Library, family = 1): string[] {
  const index = library.of(family);
  if (!index) return [];
  return names.filter((_, at) => countPlaces(index, singleOrder, family, ids[at] ?? 0, 1).found > 0);
}

const text = (...which: number[]): Int32Array => Int32Array.from(which.map(at => (ids[at] ?? 0) * 2));

describe('library', () => {
  it('finds what was put once it is sorted, for its family alone', () => {
    const library = new Library(table, 100);
    library.put('a', 1, text(0));
    library.put('b', 2, text(1));
    assert.deepEqual(visible(library), []);
    done(library.sort(true));
    assert.deepEqual([visible(library), visible(library, 2), visible(library, 3)], [['one'], ['two'], []]);
  });

  it('refuses what is more than it may hold', () => {
    const library = new Library(table, 3);
    assert.equal(library.put('a', 1, text(0, 0)), true);
    assert.equal(library.put('b', 1, text(1, 1)), false);
    assert.deepEqual([library.size, library.symbolCount, library.has('b')], [1, 2, false]);
  });

  it('hides documents until others are hidden, also those that are read meanwhile', () => {
    const library = new Library(table, 100);
    library.put('a', 1, text(0));
    library.put('b', 1, text(1));
    done(library.sort(true));
    library.hide(['a']);
    assert.deepEqual(visible(library), ['two']);
    library.put('a', 1, text(2));
    done(library.sort(true));
    assert.deepEqual(visible(library), ['two']);
    library.hide(['b']);
    assert.deepEqual(visible(library), ['three']);
  });

  it('knows the paths of live documents', () => {
    const library = new Library(table, 100);
    library.put('a', 1, text(0));
    done(library.sort(true));
    const segment = library.of(1)?.segmentOf(1) ?? -1;
    assert.equal(library.pathOf(segment), 'a');
    library.put('a', 1, text(1));
    assert.equal(library.pathOf(segment), undefined);
  });

  it('is wasteful when much was replaced, and not after compacting', () => {
    const library = new Library(table, 100_000);
    const long = new Int32Array(1000).fill((ids[0] ?? 0) * 2);
    for (let round = 0; round < 30; round++) library.put('busy', 1, long);
    done(library.sort(true));
    assert.equal(library.wasteful, true);
    done(library.compact());
    assert.equal(library.wasteful, false);
    assert.equal(library.of(1)?.length, 1001);
  });

  it('does not bring back what is removed while it is compacted', () => {
    const library = new Library(table, 100);
    for (const [at, path] of ['a', 'b', 'c'].entries()) library.put(path, 1, text(at));
    const steps = library.compact();
    steps.next();
    library.remove('a');
    library.remove('c');
    done(steps);
    assert.deepEqual(visible(library), ['two']);
    done(library.compact());
    assert.deepEqual(visible(library), ['two']);
    assert.equal(library.of(1)?.length, 2);
  });

  const path = fc.constantFrom('a', 'b', 'c');
  const family = fc.constantFrom(1, 2);
  const action = fc.oneof(
    fc.tuple(fc.constant('put' as const), path, family, fc.array(fc.nat(3), { maxLength: 4 })),
    fc.tuple(fc.constant('remove' as const), path),
    fc.tuple(fc.constant('sort' as const)),
    fc.tuple(fc.constant('compact' as const)),
    fc.tuple(fc.constant('hide' as const), fc.array(path, { maxLength: 2 })),
  );

  it('recalls after any changes what is there and nothing else', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), actions => {
        const library = new Library(table, 1000);
        const there = new Map<string, readonly [family: number, which: readonly number[]]>();
        let hidden: readonly string[] = [];
        for (const [what, argument, of, which] of actions) {
          if (what === 'put') {
            library.put(argument, of, text(...which));
            there.set(argument, [of, which]);
          } else if (what === 'remove') {
            library.remove(argument);
            there.delete(argument);
          } else if (what === 'hide') library.hide((hidden = argument));
          else done(what === 'compact' ? library.compact() : library.sort(true));
        }
        done(library.sort(true));
        for (const each of [1, 2]) {
          const live = [...there].filter(([name, [own]]) => own === each && !hidden.includes(name));
          const expected = new Set(live.flatMap(([, [, which]]) => which));
          assert.deepEqual(
            visible(library, each),
            names.filter((_, at) => expected.has(at)),
          );
        }
      }),
    );
  });
});
