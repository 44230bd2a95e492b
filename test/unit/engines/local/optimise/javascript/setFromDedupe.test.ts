import fc from 'fast-check';
import { setFromDedupe } from '../../../../../../src/engines/local/optimise/javascript/setFromDedupe';
import { testRule } from '../running';

const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', '', null, true)));

testRule({
  rule: setFromDedupe,
  onlyReturned: true,
  rewrites: [
    ['const a = xs.filter((x, i) => xs.indexOf(x) === i);', 'const a = [...new Set(xs)];'],
    ['g(xs.filter((x, i, all) => i == all.indexOf(x)).length)', 'g([...new Set(xs)].length)'],
    [
      'const out = [];\nfor (const x of xs) {\n  if (!out.includes(x)) {\n    out.push(x);\n  }\n}\ng(out);',
      'const out = [...new Set(xs)];\ng(out);',
    ],
    [
      'const out: T[] = [];\nfor (const x of g()) if (out.indexOf(x) === -1) out.push(x);',
      'const out: T[] = [...new Set(g())];',
    ],
  ],
  leaves: [
    'xs.filter((x, i) => xs.indexOf(x) === i)',
    'g(xs.filter((x, i) => xs.indexOf(x) !== i))',
    'g(xs.filter((x, i) => ys.indexOf(x) === i))',
    'g(xs.filter((x, i) => xs.indexOf(x, 1) === i))',
    'g(xs.filter((x, i) => xs.lastIndexOf(x) === i))',
    'g(xs.filter((x, i) => xs.indexOf(x.a) === i))',
    'g(h().filter((x, i, all) => all.indexOf(x) === i))',
    'g(xs.filter(/* once */ (x, i) => xs.indexOf(x) === i))',
    'const Set = h; g(xs.filter((x, i) => xs.indexOf(x) === i))',
    'const out = [1]; for (const x of xs) if (!out.includes(x)) out.push(x);',
    'const out = []; for (const x of xs) if (!out.includes(x)) out.push(x + 1);',
    'const out = []; for (const x of xs) if (out.includes(x)) out.push(x);',
    'const out = []; for (const x of out) if (!out.includes(x)) out.push(x);',
    'const out = []; for (const x of xs) { if (!out.includes(x)) out.push(x); else g(); }',
    'const out = []; g(); for (const x of xs) if (!out.includes(x)) out.push(x);',
    'async function f() { const out = []; for await (const x of xs) if (!out.includes(x)) out.push(x); }',
  ],
  runs: [
    ['const f = xs => { return xs.filter((x, i) => xs.indexOf(x) === i); };', values],
    [
      'function f(xs) { const out = []; for (const x of xs) { if (out.indexOf(x) < 0) out.push(x); } return out; }',
      values,
    ],
  ],
});
