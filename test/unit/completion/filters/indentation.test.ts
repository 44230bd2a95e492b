import { indentation } from '../../../../src/completion/filters/indentation';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('indentation', indentation, [
  // Tabs and spaces.
  ['\tif (a) {█', '\n        b();\n    }', '\n\t\tb();\n\t}'],
  ['\tif (a) {█', '\n    b();\n  }', '\n\t\tb();\n\t}'],
  ['\ta();█', '\n\tb();', '\n\tb();'],
  ['function f() {\n  a();█', '\n\tif (b) {\n\t\tc();\n\t}', '\n  if (b) {\n    c();\n  }'],
  ['function f() {\n    a();█', '\n\tb();', '\n    b();'],
  ['x = █', 'f(\n\ta\n)', 'f(\n\ta\n)'],
  ['/**\n * a\n */\n█', 'f(\n\ta\n)', 'f(\n\ta\n)'],
  ['  a();\r\n  b();█', '\r\n\tc();', '\r\n  c();'],
  ['\tfoo█', '\n    \nfoo\n  return x;', '\n    \nfoo\n\treturn x;'],
  // The cursor stands in white space.
  ['function f() {\n  █', '  return 1;', 'return 1;'],
  ['function f() {\n  █', 'return 1;', 'return 1;'],
  ['  if (a) {\n  █', '  return 1;', '  return 1;'],
  ['  if (a) {\n  █', '    return 1;', '  return 1;'],
  ['function f() {\n█', '  return 1;', '  return 1;'],
  ['\tif (a) {\n\t\t█', '        b();', 'b();'],
  ['    a();\n    █', '\n    b();', '\n    b();'],
  ['x = █', ' 1', ' 1'],
  // A block from the left margin.
  ['    a();\n    █', 'if (b) {\n  c();\n}', 'if (b) {\n      c();\n    }'],
  ['    a();\n    █', 'if (b) {\r\n    c();\r\n\r\n}', 'if (b) {\r\n        c();\r\n\r\n    }'],
  ['    a();\n    █', 'if (b) {\n      c();\n    }', 'if (b) {\n      c();\n    }'],
  ['    a();\n    █', 'if (b) {\n    }', 'if (b) {\n    }'],
  ['    a();\n    █', 'b();\n}', 'b();\n}'],
]);
filterTable('indentation of plain text', indentation, [['  a\n  █', '    b', '    b']], {
  languageId: 'plaintext',
});
