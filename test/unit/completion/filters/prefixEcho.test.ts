import { prefixEcho } from '../../../../src/completion/filters/prefixEcho';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('prefixEcho', prefixEcho, [
  ['const total = █', 'const total = 1;', '1;'],
  ['const total = █', 'const total = const total = 1;', '1;'],
  ['  return sum█', 'return sum + 1;', ' + 1;'],
  ['  return sum█', '  return sum + 1;', ' + 1;'],
  ['a\nconst total = █', '1;', '1;'],
  ['a\r\nconst total = █', 'const total = 1;', '1;'],
  ['ab█', 'abc', 'abc'],
  ['    █', '    x', '    x'],
  ['// ---█', '// ------', '// ------'],
  ['"שלום █"', '"שלום עולם', 'עולם'],
  // White space as one may write it.
  ['\tconst total =█', '    const total = 1;', ' 1;'],
  ['const total  =█', 'const total = 1;', ' 1;'],
  ['const total = █', 'const  total =  1;', '1;'],
  // The lines above.
  ['function add(a, b) {\n  return █\n}', 'function add(a, b) {\n  return a + b;\n}', 'a + b;\n}'],
  ['a = load();\r\nb = a.█', 'a = load();\nb = a.size;', 'size;'],
  ['foo();\n█', 'foo();\nbar();', 'foo();\nbar();'],
  ['foo();\n  █', 'foo();\n  bar();', 'foo();\n  bar();'],
  ['let █', 'let x', 'x'],
  ['abc d = █', 'ab cd = 1', 'ab cd = 1'],
  // The statements above a line where nothing stands yet.
  [
    '  if (isReady(first, second))\n    return undefined;\n  █',
    'if (isReady(first, second))\n    return undefined;',
    '',
  ],
  [
    '  if (isReady(first, second))\n    return undefined;\n\n  █',
    'if (isReady(first, second))\n    return undefined;\n\n  const third = 3;',
    'const third = 3;',
  ],
  [
    '  if (isReady(first, second))\n    return undefined;\n  █',
    'if (isReady(second, third))\n    return undefined;',
    'if (isReady(second, third))\n    return undefined;',
  ],
  ['isReady(first, second, third);\n█', 'isReady(first, second, third);', 'isReady(first, second, third);'],
  ['request[0] = version\n█', 'request[0] = version\nrequest[1] = 1', 'request[1] = 1'],
  ['request[0] = version\n█', 'request[1] = version', 'request[1] = version'],
  ['total += price;\n█', 'total += price;', 'total += price;'],
  ['run(first = 1);\n█', 'run(first = 1);', 'run(first = 1);'],
  ['    1,\n    2,\n    █', '1,\n    2,', '1,\n    2,'],
  // The word at the cursor.
  ['const a = calc█', 'calculateTotal(items);', 'ulateTotal(items);'],
  ['  if█', 'if (ready) {', ' (ready) {'],
  ['x█', 'x = 1', ' = 1'],
  ['a.re█', 'resize()', 'resize()'],
  ['a = 1█', '1;', '1;'],
  ['say("ha█', 'ha ha', 'ha ha'],
]);
filterTable(
  'prefixEcho while the answer grows',
  prefixEcho,
  [
    ['function add(a, b) {\n  return █\n}', 'function add(a, b) {', ''],
    ['function add(a, b) {\n  return █\n}', 'function', ''],
    ['function add(a, b) {\n  return █\n}', 'sum(a, b);', 'sum(a, b);'],
    ['const total = █', '\n  ', '\n  '],
    ['if (isReady(first))\n  stop(second);\n█', 'if (isReady(first))', ''],
    ['if (isReady(first))\n  stop(second);\n█', 'if (isReady(third))', 'if (isReady(third))'],
  ],
  { growing: true },
);
