import fc from 'fast-check';
import { hasOwnFromKeys } from '../../../../../../src/engines/local/optimise/javascript/hasOwnFromKeys';
import { testRule } from '../running';

testRule({
  rule: hasOwnFromKeys,
  onlyReturned: true,
  rewrites: [['if (Object.keys(o).includes(k)) g();', 'if (Object.hasOwn(o, k)) g();']],
  leaves: [
    'Object.keys(o).includes(k, 1);',
    'Object.values(o).includes(k);',
    'Object.keys(o, p).includes(k);',
    'Object.keys(...o).includes(k);',
    'Object.keys(o).indexOf(k);',
    'Object.keys(o /* all */).includes(k);',
    'const Object = g; Object.keys(o).includes(k);',
  ],
  runs: [
    [
      'const f = (o, k) => Object.keys(o).includes(k);',
      fc.dictionary(fc.constantFrom('a', 'b', '1', 'toString'), fc.integer()),
      fc.constantFrom('a', 'b', '1', 'toString', '__proto__'),
    ],
  ],
});
