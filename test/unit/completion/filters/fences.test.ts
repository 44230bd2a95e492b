import { fences } from '../../../../src/completion/filters/fences';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('fences', fences, [
  ['f() {█', '\n  a();\n}\n```\nThis calls a.', '\n  a();\n}'],
  ['f() {█', '\r\n  a();\r\n}\r\n```\r\n', '\r\n  a();\r\n}'],
  ['█', '```ts\na();', ''],
  ['/**\n█', '```\na()\n```\n*/', '```\na()\n```\n*/'],
  ['█', 'a = `x` + ```b```;', 'a = `x` + ```b```;'],
  ['█', 'a();', 'a();'],
  ['█', 'see(```', 'see(```'],
  ['█', 'sql```\na', 'sql```\na'],
  ['█', '```a```;\nb();', '```a```;\nb();'],
  ['f() {█', '\n  a();\n}\n  ```c++  \nThis', '\n  a();\n}'],
]);
filterTable('fences in Python', fences, [['def f():\n    """\n█', '```\nf()\n```', '```\nf()\n```']], {
  languageId: 'python',
});
filterTable('fences in Markdown', fences, [['█', '```\na\n```', '```\na\n```']], { languageId: 'markdown' });
