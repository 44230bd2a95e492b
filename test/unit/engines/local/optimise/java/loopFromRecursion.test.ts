import {
  loopFromBranchingRecursion,
  loopFromRecursion,
} from '../../../../../../src/engines/local/optimise/java/loopFromRecursion';
import { testTypedRule } from '../typed/running';

const fact = (step: string, head = 'static int f(int n)'): string =>
  `${head} {\n    if (n <= 1) return 1;\n    return ${step};\n}\n`;

testTypedRule({
  language: 'java',
  rule: loopFromRecursion,
  rewrites: [
    [
      fact('n * f(n - 1)'),
      'static int f(int n) {\n    if (n <= 1) return 1;\n    int result = 1;\n    for (int i = 2; i <= n; i++) {\n        result *= i;\n    }\n    return result;\n}\n',
    ],
    [
      'long f(final int n) { return n == 0 ? 1 : 2 * f(n - 1) + n; }\n',
      'long f(final int n) {\n    if (n == 0) {\n        return 1;\n    }\n    long result = 1;\n    for (int i = 1; i <= n; i++) {\n        result = 2 * result + i;\n    }\n    return result;\n}\n',
      'no class overrides `f`',
    ],
    [
      'private long f(long n) {\n    if (n < 0) {\n        throw new E();\n    }\n    if (n == 0) return 1;\n    return n * f(n - 1);\n}\n',
      'private long f(long n) {\n    if (n < 0) {\n        throw new E();\n    }\n    if (n == 0) return 1;\n    long result = 1;\n    for (long i = 1; i <= n; i++) {\n        result *= i;\n    }\n    return result;\n}\n',
    ],
  ],
  leaves: [
    fact('n * this.f(n - 1)'),
    fact('n * f(n + 1)'),
    fact('n * g(n - 1)'),
    fact('n * f(n - 1)', 'static byte f(byte n)'),
    fact('n * f(n - 1)', 'static Integer f(Integer n)'),
    fact('n * f(n - 1)', 'static synchronized int f(int n)'),
    fact('n * f(n - 1)', '@Cached static int f(int n)'),
    fact('n * f(n - 1)', 'static int f(int n, int m)'),
    `${fact('n * f(n - 1)')}static int f(long n) { return 1; }\n`,
    'static int f(int n) {\n    if (n == 0 || n == 2) return 1;\n    return n * f(n - 1);\n}\n',
    'static int f(int n) {\n    if (n == 0) return 1;\n    n--;\n    return n * f(n - 1);\n}\n',
  ],
});

testTypedRule({
  language: 'java',
  rule: loopFromBranchingRecursion,
  rewrites: [
    [
      'public static long fib(int n) {\n    if (n <= 1) {\n        return n;\n    }\n    return fib(n - 1) + fib(n - 2);\n}\n',
      'public static long fib(int n) {\n    if (n <= 1) {\n        return n;\n    }\n    long previous = 0;\n    long current = 1;\n    for (int i = 2; i <= n; i++) {\n        long next = current + previous;\n        previous = current;\n        current = next;\n    }\n    return current;\n}\n',
    ],
  ],
  leaves: [
    'static int fib(int n) {\n    if (n <= 0) return n;\n    return fib(n - 1) + fib(n - 2);\n}\n',
    'static int fib(int n) {\n    if (n <= 1) return n;\n    return fib(n - 1) + fib(n - 3);\n}\n',
  ],
});
