import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitCode } from '../../../src/diff/fitCode';
import { CannotFit } from '../../../src/diff/unitPlaces';

/** A piece of Python: a class with methods, of which some may be left out, or a method or a function by itself. */
interface Piece {
  readonly name: number;
  readonly kind: 'class' | 'method' | 'function';
  readonly methods: readonly number[];
  readonly leavesOut: boolean;
}

const piecesOf = (kinds: readonly Piece['kind'][]): fc.Arbitrary<Piece[]> =>
  fc.uniqueArray(
    fc.record({
      name: fc.nat(4),
      kind: fc.constantFrom(...kinds),
      methods: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
      leavesOut: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4, selector: ({ kind, name }) => kind + String(name) },
  );

/** Each line of a body tells what it is in. */
function written(pieces: readonly Piece[], step: string, mayLeaveOut: boolean): string {
  const texts = pieces.map(({ name, kind, methods, leavesOut }) => {
    if (kind === 'function') return `def free${name}():\n    ${step}_free${name}()\n`;
    if (kind === 'method') return `def method${name}(self):\n    ${step}_method${name}()\n`;
    const own = methods.map(
      method => `\n    def method${method}(self):\n        ${step}_class${name}_method${method}()\n`,
    );
    const first = mayLeaveOut && leavesOut ? '# ... existing code ...' : `x = ${step}`;
    return `class Class${name}:\n    ${first}\n${own.join('')}`;
  });
  return texts.join('\n');
}

const stepsIn = (text: string): string[] => text.match(/\w+(?=\(\)$)/gm) ?? [];

describe('applying classes, methods and functions', () => {
  it('loses nothing of the block, and nothing of the file that the block does not name', () =>
    fc.assert(
      fc.property(
        piecesOf(['class', 'function']),
        piecesOf(['class', 'method', 'function']),
        fc.boolean(),
        (own, pieces, isBranch) => {
          const text = written(own, 'old', false);
          const file = isBranch ? `if a:\n${text.replace(/^(?=.)/gm, '    ')}` : text;
          const block = written(pieces, 'fresh', true);
          const names: readonly string[] = block.match(/(?:def|class) \w+/g) ?? [];
          // What contradicts itself has no meaning.
          if (new Set(names).size < names.length) return;
          let after: string;
          try {
            after = fitCode(file, block, 'python');
          } catch (error) {
            assert.ok(error instanceof CannotFit);
            return;
          }
          const kept = stepsIn(file).filter(step => {
            const [, name] = /([a-z]+\d+)$/.exec(step) ?? [];
            const [, around] = /class(\d+)/.exec(step) ?? [];
            const whole = pieces.find(each => each.kind === 'class' && String(each.name) === around);
            return !names.includes(`def ${name ?? ''}`) && (!whole || whole.leavesOut);
          });
          const has = new Set(stepsIn(after));
          assert.deepEqual(
            [...stepsIn(block), ...kept].filter(step => !has.has(step)),
            [],
          );
        },
      ),
      { numRuns: 1_000 },
    ));
});
