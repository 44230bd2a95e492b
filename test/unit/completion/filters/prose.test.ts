import { prose } from '../../../../src/completion/filters/prose';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('prose', prose, [
  ['let a = █', 'Here is the code you asked for:', undefined],
  ['█', "Here's a function that adds:\n\nfunction add() {}", undefined],
  ['█', 'Sure, I can help with that.', undefined],
  ['█', 'Sure!', undefined],
  ['sort((a, b█', 'The text is:', undefined],
  ['█', 'I cannot complete this code.', undefined],
  ['█', 'I can’t see the file.', undefined],
  ['█', "I'm sorry, but no.", undefined],
  ['█', 'Unfortunately, it is not clear.', undefined],
  ['let a = █', '1;\n\nThis code sets a to 1.', '1;'],
  ['let a = █', '1;\r\n\r\nNote that the name is short.', '1;'],
  ['// █', 'Here is the code', 'Here is the code'],
  ['/*\n * The version█\n */', 'The following is a list of it.', undefined],
  ['/*\n * The version.█\n */', 'The following is a list of it.', 'The following is a list of it.'],
  ['say("the_name█")', 'The code is written in words.', undefined],
  ['// to be render█', 'Tree for the rest of it', 'Tree for the rest of it'],
  ['/*\n * █', 'Here is the code\n */', 'Here is the code\n */'],
  ['say("█")', 'Sure, why not', 'Sure, why not'],
  ['█', '/*\nHere is the code\n*/', '/*\nHere is the code\n*/'],
  ['x = █', '`\nI will go`', '`\nI will go`'],
  ['█', 'You can use the `showOptions` method to get the command options.', undefined],
  ['let a = █', '1;\n\nIt uses the name of the file to find the one that is meant.', '1;'],
  ['█', 'A function which is called when the list has been read and nothing of', undefined],
  ['It is so that all code is written in words here.\n█', 'It was so that it is.', 'It was so that it is.'],
  [
    '█',
    'Move all the rest\nType is a Name of Type and Kind',
    'Move all the rest\nType is a Name of Type and Kind',
  ],
  ['// It is the one that is used.\n█', 'run(it);', 'run(it);'],
  // Sentences in comments do not make sentences code.
  ['// It is the one that is used.\n█', 'It returns the one that was used before.', undefined],
  ['/*\n * It is the one that is used.\n */\na = █', '1;\nIt is so that it is.', '1;'],
  // Nor do the words of a comment become code by standing elsewhere.
  ['// the names of all that are used here\na();\n█', 'b();\nthe names of all that', 'b();'],
  ['/*\n   the names of all that are used here\n*/\n█', 'the names of all that are', undefined],
  [
    '/*\n   const all = the.names(of, all);\n*/\n█',
    'const all = the.names(of, all);',
    'const all = the.names(of, all);',
  ],
  [
    '// the names of all that are used\n█',
    '// the names of all that are used',
    '// the names of all that are used',
  ],
  ['█', 'hereIsThe(code);\nsure = 1;\ni = 2', 'hereIsThe(code);\nsure = 1;\ni = 2'],
  [
    '  It is so that all code is written in words here.\n  █',
    'It was so that it is.',
    'It was so that it is.',
  ],
  [
    '/*\n   told in two lines\n   the names of all that are used here\n*/\n█',
    'the names of all that are',
    undefined,
  ],
  // Four words of twenty characters together are words; less may be code.
  ['// abcd efgh ijkl mnopq\n█', 'abcd efgh ijkl mnopq', undefined],
  ['// abcd efgh ijkl mnop\n█', 'abcd efgh ijkl mnop', 'abcd efgh ijkl mnop'],
  ['// abcdefgh  ijklmnop  qrstuvwx\n█', 'abcdefgh  ijklmnop  qrstuvwx', 'abcdefgh  ijklmnop  qrstuvwx'],
  ['// 1 abcd efgh ijkl mnopq\n█', '1 abcd efgh ijkl mnopq', '1 abcd efgh ijkl mnopq'],
  ['// abcd efgh ijkl mnopq(r)\n█', 'abcd efgh ijkl mnopq', 'abcd efgh ijkl mnopq'],
]);
for (const sign of ['//', '// ', '/// ', '/*\n * ', '/*', '/** ', '# ', '## ', '-- ', '--- ', '; ', ';; ']) {
  const end = sign.startsWith('/*') ? '\n*/' : '';
  filterTable(`prose that repeats a comment behind ${JSON.stringify(sign)}`, prose, [
    [`${sign}the names of all that are used here${end}\na();\n█`, 'the names of all that are', undefined],
  ]);
}
filterTable(
  'prose in Markdown',
  prose,
  [
    ['█', 'Here is the code:', 'Here is the code:'],
    ['█', 'I cannot say.', 'I cannot say.'],
  ],
  { languageId: 'markdown' },
);
filterTable(
  'prose in Python',
  prose,
  [
    ['def f():\n    """\n    █', 'Here is the text.', 'Here is the text.'],
    ['def f():\n    █', 'Here is the code', undefined],
    [
      '    In addition to the usual :exc:`Error`, it has one attribute\n    that tells the status of what was asked.\n    """\n    █\n',
      '\n    In addition to the usual :exc:`Error`, it has',
      undefined,
    ],
  ],
  { languageId: 'python' },
);
