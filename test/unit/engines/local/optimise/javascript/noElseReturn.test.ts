import fc from 'fast-check';
import { noElseReturn } from '../../../../../../src/engines/local/optimise/javascript/noElseReturn';
import { testRule } from '../running';

testRule({
  rule: noElseReturn,
  rewrites: [
    [
      'function f(a) {\r\n\tif (a) {\r\n\t\treturn 1;\r\n\t} else {\r\n\t\tg();\r\n\r\n\t\th( );\r\n\t}\r\n}',
      'function f(a) {\r\n\tif (a) {\r\n\t\treturn 1;\r\n\t}\r\n\tg();\r\n\r\n\th( );\r\n}',
    ],
    ['function f(a) { if (a) return 1; else return 2; }', 'function f(a) { if (a) return 1; return 2; }'],
    [
      'function f(a) {\n  if (a) {\n    throw a;\n  } else if (b) {\n    g();\n  } else {\n    h();\n  }\n}',
      'function f(a) {\n  if (a) {\n    throw a;\n  }\n  if (b) {\n    g();\n  } else {\n    h();\n  }\n}',
    ],
  ],
  leaves: [
    'function f(a) {\n  if (a) return 1\n  else (g)()\n}',
    'function f(a) {\n  if (a) { return 1 } else { g }\n  (h)()\n}',

    'function f(a) { if (a) g(); else return 2; }',
    'function f(a) { if (a) return 1; else { const b = 1; return b; } }',
    'function f(a) { if (a) return 1; else { function g() {} } }',
    'function f(a) { if (a) { return 1; } /* or */ else { return 2; } }',
    'function f(a) { while (b) if (a) return 1; else c(); }',
    'function f(a) {\n  if (a) {\n    return 1;\n  } else {\n    return `x\n    y`;\n  }\n}',
  ],
  runs: [
    [
      'function f(a) {\n  if (a > 3) {\n    return 1;\n  } else if (a > 1) {\n    return 2;\n  } else {\n    a++;\n  }\n  return a;\n}',
      fc.integer({ min: -5, max: 5 }),
    ],
  ],
});
