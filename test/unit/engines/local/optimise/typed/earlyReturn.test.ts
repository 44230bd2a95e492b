import { earlyReturn } from '../../../../../../src/engines/local/optimise/typed/earlyReturn';
import { testTypedRule } from './running';

const go = (head: string, body: string): string => `func f(${head}) {\n${body}}\n`;

testTypedRule({
  language: 'go',
  rule: earlyReturn,
  rewrites: [
    [
      go('n int', '\tif n > 0 {\n\t\tfor {\n\t\t\trun()\n\t\t}\n\t\t// last\n\t\tend()\n\t}\n'),
      go('n int', '\tif !(n > 0) {\n\t\treturn\n\t}\n\tfor {\n\t\trun()\n\t}\n\t// last\n\tend()\n'),
    ],
    [
      go('', '\tif err != nil {\n\t\tx := 1\n\t\tif x > 1 {\n\t\t\trun(x)\n\t\t}\n\t}\n'),
      go('', '\tif err == nil {\n\t\treturn\n\t}\n\tx := 1\n\tif x > 1 {\n\t\trun(x)\n\t}\n'),
    ],
  ],
  leaves: [
    go('n int', '\tif n > 0 {\n\t\trun()\n\t}\n'),
    go('n int', '\tif n > 0 {\n\t\tn := 1\n\t\tif n > 1 {\n\t\t\trun(n)\n\t\t}\n\t}\n'),
    go('n int', '\tif n > 0 {\n\t\tx := `a\nb`\n\t\tif n > 1 {\n\t\t\trun(x)\n\t\t}\n\t}\n'),
    go('n int', '\tif n > 0 {\n\t\tfor {\n\t\t\trun()\n\t\t}\n\t\tend()\n\t} else {\n\t\tx()\n\t}\n'),
    go('n int', '\tif m := n; m > 0 {\n\t\tfor {\n\t\t\trun()\n\t\t}\n\t\tend()\n\t}\n'),
    go('n int', '\tif n > 0 {\n\t\tfor {\n\t\t\trun()\n\t\t}\n\t\tgoto end\n\t}\n'),
    go('n int', '\tif n > 0 { // why\n\t\tfor {\n\t\t\trun()\n\t\t}\n\t\tend()\n\t}\n'),
    'func f(n int) (r int) {\n\tif n > 0 {\n\t\tfor {\n\t\t\trun()\n\t\t}\n\t\tend()\n\t}\n}\n',
  ],
});

testTypedRule({
  language: 'java',
  rule: earlyReturn,
  rewrites: [
    [
      'void f(int n) {\n    if (n == 0) {\n        while (go()) {\n            run();\n        }\n        end();\n    }\n}\n',
      'void f(int n) {\n    if (n != 0) {\n        return;\n    }\n    while (go()) {\n        run();\n    }\n    end();\n}\n',
    ],
  ],
  leaves: [
    'int f(int n) {\n    if (n == 0) {\n        while (go()) {\n            run();\n        }\n        end();\n    }\n}\n',
    'void f(Object o) {\n    if (o instanceof String s) {\n        while (go()) {\n            run(s);\n        }\n        end();\n    }\n}\n',
  ],
});
