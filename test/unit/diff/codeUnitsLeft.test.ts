import assert from 'node:assert/strict';
import { bodyOf, codeUnits } from '../../../src/diff/codeUnits';

/** The first and the last line of each piece, with the kinds of those that are no statements. */
function read(lines: readonly string[]): string[] {
  return codeUnits(lines).map(({ kind, start, end }) =>
    [kind === 'statement' ? '' : `${kind} `, String(start), ' to ', String(end - 1)].join(''),
  );
}

describe('codeUnits, of what stands at the left', () => {
  const table: [what: string, lines: string[], units: string[]][] = [
    [
      'directives in a definition without brackets belong to it',
      ['f x = do', '  a', '#ifdef Y', '  b', '#endif', '  c', '', 'g x = do', '  d'],
      ['0 to 5', '7 to 8'],
    ],
    [
      'directives with a blank, in front of a comment',
      ['f x = do', '  a', '# if Y', '-- b', '', '  b', 'g x = do', '  d'],
      ['0 to 5', '6 to 7'],
    ],
    [
      'directives in front of what closes a definition belong to it',
      ['f {', '  a', '#endif', '}', 'g {', '}'],
      ['definition 0 to 3', 'definition 4 to 5'],
    ],
    [
      'directives in front of another definition do not',
      ['f x = do', '  a', '#ifdef Y', 'g x = do', '  b', '#endif'],
      ['0 to 1', '2 to 2', '3 to 4', '5 to 5'],
    ],
    ['words of a directive elsewhere are none', ['f', '  a #if', '#iffy', '  b'], ['0 to 1', '2 to 3']],
    [
      'a comment at the left, in front of deeper code, belongs to the definition',
      ['def f():', '    a()', '# b', '    c()', 'd()'],
      ['definition 0 to 3', '4 to 4'],
    ],
    [
      'a comment in front of something deeper that ends does not',
      ['def f():', '    a()', '# b', 'c()', '    }'],
      ['definition 0 to 1', '2 to 4'],
    ],
    [
      'directives say nothing of how deep code stands',
      ['#if A', '  a()', '#else', '  b()', '#endif'],
      ['0 to 0', '1 to 1', '2 to 3', '4 to 4'],
    ],
    [
      'the next branch of what is around is a piece of its own, with its comment',
      ['  a();', '// b', '} else {', '  c();', '}'],
      ['0 to 0', '1 to 2', '3 to 3', '4 to 4'],
    ],
    [
      'code that is left out counts, however deep it stands',
      ['    // ... existing code ...', '  a();'],
      ['elision 0 to 0', '1 to 1'],
    ],
    ['comments alone are one piece', ['  // a', '// b'], ['0 to 1']],
  ];
  for (const [what, lines, units] of table) {
    it(what, () => assert.deepEqual(read(lines), units));
  }

  it('does not look behind the lines that it was given', () =>
    assert.deepEqual(
      codeUnits(['a', '  b', '    c', '  d'], 1, 2).map(({ start, end }) => [start, end]),
      [[1, 2]],
    ));

  const goingOn: [line: string, goesOn: boolean][] = [
    ...['else if (x) {', 'finally  {', 'catch  {', 'then  x', 'except  E:'].map((line): [string, boolean] => [
      line,
      true,
    ]),
    ...[
      'except  = 1',
      'catch  = 1',
      'catch ()',
      'catch  ( ) {',
      'catch  .a()',
      'else  = 1',
      'else  (x)',
      'else.a()',
      'finally  = 1',
      'finally  (x)',
      'then  .a()',
      'then  ? a',
      'when: x',
      'end  = 1',
      'done  (x)',
      'ensure: x',
      'rescue  , x',
    ].map((line): [string, boolean] => [line, false]),
  ];
  for (const [line, goesOn] of goingOn) {
    it(`${line} ${goesOn ? 'goes on with' : 'ends'} what stands above`, () =>
      assert.equal(codeUnits(['a {', '  b', line]).length, goesOn ? 1 : 2));
  }
});

describe('bodyOf', () => {
  const bodies: [what: string, lines: string[], start: number, end: number][] = [
    ['a brace below the head', ['class A', '{', '  b();', '}'], 2, 3],
    ['a brace below an indented head', ['  class A', '  {', '    b();', '  }'], 2, 3],
    ['a value that begins below', ['type A =  ', '  B & {', '    c: d;', '  }'], 2, 4],
    ['a value that goes on below with a call', ['const a = b', '  .c(() => {', '    d();', '  });'], 1, 4],
    ['a line with a colon that is no type', ['def f(a)', '  b(c: d) {', '  }', 'end'], 1, 3],
    ['what it throws, below', ['void f(a)', '    throws E {', '  b();', '}'], 2, 3],
  ];
  for (const [what, lines, start, end] of bodies) {
    it(`knows the inside with ${what}`, () => {
      const [unit] = codeUnits(lines);
      assert.ok(unit);
      assert.deepEqual(bodyOf(lines, unit), { start, end });
    });
  }
});
