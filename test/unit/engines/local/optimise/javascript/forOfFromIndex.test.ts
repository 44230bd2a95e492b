import fc from 'fast-check';
import { forOfFromIndex } from '../../../../../../src/engines/local/optimise/javascript/forOfFromIndex';
import { testRule } from '../running';

testRule({
  rule: forOfFromIndex,
  onlyReturned: true,
  rewrites: [
    ['for (let i = 0; i < xs.length; i++) {\n  g(xs[i]);\n}', 'for (const item of xs) {\n  g(item);\n}'],
    [
      'for (let i = 0; i < xs.length; i++) {\n  const x = xs[i];\n  g(x);\n}',
      'for (const x of xs) {\n  g(x);\n}',
    ],
    ['for (let i = 0; i < xs.length; i += 1) n += xs[i].a;', 'for (const item of xs) n += item.a;'],
  ],
  leaves: [
    'for (let i = 1; i < xs.length; i++) g(xs[i]);',
    'for (let i = 0; i <= xs.length; i++) g(xs[i]);',
    'for (let i = 0; i < xs.length; i += 2) g(xs[i]);',
    'for (var i = 0; i < xs.length; i++) g(xs[i]);',
    'for (let i = 0; i < xs.length; i++) g(i, xs[i]);',
    'for (let i = 0; i < xs.length; i++) g(xs[i + 1]);',
    'for (let i = 0; i < xs.length; i++) xs[i] = 0;',
    'for (let i = 0; i < xs.length; i++) xs[i]++;',
    'for (let i = 0; i < xs.length; i++) xs[i]();',
    'for (let i = 0; i < xs.length; i++) delete xs[i];',
    'for (let i = 0; i < xs.length; i++) g(ys[i]);',
    'for (let i = 0; i < xs.length; i++) xs.push(xs[i]);',
    'for (let i = 0; i < xs.length; i++) xs = g(xs[i]);',
    'for (let i = 0; i < xs.length; i++) out.push(() => xs[i]);',
    'for (let i = 0; i < xs.length /* all */; i++) g(xs[i]);',
    'const s = "ab"; for (let i = 0; i < s.length; i++) g(s[i]);',
    'for (let i = 0; i < xs.length; i++) g(1);',
    'for (let i = 0; i < xs.length; i++) g({ xs });',
  ],
  runs: [
    [
      'function f(xs: number[]) { let n = 0; for (let i = 0; i < xs.length; i++) { if (xs[i] > 2) continue; n += xs[i]; } return n; }',
      fc.array(fc.integer({ min: -3, max: 9 })),
    ],
    [
      'function f(xs) { const out = []; for (let i = 0; i < xs.length; i++) { const x = xs[i]; out.push(x); if (x === 3) break; } return out; }',
      fc.array(fc.anything({ maxDepth: 1, withDate: false })),
    ],
  ],
});
