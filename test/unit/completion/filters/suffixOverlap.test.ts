import { suffixOverlap } from '../../../../src/completion/filters/suffixOverlap';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('suffixOverlap', suffixOverlap, [
  ['foo(a█)', ', b)', ', b'],
  ['foo(a█);', ', b);', ', b'],
  ['const a = █;', 'b;', 'b'],
  ['a(█\n);', '1,\n);', '1,'],
  ['a(█\r\n);', '1,\r\n);', '1,'],
  ['x = █', 'y', 'y'],
  ['x = █ + total', 'sum + total', 'sum'],
  ['█abc', 'xa', 'xa'],
  ['█return x', 'return x', ''],
  ['█', 'a', 'a'],
  ['f(█;\n', 'a;\n', 'a'],
  ['f(g(█)', '))', ')'],
  ['f(g(█)', ')', ')'],
  ['foo(█)', 'bar(1)', 'bar(1)'],
  ['foo(█)', 'bar(1))', 'bar(1)'],
  ['foo█)', '(1)', '(1'],
  ['if (█) {', 'a) && (b) {', 'a) && (b'],
  ['s = `${█}`', 'a}-${b}`', 'a}-${b'],
  ['f([{█}])', 'a }]) && g({ b })', 'a }]) && g({ b })'],
  ['a();█\n  b();\n  c();\n}', '\n  x();\n  b();\n  c();', '\n  x();'],
  ['f(█);', 'a); ', 'a'],
  ['x = █ + total', 'sum ', 'sum'],
  ['f(█) + b', 'a)', 'a'],
  ['say("█😀")', 'a 😀")', 'a '],
  ['say("█שלום")', 'אבג שלום")', 'אבג '],
]);
filterTable('suffixOverlap while the answer grows', suffixOverlap, [['f(█ab', 'xa', 'x']], { growing: true });
