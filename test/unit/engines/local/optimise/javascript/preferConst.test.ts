import fc from 'fast-check';
import { preferConst } from '../../../../../../src/engines/local/optimise/javascript/preferConst';
import { testRule } from '../running';

testRule({
  rule: preferConst,
  rewrites: [
    [
      'function f() { let a = 1, b = a; return () => b; }',
      'function f() { const a = 1, b = a; return () => b; }',
    ],
    [
      'for (let x of xs) { let { y, z } = x; g(y, z); }',
      'for (const x of xs) { const { y, z } = x; g(y, z); }',
    ],
    [
      'class A { m() {\n\tlet q: number = 1\n\treturn q } }',
      'class A { m() {\n\tconst q: number = 1\n\treturn q } }',
    ],
  ],
  leaves: [
    'function f(x: any) { let n: number | undefined = 0; if (x) n!++; return n; }',
    'function f(x: any) { let n: any = 0; (n as number) = x; return n; }',
    'function f(x: any) { let n: any = 0; (n satisfies number)++; return n; }',
    'function f(x: any) { let n: any = 0; (<any>n) = x; return n; }',
    'function f(x: any) { let n: any = 0; [n!] = x; return n; }',
    'function f(x: any) { let n: any = 0; [[n!], (n as any)] = x; return n; }',
    'function f(x: any) { let n: any = 0; ({ a: n!, ...(n as any) } = x); return n; }',
    'function f(x: any) { let n: any = 0; ({ a: [n = 2] } = x); return n; }',
    'function f(x: any) { let n: any = 0; for (n! of x) g(); return n; }',
    'function f(x: any) { let n: any = 0; for ((n as any) in x) g(); return n; }',
    'function f(x: any) { let n: any = 0; (((n)))++; return n; }',
    'function f(x: any) { let n: any = 0; const g = () => { n! += 1; }; g(); return n; }',
    'function f(x: any) { let n: any = 0; n! ??= 1; return n; }',
    'namespace N { export let n = 0; }',

    // What is not selected may assign it.
    'let a = 1;',
    'function f() { let a = 1; a = 2; }',
    'function f() { let a = 1; return () => a++; }',
    'function f() { let a = 1, b = 2; [b] = [a]; }',
    'function f() { let a; a = 1; }',
    'function f() { for (let i = 0; g(); ) h(i); }',
    'function f() { let a = 1; for (a of b) ; }',
    'function f() { let a = 1; eval("a = 2"); return a; }',
  ],
  runs: [
    [
      'function f(n) { let a = n + 1; let out = []; for (let x of [a, n]) { let y = x * 2; out.push(() => y); } return out.map(g => g()); }',
      fc.integer(),
    ],
  ],
});
