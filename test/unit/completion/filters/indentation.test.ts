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
  ['\tfoo█', '\na =  b\n  return x;', '\na =  b\n\treturn x;'],
  ['\tfoo█', '\n   \n  return x;', '\n   \n\treturn x;'],
  ['\tif (a) {█', '\n      b();\n', '\n\t\tb();\n'],
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
  ['    a();\n    █', 'if (b) {\n}', 'if (b) {\n    }'],
  ['    a();\n    █', 'if (b) {', 'if (b) {'],
  ['    if (a) {\n    █', '    if (b) {\n  c();\n}', '    if (b) {\n  c();\n}'],
  ['█', 'if (b) {\n}', 'if (b) {\n}'],
  // What is left of a step stays.
  ['\tif (a) {█', '\n        b(c,\n          d);\n    }', '\n\t\tb(c,\n\t\t  d);\n\t}'],
  ['\ta();█', '\n\t  b();', '\n\t  b();'],
  ['\ta();█', '\n b();', '\n b();'],
  // How deep the cursor's line is tells the step.
  ['\ta();█', '\n        b();', '\n\tb();'],
  ['\ta();█', '\n   b();', '\n\tb();'],
  ['\ta();█', '\n    b(c,\n      d);', '\n\tb(c,\n\t  d);'],
  ['\ta();\n\t█', '    a(b,\n      c);', 'a(b,\n\t  c);'],
  ['\ta();\n\t█', 'if (b) {\n    c();\n  }', 'if (b) {\n\t\tc();\n\t}'],
  ['\ta();\n\t█', 'a =  {\n    c,\n  };', 'a =  {\n\t\tc,\n\t};'],
  ['\tif (a) {\n\t}\n█', '    b();\n    if (c) {\n        d();\n    }', '\tb();\n\tif (c) {\n\t\td();\n\t}'],
  ['\tif (a) {\n\t}\n█', '  b();\n  if (c) {\n    d();\n  }', '\tb();\n\tif (c) {\n\t\td();\n\t}'],
  ['\tx =█', '    1;', '    1;'],
  // Too much white space in front, or none that was expected.
  ['function f() {\n  █', '      return 1;', 'return 1;'],
  ['  █', '  a();', 'a();'],
  ['function f() {\n  █', '    \n  b();', '    \n  b();'],
  ['function f() {\r\n  █', '    \r\n  b();', '    \r\n  b();'],
  // Labels of one level are no block of each other.
  ['  switch (a) {\n    █', 'case 1:\n    case 2:\n      b();', 'case 1:\n    case 2:\n      b();'],
  ['  switch (a) {\n    █', 'case 1:\n    default:\n      b();', 'case 1:\n    default:\n      b();'],
  ['  switch (a) {\n    █', 'case 1:\ncase 2:\n  b();', 'case 1:\n    case 2:\n      b();'],
  ['  switch (a) {\n    █', 'case 1:\n    b();', 'case 1:\n        b();'],
  // Words in a comment are no code.
  ['    /*\n    █', 'One of:\n\n    - a', 'One of:\n\n    - a'],
]);
filterTable(
  'indentation of a docstring',
  indentation,
  [['def f():\n    """\n    █', 'Gives:\n\n    - a', 'Gives:\n\n    - a']],
  { languageId: 'python' },
);
filterTable('indentation of plain text', indentation, [['  a\n  █', '    b', '    b']], {
  languageId: 'plaintext',
});

const makefile = 'SRC = a.c \\\n      b.c\n\nall: $(SRC)\n\tcc $^\n\n';
filterTable(
  'indentation of a Makefile',
  indentation,
  [
    [`${makefile}clean:█\n`, '\n\trm -f *.o', '\n\trm -f *.o'],
    [`${makefile}clean:█\n`, '\n    rm -f *.o\n  rm a', '\n\trm -f *.o\n\trm a'],
    [`${makefile}█\n`, 'clean:\n  rm -f *.o\n\nx: y\n\tz', 'clean:\n\trm -f *.o\n\nx: y\n\tz'],
    [`${makefile}clean:\n\trm a\n█\n`, '  rm b', '\trm b'],
    [`${makefile}clean:\n\trm a\n\t█\n`, 'rm b\n  rm c', 'rm b\n\trm c'],
    ['█\n', 'A := 1\n  B := 2', 'A := 1\n  B := 2'],
    ['ifeq ($(OS),x)█\n', '\n  A = 1\nendif', '\n  A = 1\nendif'],
    ['SRC = a.c \\█\n', '\n      b.c', '\n      b.c'],
    ['█\n', '  A := 1', '  A := 1'],
    ['SRC = a.c\n█\n', '  b.c', '  b.c'],
    ['ifdef X\n\tA = 1█\n', '\n  B = 2', '\n  B = 2'],
    ['clean:█\n', '\n  \n  rm a', '\n  \n\trm a'],
    ['clean:\n\trm a\n  █\n', 'rm b', 'rm b'],
    ['A = 1\n█\n', 'clean:\n  rm a\nB = x:y\n  C = 2', 'clean:\n\trm a\nB = x:y\n  C = 2'],
  ],
  { languageId: 'makefile' },
);
filterTable(
  'indentation of YAML',
  indentation,
  [
    ['a:█\n', '\n\tb:\n\t\tc: 1', '\n  b:\n    c: 1'],
    ['a:\n    b: 1█\n', '\n\tc: 1', '\n    c: 1'],
  ],
  { languageId: 'yaml' },
);
