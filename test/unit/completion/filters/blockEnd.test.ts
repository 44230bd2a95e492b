import { blockEnd } from '../../../../src/completion/filters/blockEnd';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('blockEnd', blockEnd, [
  ['function f() {█', '\n  a();\n}\n\nfunction g() {\n}', '\n  a();\n}'],
  ['█', 'function f() {\n  a();\n}\nb();', 'function f() {\n  a();\n}'],
  ['█', '\n\nfunction f() {\r\n  a();\r\n}\r\nb();', '\n\nfunction f() {\r\n  a();\r\n}'],
  ['if (a) {█', '\n  b();\n} else {\n  c();\n}\nd();', '\n  b();\n} else {\n  c();\n}'],
  ['if (a) {█', '\n  b();\n}\nelse {\n  c();\n}\nd();', '\n  b();\n}\nelse {\n  c();\n}'],
  ['const a = list(█', '\n  b,\n)\n  .map(f)\n  .filter(g);\nd();', '\n  b,\n)\n  .map(f)\n  .filter(g);'],
  ['function f(█', '\n  a,\n  b,\n) {\n  c();\n}\nd();', '\n  a,\n  b,\n) {\n  c();\n}'],
  ['if (a) {█', '\n  say("}");\n  // }\n  b();\n}\nc();', '\n  say("}");\n  // }\n  b();\n}'],
  ['let a = █', '1;\nlet b = 2;', '1;\nlet b = 2;'],
  ['x = {█', '\n  a: 1,', '\n  a: 1,'],
  ['if (a) {█', '\n  b();\n}\n\n', '\n  b();\n}'],
]);
for (const languageId of ['html', 'markdown']) {
  filterTable(`blockEnd in ${languageId}`, blockEnd, [['█', 'f(\na\n)\nb', 'f(\na\n)\nb']], { languageId });
}
filterTable(
  'blockEnd in Python',
  blockEnd,
  [
    ['def f():█', '\n    a()\n\n    b()\n\ndef g():', '\n    a()\n\n    b()'],
    ['if a:█', '\n    b()\nelse:\n    c()\nd()', '\n    b()\nelse:\n    c()'],
    ['def f(█', '\n    a,\n    b,\n):\n    c()\nd()', '\n    a,\n    b,\n):\n    c()'],
    ['def f():  # why█', '\n    """\ntext\n    """\n    a()\nb()', '\n    """\ntext\n    """\n    a()'],
    ['x = f(█', '\n    a,\n)\ny = 1', '\n    a,\n)'],
    ['if a:█', '\nb()', '\nb()'],
    ['a()█', '\nb()\nc()', '\nb()\nc()'],
  ],
  { languageId: 'python' },
);
