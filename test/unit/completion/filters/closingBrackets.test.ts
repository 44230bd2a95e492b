import { closingBrackets } from '../../../../src/completion/filters/closingBrackets';
import { applyFilters } from '../../../../src/completion/filters/applyFilters';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('closingBrackets', closingBrackets, [
  ['function f() {\n  █\n}\n', 'return 1;\n}', 'return 1;'],
  ['function f() {\r\n  █\r\n\r\n}\r\n', 'return 1;\r\n}', 'return 1;'],
  ['function f() {\n  if (a) {\n    b();█\n}\n', '\n  }', '\n  }'],
  ['function f() {\n  if (a) {\n    b();█\n}\n', '\n  }\n}', '\n  }'],
  ['function f() {\n  if (a) {\n    b();█\n  }\n}\n', '\n  }\n}', ''],
  ['foo(() => {\n  a();█\n});\n', '\n  b();\n});', '\n  b();'],
  ['foo(█\n);\n', '\n  a,\n);', '\n  a,'],
  ['foo(█);\n', 'a);', 'a);'],
  ['function f() {\n  █\n}\n', 'if (a) {\n    b();\n  }', 'if (a) {\n    b();\n  }'],
  ['if (a) {\n  █\n}\n', 'b();\n} else {\n  c();', 'b();\n} else {\n  c();'],
  ['function f() {\n  █\n}\n', 'say("}', 'say("}'],
  ['function f() {\n  █', 'return 1;\n}', 'return 1;\n}'],
  ['function f() {\n  █\n\nfunction g() {\n}\n', 'return 1;\n}', 'return 1;\n}'],
  ['function f() {\n█\n}\n', '}', ''],
  ['x = [\n  █\n]\n', '1,\n]', '1,'],
  ['f(\n  █\n]\n', 'a,\n)', 'a,\n)'],
  ['foo(█)', 'a)', 'a)'],
  // The bracket on the line of the cursor closes the innermost one.
  ['  foo(() => {\n    a(█)\n  });\n', 'b)\n  });', 'b)'],
  ['function f() {\n  /* █\n}\n', 'a\n}', 'a\n}'],
]);
filterTable('closingBrackets in Markdown', closingBrackets, [['f(\n█\n)\n', 'a\n)', 'a\n)']], {
  languageId: 'markdown',
});

filterTable(
  'closingBrackets of a component, by all filters',
  applyFilters,
  [["<p>don't</p>\n<script>\nfunction f() {\n  █\n}\n</script>\n", 'return 1;\n}', 'return 1;']],
  { languageId: 'vue' },
);
