import fc from 'fast-check';
import { booleanResult } from '../../../../../../src/engines/local/optimise/javascript/booleanResult';
import { testRule } from '../running';

testRule({
  rule: booleanResult,
  rewrites: [
    ['x = a > b ? true : false;', 'x = a > b;'],
    ['x = c + (a === b ? false : true);', 'x = c + (a !== b);'],
    ['function f(a) { if (a < 1) return false; return true; }', 'function f(a) { return !(a < 1); }'],
    [
      'function f(a) {\n  if (a in b) {\n    return true;\n  } else {\n    return false;\n  }\n}',
      'function f(a) {\n  return a in b;\n}',
    ],
    ['x = `${!a ? true : false}`', 'x = `${(!a)}`'],
    [
      "const g = (s: string) => !s.includes('a') ? false : true;",
      "const g = (s: string) => s.includes('a');",
    ],
  ],
  leaves: [
    'g\na > b ? true : false',

    'x = a ? true : false',
    'x = a && b ? true : false',
    'function f(a) { if (a) return true; return false; }',
    'function f(a) { if (a < 1) return true; return true; }',
    'function f(a) { if (a < 1) return true; /* else */ return false; }',
    'function f(a) { if (a < 1) return true; g(); return false; }',
  ],
  runs: [
    [
      'function f(a, b) { return [a < b ? false : true, a == b ? true : false, !a ? false : true, a != b ? false : true]; }',
      fc.oneof(fc.integer(), fc.constant(NaN)),
      fc.integer(),
    ],
    [
      'function f(a: boolean, b: boolean) { if (!(a && b)) { return false; } return true; }',
      fc.boolean(),
      fc.boolean(),
    ],
  ],
});
