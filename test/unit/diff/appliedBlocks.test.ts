import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitCode } from '../../../src/diff/fitCode';
import { CannotFit } from '../../../src/diff/unitPlaces';
import { modules, written, type Definition, type Module } from '../../support/diff/modules';

/** A definition with one more step in its last body. */
function changed({ name, lines }: Definition): Definition {
  const at = lines.findLastIndex(line => /step\d+_\d/.test(line));
  const line = lines[at] ?? '';
  return { name, lines: lines.toSpliced(at, 1, line.replace(/step(\d+)/, 'other$1')) };
}

function withSome(
  module: Module,
  wanted: readonly boolean[],
  change: (each: Definition) => Definition,
): Module {
  const definitions = module.definitions.map((each, index) => (wanted[index] ? change(each) : each));
  return { ...module, definitions };
}

const some = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });

describe('applying a block of some definitions', () => {
  it('changes them where they stand and nothing else', () =>
    fc.assert(
      fc.property(modules, some, (module, wanted) => {
        const block = {
          ...module,
          imports: [],
          calls: [],
          definitions: module.definitions.filter((_, n) => wanted[n]).map(changed),
        };
        if (block.definitions.length === 0) return;
        assert.equal(fitCode(written(module), written(block)), written(withSome(module, wanted, changed)));
      }),
      { numRuns: 1_000 },
    ));

  it('is the same when the rest of the file is left out by a comment', () =>
    fc.assert(
      fc.property(modules, some, (module, wanted) => {
        if (!wanted.slice(0, module.definitions.length).includes(true)) return;
        const left = { name: '', lines: [`${module.comment} ... existing code ...`] };
        const definitions = module.definitions.map((each, n) => (wanted[n] ? changed(each) : left));
        assert.equal(
          fitCode(written(module), written({ ...module, imports: [], calls: [], definitions })),
          written(withSome(module, wanted, changed)),
        );
      }),
      { numRuns: 1_000 },
    ));

  it('loses no definition that the block does not name, whatever the block is', () =>
    fc.assert(
      fc.property(modules, modules, some, fc.nat(), (module, other, wanted, cut) => {
        const renamed = written(other)
          .replaceAll('func', 'fresh')
          .replaceAll('Group', 'Fresh')
          .replaceAll('member', 'novel');
        const taken = module.definitions.filter((_, n) => wanted[n]).map(changed);
        const whole = `${written({ ...module, imports: [], calls: [], definitions: taken })}\n${renamed}`;
        const lines = whole.trim().split('\n');
        // Also one that was cut short.
        const block = lines.slice(0, 1 + (cut % lines.length)).join('\n');
        let after: string;
        try {
          after = fitCode(written(module), block);
        } catch (error) {
          assert.ok(error instanceof CannotFit);
          return;
        }
        for (const { name } of module.definitions) {
          assert.match(after, new RegExp(`(?:function|class|def|fn|impl) ${name}\\b`), block);
        }
        for (const call of module.calls) assert.ok(after.includes(call), call);
      }),
      { numRuns: 2_000 },
    ));

  it('takes a new version of the whole file for the file', () =>
    fc.assert(
      fc.property(modules, some, (module, wanted) => {
        const after = written(withSome(module, wanted, changed));
        assert.equal(fitCode(written(module), after), after);
      }),
      { numRuns: 500 },
    ));
});
