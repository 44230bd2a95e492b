import {
  loopFromBranchingRecursion,
  loopFromRecursion,
} from '../../../../../../src/engines/local/optimise/go/loopFromRecursion';
import { testTypedRule } from '../typed/running';

const fact = (base: string, step: string, type = 'int'): string =>
  `func f(n ${type}) ${type} {\n\tif ${base} {\n\t\treturn 1\n\t}\n\treturn ${step}\n}\n`;

testTypedRule({
  language: 'go',
  rule: loopFromRecursion,
  rewrites: [
    [
      fact('n <= 1', 'n * f(n-1)'),
      'func f(n int) int {\n\tif n <= 1 {\n\t\treturn 1\n\t}\n\tresult := 1\n\tfor i := 2; i <= n; i++ {\n\t\tresult *= i\n\t}\n\treturn result\n}\n',
    ],
    [
      fact('n == 0', '2*f(n-1) + n%3', 'uint64'),
      'func f(n uint64) uint64 {\n\tif n == 0 {\n\t\treturn 1\n\t}\n\tvar result uint64 = 1\n\tfor i := uint64(1); i <= n; i++ {\n\t\tresult = 2*result + i%3\n\t}\n\treturn result\n}\n',
    ],
    [
      'func f(n int) int {\n\tif n < 0 {\n\t\tpanic("negative")\n\t}\n\tif n == 0 {\n\t\treturn 1\n\t}\n\treturn n * f(n-1)\n}\n',
      'func f(n int) int {\n\tif n < 0 {\n\t\tpanic("negative")\n\t}\n\tif n == 0 {\n\t\treturn 1\n\t}\n\tresult := 1\n\tfor i := 1; i <= n; i++ {\n\t\tresult *= i\n\t}\n\treturn result\n}\n',
    ],
  ],
  leaves: [
    fact('n <= 1', 'n * f(n-1)', 'uint8'),
    fact('n <= 1', 'n * f(n-1)', 'float64'),
    fact('n <= 1', 'n * f(n+1)'),
    fact('n <= 1', 'n * g(n-1)'),
    fact('n <= 1', 'n * f(n-1) * f(n-1)'),
    fact('n <= 1', 'g(f(n-1))'),
    fact('n == 0 || n == 2', 'n * f(n-1)'),
    fact('n > 9', 'n * f(n-1)'),
    fact('n <= m', 'n * f(n-1)'),
    `${fact('n <= 1', 'n * f(n-1)')}\ntype int string\n`,
    `func (s S) f(n int) int {\n\tif n <= 1 {\n\t\treturn 1\n\t}\n\treturn n * f(n-1)\n}\n`,
  ],
});

testTypedRule({
  language: 'go',
  rule: loopFromBranchingRecursion,
  rewrites: [
    [
      'func fib(n int) int {\n\tif n <= 1 {\n\t\treturn n\n\t}\n\treturn fib(n-1) + fib(n-2)\n}\n',
      'func fib(n int) int {\n\tif n <= 1 {\n\t\treturn n\n\t}\n\tprevious, current := 0, 1\n\tfor i := 2; i <= n; i++ {\n\t\tprevious, current = current, current + previous\n\t}\n\treturn current\n}\n',
    ],
    [
      'func fib(n int) int64 {\n\tif n == 0 {\n\t\treturn 0\n\t} else if n == 1 {\n\t\treturn 1\n\t} else {\n\t\treturn fib(n-1) + fib(n-2)\n\t}\n}\n',
      'func fib(n int) int64 {\n\tif n == 0 {\n\t\treturn 0\n\t}\n\tif n == 1 {\n\t\treturn 1\n\t}\n\tvar previous, current int64 = 0, 1\n\tfor i := 2; i <= n; i++ {\n\t\tprevious, current = current, current + previous\n\t}\n\treturn current\n}\n',
    ],
  ],
  leaves: [
    'func fib(n int) int {\n\tif n <= 0 {\n\t\treturn n\n\t}\n\treturn fib(n-1) + fib(n-2)\n}\n',
    'func fib(n int) int {\n\tif n <= 1 {\n\t\treturn n\n\t}\n\treturn fib(n-1) + fib(n-3)\n}\n',
    'func fib(n int) int {\n\tif n <= 1 {\n\t\treturn n\n\t}\n\tprint(n)\n\treturn fib(n-1) + fib(n-2)\n}\n',
    'func fib(n int) (r int) {\n\tif n <= 1 {\n\t\treturn n\n\t}\n\treturn fib(n-1) + fib(n-2)\n}\n',
  ],
});
