import fc from 'fast-check';
import { leastFromSort } from '../../../../../../src/engines/local/optimise/javascript/leastFromSort';
import { testRule } from '../running';

testRule({
  rule: leastFromSort,
  onlyReturned: true,
  rewrites: [
    ['const a = [...xs].sort((a, b) => a - b)[0];', 'const a = Math.min(...xs);'],
    ['const a = xs.slice().sort((a, b) => b - a)[0];', 'const a = Math.max(...xs);'],
    ['const a = xs.toSorted((a, b) => a - b).at(-1);', 'const a = Math.max(...xs);'],
    ['const a = [...xs].sort((a, b) => b - a).at(-1);', 'const a = Math.min(...xs);'],
  ],
  leaves: [
    'xs.sort((a, b) => a - b)[0];',
    '[...xs].sort()[0];',
    '[...xs].sort((a, b) => a.n - b.n)[0];',
    '[...xs, 1].sort((a, b) => a - b)[0];',
    '[...xs].sort((a, b) => a - b)[1];',
    '[...xs].sort((a, b) => a - b)[0] = 1;',
    '[...xs].sort((a, b) => a - b)[0]();',
    'xs.slice(1).sort((a, b) => a - b)[0];',
    '[...xs].sort(/* up */ (a, b) => a - b)[0];',
    'const Math = g; [...xs].sort((a, b) => a - b)[0];',
  ],
  runs: [
    [
      'const f = xs => [[...xs].sort((a, b) => a - b)[0], xs.slice().sort((a, b) => b - a).at(0), [...xs].sort((a, b) => a - b).at(-1)];',
      fc.array(fc.integer(), { minLength: 1 }),
    ],
  ],
});
