import { repetition } from '../../../../src/completion/filters/repetition';
import { filterTable } from '../../../support/completion/filterTable';

const loop = (line: string, times: number): string => Array.from({ length: times }, () => line).join('\n');

filterTable('repetition', repetition, [
  ['█', loop('foo();', 5), 'foo();'],
  ['█', loop('foo();', 5).replaceAll('\n', '\r\n'), 'foo();'],
  ['█', `a();\n${loop('foo();', 3)}\n`, 'a();\nfoo();'],
  ['█', `${loop('foo();\nbar();', 4)}\nfoo();`, 'foo();\nbar();'],
  ['█', loop('foo();', 2), 'foo();\nfoo();'],
  ['█', `${loop('foo();', 5)}\nbar();`, `${loop('foo();', 5)}\nbar();`],
  ['█', '      }\n    }\n  }\n}', '      }\n    }\n  }\n}'],
  ['█', loop('0, 0,', 9), loop('0, 0,', 9)],
  ['// █', 'the cat and the dog and the dog and the dog and the dog and the dog', 'the cat and the dog'],
  [
    'x = [█',
    '0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]',
    '0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]',
  ],
  [
    '// █',
    '----------------------------------------------------',
    '----------------------------------------------------',
  ],
  ['█', '😀 hello 😀 hello 😀 hello 😀 hello 😀 hello 😀 hello', '😀 hello'],
  ['  foo█', '();\n  foo();\n  foo();', '();'],
  ['█', '', ''],
]);

filterTable(
  'repetition while the answer grows',
  repetition,
  [
    ['█', 'foo();\nfoo();', 'foo();'],
    ['█', 'foo();\nbar();\nfoo();', 'foo();\nbar();'],
    ['█', 'foo();\nfoo();\nbar();', 'foo();\nfoo();\nbar();'],
  ],
  { growing: true },
);
