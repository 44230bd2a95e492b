import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IndentConverter } from '../../../src/diff/convertIndent';

function converted(old: readonly string[], answer: readonly string[], keepsTabs?: boolean): string[] {
  const converter = new IndentConverter(old, keepsTabs);
  const lines = answer.flatMap(line => converter.push([line]));
  return [...lines, ...converter.end()];
}

const tabs = ['if (a) {', '\tb();', '', '\tif (c) {', '\t\td();', '\t}', '}'];
const spaced = (lines: readonly string[], width: number): string[] =>
  lines.map(line => line.replace(/^\t+/, each => ' '.repeat(each.length * width)));

describe('IndentConverter', () => {
  const table: [
    name: string,
    old: readonly string[],
    answer: readonly string[],
    expected: readonly string[],
  ][] = [
    ['spaces become the tabs of the file', tabs, spaced(tabs, 4), tabs],
    ['also two of them', tabs, spaced(tabs, 2), tabs],
    ['tabs become the spaces of the file', spaced(tabs, 2), tabs, spaced(tabs, 2)],
    ['as many as the file has', spaced(tabs, 4), tabs, spaced(tabs, 4)],
    [
      'tabs in a part that is all deep',
      ['      a();'],
      ['\t\tb();', '\t\tc();'],
      ['      b();', '      c();'],
    ],
    ['spaces in a part that is all deep', ['\t\ta();'], ['    b();', '    c();'], ['\t\tb();', '\t\tc();']],
    ['what is aligned stays so', ['\ta(b,', '\t  c);'], ['    a(b,', '      d);'], ['\ta(b,', '\t  d);']],
    [
      'as many as the file has most often',
      ['f() {', '    if (a)', '        b', '    c(', '      d);', '}'],
      ['f() {', '\tg();', '}'],
      ['f() {', '    g();', '}'],
    ],
    [
      'a comment with one space says nothing',
      ['\ta();'],
      ['/*', ' * b', ' */', '    a();'],
      ['/*', ' * b', ' */', '\ta();'],
    ],
    ['the style of the file stays', tabs, tabs, tabs],
    ['an answer that uses both stays', tabs, ['if a:', '    b', '\tc'], ['if a:', '    b', '\tc']],
    ['one that uses the own style first too', tabs, ['\tc', '    b'], ['\tc', '    b']],
    ['lines that use both tell nothing', ['\ta', '  b'], ['  a', '  c'], ['  a', '  c']],
    ['lines that use none tell nothing', ['a', 'b'], ['\ta'], ['\ta']],
    [
      'blank lines stay as they are',
      ['\ta();', '  ', '\tb();'],
      ['    a();', '    ', '    b();'],
      ['\ta();', '    ', '\tb();'],
    ],
    [
      'a tab behind a space says nothing, and stays',
      ['  a();', '  b();'],
      ['\ta();', ' \tb();'],
      ['  a();', ' \tb();'],
    ],
    ['eight columns where the first lines say so', ['\ta();'], ['        a();'], ['\ta();']],
    ['no more than eight', ['\ta();'], ['            a();'], ['\t\t\ta();']],
    ['no single one', ['\ta();'], [' /*', '    b();'], [' /*', '\tb();']],
    ['four, where a single line says nothing', ['a {', '\tb'], ['        x'], ['\t\tx']],
    [
      'four, where only far lines are there',
      ['a {', '\tb'],
      ['x', '            y', ' * z'],
      ['x', '\t\t\ty', ' * z'],
    ],
    [
      'the most frequent step',
      ['a {', '\tb'],
      ['x', '        y', '          z', '            w'],
      ['x', '\t\t\t\ty', '\t\t\t\t\tz', '\t\t\t\t\t\tw'],
    ],
    [
      'of two that are as frequent the smaller',
      ['a {', '\tb'],
      ['x', '        y', '          z'],
      ['x', '\t\t\t\ty', '\t\t\t\t\tz'],
    ],
    [
      'no step that is too far',
      ['a {', '\tb'],
      ['x', '            y', 'x', '            y', '              z'],
      ['x', '\t\t\t\t\t\ty', 'x', '\t\t\t\t\t\ty', '\t\t\t\t\t\t\tz'],
    ],
    [
      'a step from line to line, whatever is blank between them',
      ['{', '  a', '', '    b', '', '    c', '}'],
      ['x {', '\ty'],
      ['x {', '  y'],
    ],
    [
      'recipes get their tabs',
      ['all:', '\tmake a'],
      ['all:', '    make a', '    make b'],
      ['all:', '\tmake a', '\tmake b'],
    ],
  ];
  for (const [name, old, answer, expected] of table) {
    it(name, () => assert.deepEqual(converted(old, answer), expected));
  }

  it('keeps tabs where they mean something', () => {
    const recipe = ['all:', '\tmake'];
    assert.deepEqual(converted(['ifdef A', '  B = c', 'endif'], recipe, true), recipe);
    assert.deepEqual(converted(recipe, ['all:', '    make'], true), recipe);
  });

  it('holds nothing back when the answer begins in the style of the file', () => {
    const converter = new IndentConverter(tabs);
    assert.deepEqual(converter.push(['a', '\tb', '  c']), ['a', '\tb', '  c']);
    assert.deepEqual(converter.end(), []);
  });

  it('waits for no more than some lines', () => {
    const many = Array.from({ length: 100 }, () => '  a();');
    assert.ok(new IndentConverter(tabs).push(many).length === many.length);
    const patient = new IndentConverter(tabs);
    assert.deepEqual(patient.push(many.slice(0, 39)), []);
    assert.equal(patient.push(['  b();']).length, 40);
    assert.deepEqual(patient.push(['\tc();', '  d();']), ['\tc();', '\td();']);
    assert.deepEqual(patient.end(), []);
    assert.deepEqual(
      converted(tabs, many),
      many.map(() => '\ta();'),
    );
  });

  it('brings back every text that was written in the other style', () => {
    // Depths as code has them: never more than one deeper than the line above.
    const depths = fc
      .array(fc.nat(4), { minLength: 1, maxLength: 30 })
      .map(all =>
        all.reduce<number[]>((deep, each) => [...deep, Math.min(each, (deep.at(-1) ?? 0) + 1)], []),
      );
    fc.assert(
      fc.property(depths, fc.constantFrom(2, 3, 4, 8), (all, width) => {
        const lines = ['x {', ...all.map((depth, n) => `${'\t'.repeat(depth)}line${n}`)];
        assert.deepEqual(converted(lines, spaced(lines, width)), lines);
        assert.deepEqual(converted(spaced(lines, width), lines), spaced(lines, width));
      }),
      { numRuns: 1_000 },
    );
  });
});
