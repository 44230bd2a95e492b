import assert from 'node:assert/strict';
import fc from 'fast-check';
import { repetition } from '../../../../src/completion/filters/repetition';
import { at } from '../../../support/completion/cursorText';
import { filterTable } from '../../../support/completion/filterTable';

const loop = (line: string, times: number): string => Array.from({ length: times }, () => line).join('\n');
const lines = (count: number): string => Array.from({ length: count }, (_, n) => `line(${n});`).join('\n');

filterTable('repetition', repetition, [
  ['█', loop('foo();', 5), 'foo();'],
  ['█', loop('foo();', 5).replaceAll('\n', '\r\n'), 'foo();'],
  ['█', `a();\n${loop('foo();', 3)}\n`, 'a();\nfoo();'],
  ['█', `${loop('foo();\nbar();', 4)}\nfoo();`, 'foo();\nbar();'],
  ['█', loop('foo();', 2), 'foo();\nfoo();'],
  ['█', `${loop('foo();', 5)}\nbar();`, `${loop('foo();', 5)}\nbar();`],
  ['█', '      }\n    }\n  }\n}', '      }\n    }\n  }\n}'],
  ['█', loop('0, 0,', 9), loop('0, 0,', 9)],
  ['// █', 'the cat and the dog and the dog and the dog and the dog and the dog', 'the cat and the dog'],
  [
    'x = [█',
    '0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]',
    '0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]',
  ],
  [
    '// █',
    '----------------------------------------------------',
    '----------------------------------------------------',
  ],
  ['█', '😀 hello 😀 hello 😀 hello 😀 hello 😀 hello 😀 hello', '😀 hello'],
  ['  foo█', '();\n  foo();\n  foo();', '();'],
  ['█', '', ''],
  ['█', '\n \n', '\n \n'],
  ['█', `${loop('foo();', 3)}\n  \n`, 'foo();'],
  ['█', loop('foo();\n}', 3), 'foo();\n}'],
  // What holds no word is no loop, whatever stands before it.
  ['█', 'foo();\n  }\n  }\n  }', 'foo();\n  }\n  }\n  }'],
  ['█', loop('});', 4), loop('});', 4)],
  // More than twenty lines are a chapter.
  ['█', loop(lines(20), 3), lines(20)],
  ['█', loop(lines(21), 3), loop(lines(21), 3)],
  // Words on the last line.
  [
    '// █',
    'x\nthe cat and the dog and the dog and the dog and the dog and the dog\n',
    'x\nthe cat and the dog',
  ],
  ['// █', 'ha'.repeat(30), 'ha'.repeat(30)],
  [
    '// █',
    'one two three four five six seven eight ha ha ha ha',
    'one two three four five six seven eight ha ha ha ha',
  ],
  ['x = [█', 'a, '.repeat(20), 'a, '.repeat(20)],
]);

describe('repetition', () => {
  /** Whether a block of lines stands three times at the end. */
  const loops = (all: readonly string[]): boolean =>
    all.some((_, at) => {
      const rounds = [1, 2, 3].map(n =>
        all.slice(all.length - n * (at + 1), all.length - (n - 1) * (at + 1)),
      );
      return all.length >= 3 * (at + 1) && new Set(rounds.map(round => round.join('\n'))).size === 1;
    });

  it('leaves no block of lines three times at the end, and all else as it is', () => {
    const line = fc.constantFrom('foo();', 'bar();', 'foobar();');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 24 }), all => {
        const text = all.join('\n');
        const snapshot = at('█');
        const kept = repetition(text, { snapshot, mode: 'multi' }) ?? '';
        assert.ok(text.startsWith(kept));
        assert.ok(!loops(kept.split('\n')), kept);
        if (!loops(all)) assert.equal(kept, text);
      }),
      { numRuns: 2_000 },
    );
  });
});

filterTable(
  'repetition while the answer grows',
  repetition,
  [
    ['█', 'foo();\nfoo();', 'foo();'],
    ['█', 'foo();\nbar();\nfoo();', 'foo();\nbar();'],
    ['█', 'foo();\nfoo();\nbar();', 'foo();\nfoo();\nbar();'],
  ],
  { growing: true },
);
