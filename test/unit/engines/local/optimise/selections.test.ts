import assert from 'node:assert/strict';
import { parseJs } from '../../../../../src/engines/local/optimise/javascript/parse';
import { rewriteJs } from './running';
import { jsRules } from '../../../../../src/engines/local/optimise/javascript/rules';
import { parsePy } from '../../../../../src/engines/local/optimise/python/parse';
import { rewritePy } from './python/running';

/** Pieces that people select, what becomes of them by all rules, and their language. */
const pieces: readonly (readonly [language: string, text: string, after: string])[] = [
  ['typescript', '  return a;\n', '  return a;\n'],
  ['typescript', '  x = x + 1;\r\n\tawait go()', '  x += 1;\r\n\tawait go()'],
  [
    'typescript',
    '  private async m(): Promise<void> {\n    let a = 1;\n    go(a);\n  }\n\n  @dec() x = 1;',
    '  private async m(): Promise<void> {\n    const a = 1;\n    go(a);\n  }\n\n  @dec() x = 1;',
  ],
  ['javascript', 'a: a,\n  b() { return; },', 'a,\n  b() { },'],
  ['javascript', '{ a: a }', '{ a: a }'],
  ['javascript', 'case 1:\n  x = x * 2;\n  break;', 'case 1:\n  x *= 2;\n  break;'],
  ['javascript', 'yield x;\ny = y - 1;', 'yield x;\ny -= 1;'],
  ['javascriptreact', '<A b={!!c ? 1 : 2}>x = x + 1</A>', '<A b={c ? 1 : 2}>x = x + 1</A>'],
  ['typescriptreact', 'const f = <T,>(x: T) => <b>{x}</b>;', 'const f = <T,>(x: T) => <b>{x}</b>;'],
  ['typescript', 'const f = <number>x;', 'const f = <number>x;'],
  ['javascript', 'with (a) { x = x + 1; }', 'with (a) { x = x + 1; }'],
  ['javascript', 'y = xs.with(0, 1); x = x + 1', 'y = xs.with(0, 1); x += 1'],
  ['javascript', '#!/usr/bin/env node\nx = x + 1', '#!/usr/bin/env node\nx += 1'],
  ['javascript', '', ''],
  ['python', '    if not x in y:\n        return 1\n', '    if x not in y:\n        return 1\n'],
  [
    'python',
    'if not x in y:\n            return 1\n        return 2',
    'if x not in y:\n            return 1\n        return 2',
  ],
  [
    'python',
    '\tdef f(self):\n\t\treturn True if self in y else False',
    '\tdef f(self):\n\t\treturn self in y',
  ],
  [
    'python',
    'def f(x):\n    yield\n    x = yield\n    return 1. + (not x in y)',
    'def f(x):\n    yield\n    x = yield\n    return 1. + (x not in y)',
  ],
  ['python', 'not x in y', 'x not in y'],
  ['python', '', ''],
];

describe('selections', () => {
  for (const [language, text, after] of pieces) {
    it(`${language}: ${JSON.stringify(text)}`, async () => {
      const rewritten =
        language === 'python' ? await rewritePy(text) : await rewriteJs(text, jsRules, language);
      assert.equal(rewritten.text, after);
    });
  }

  for (const text of ['function ( {', '} function f() {', 'class A {', '}) => (', 'if (']) {
    it(`does not parse ${text}`, () => assert.equal(parseJs(text, 'typescript'), undefined));
  }
  for (const text of ['def f(', 'if x:\nreturn 1', 'x = = 1', '  x = 1\n y = 2', 'else:\n    pass']) {
    it(`does not parse ${JSON.stringify(text)}`, () => assert.equal(parsePy(text), undefined));
  }
});
