import { booleanResult } from '../../../../../../src/engines/local/optimise/typed/booleanResult';
import { testTypedRule } from './running';

const go = (body: string, result = 'bool'): string => `func f(a, b int) ${result} {\n\t${body}\n}\n`;

testTypedRule({
  language: 'go',
  rule: booleanResult,
  rewrites: [
    [go('if a > b {\n\t\treturn true\n\t}\n\treturn false'), go('return a > b')],
    [go('if a == b {\n\t\treturn false\n\t}\n\treturn true'), go('return a != b')],
    [
      go('if a < b && !(a == 1) {\n\t\treturn false\n\t} else {\n\t\treturn true\n\t}'),
      go('return !(a < b && !(a == 1))'),
    ],
  ],
  leaves: [
    go('if a > b {\n\t\treturn true\n\t}\n\treturn false', 'answer'),
    go('if ok(a) {\n\t\treturn true\n\t}\n\treturn false'),
    go('if c := a; c > b {\n\t\treturn true\n\t}\n\treturn false'),
    go('if a > b {\n\t\treturn true\n\t}\n\tprint(a)\n\treturn false'),
    go('if a > b {\n\t\treturn true\n\t} else if a == 1 {\n\t\treturn false\n\t}\n\treturn false'),
    go('if a > b {\n\t\t// why\n\t\treturn true\n\t}\n\treturn false'),
  ],
});

const java = (body: string, result = 'boolean'): string => `${result} f(int a, int b) {\n    ${body}\n}\n`;

testTypedRule({
  language: 'java',
  rule: booleanResult,
  rewrites: [
    [java('if (a > b) return true;\n    return false;'), java('return a > b;')],
    [
      java('if (a > b) {\n        return false;\n    } else {\n        return true;\n    }'),
      java('return !(a > b);'),
    ],
  ],
  leaves: [
    java('if (a > b) return true;\n    return false;', 'Boolean'),
    java('if (a > b) return true;\n    return c;'),
    java('if (c) if (a > b) return true;\n    return false;'),
    java(
      'Supplier<Boolean> s = () -> {\n        if (a > b) return true;\n        return false;\n    };\n    return s.get();',
    ),
  ],
});
