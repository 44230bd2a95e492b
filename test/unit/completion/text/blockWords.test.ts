import assert from 'node:assert/strict';
import {
  closesBlock,
  continuesBlock,
  continuesExpression,
  isDirective,
} from '../../../../src/completion/text/blockWords';
import { lexisOf } from '../../../../src/common/code/lexis';

/** One test for each line, indented or not. */
function lines(name: string, rule: (line: string) => boolean, yes: readonly string[], no: readonly string[]) {
  describe(name, () => {
    for (const [line, expected] of [
      ...yes.map(each => [each, true] as const),
      ...no.map(each => [each, false] as const),
    ]) {
      it(`${line}: ${expected ? 'yes' : 'no'}`, () => {
        for (const indent of ['', '    ', '\t']) assert.equal(rule(indent + line), expected);
      });
    }
  });
}

lines(
  'a line that ends a block',
  closesBlock,
  [
    '}',
    '});',
    ']',
    ')',
    '</div>',
    'end',
    'fi',
    'done',
    'esac;;',
    'endif',
    'endfunction',
    'endwhile',
    'endfor',
  ],
  ['ending = 1', 'field', 'done_at = 1', 'a }', 'a.end', '<div>', 'x', ''],
);
lines(
  'a line that goes on with a compound statement',
  continuesBlock,
  [
    ...[
      '} else {',
      '}else {',
      '} ; else {',
      '}} else {',
      '}; else {',
      '}) else {',
      'else:',
      'elif a:',
      'elsif a',
      'elseif (a)',
      'except E:',
      '} finally {',
    ],
    ...['catch (e) {', 'rescue E', 'ensure', '} while (', '}, {', '], [', ') => { ', ') {'],
  ],
  ['}', '} a()', 'elsewhere()', 'a else', 'catching()', ').catch(e)', '}.finally(f)', 'f({', '[', 'x'],
);
lines(
  'a line that goes on with an expression',
  continuesExpression,
  [
    ...[
      '.map(f)',
      '?.map(f)',
      '? a',
      ': b',
      '&& a',
      '|| a',
      '| a',
      '=> a',
      '+ a',
      '* a',
      '/ a',
      '% a',
      '- a',
    ],
    ...['and a', 'or a'],
  ],
  ['...a', '..b', '-a', 'order', 'android', 'a.b', 'a && b', 'a ? b : c', ''],
);
lines(
  'a line for the preprocessor',
  line => isDirective(line, lexisOf('c')),
  [
    '#if A',
    '# if A',
    '#ifdef A',
    '#else',
    '#elif A',
    '#endif',
    '#define A',
    '#undef A',
    '#include <a>',
    '#pragma a',
    '#region a',
  ],
  ['#!/bin/sh', '#a', 'a #if', 'if'],
);
lines(
  'a comment that looks like one',
  line => isDirective(line, lexisOf('python')),
  [],
  ['#if A', '# define a'],
);
