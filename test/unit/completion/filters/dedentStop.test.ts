import { dedentStop } from '../../../../src/completion/filters/dedentStop';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('dedentStop', dedentStop, [
  ['function f() {\n  █', 'return 1;\n}\n\nfunction g() {', 'return 1;\n}'],
  ['function f() {\n  █', 'return 1;\nlet other = 2;', 'return 1;'],
  ['function f() {\r\n  █', 'return 1;\r\n\r\nlet other = 2;', 'return 1;'],
  ['  if (a) {\n    █', 'b();\n  } else {\n    c();\n  }\n  d();', 'b();\n  } else {\n    c();\n  }'],
  ['  █', 'a();\n  b();\n  c();', 'a();\n  b();\n  c();'],
  ['  f(█', '\n    a,\n  );\n  b();', '\n    a,\n  );'],
  ['    x = █', '`\nno indent\n`;\n    y();\nz();', '`\nno indent\n`;\n    y();'],
  ['    a();█', '\n  b();', '\n  b();'],
  ['\t\ta();█', '\n\t\tb();\n\tc();', '\n\t\tb();'],
  ['  █', 'a', 'a'],
  // The text of a string tells nothing of the block.
  ['    x = `\nab█', 'c`;\n    y();\n}\nz();', 'c`;\n    y();\n}'],
  ['  /*\n    a █', 'b\n  */\n  y();\n}\nz();', 'b\n  */\n  y();\n}'],
]);
filterTable(
  'dedentStop in Python',
  dedentStop,
  [
    ['def f():\n    █', 'a()\n    b()\n\n\ndef g():', 'a()\n    b()'],
    ['    try:\n        █', 'a()\n    except E:\n        b()\n    c()', 'a()\n    except E:\n        b()'],
    ['    x = █', '"""\ntext\n"""\n    b()\nc()', '"""\ntext\n"""\n    b()'],
  ],
  { languageId: 'python' },
);
filterTable(
  'dedentStop in C',
  dedentStop,
  [['  █', 'a();\n#ifdef X\n  b();\n#endif\n}\nint', 'a();\n#ifdef X\n  b();\n#endif\n}']],
  { languageId: 'c' },
);
filterTable('dedentStop in Ruby', dedentStop, [['  █', 'a\nend\nb', 'a\nend']], { languageId: 'ruby' });
filterTable('dedentStop in Markdown', dedentStop, [['  - █', 'a\n- b', 'a\n- b']], {
  languageId: 'markdown',
});
