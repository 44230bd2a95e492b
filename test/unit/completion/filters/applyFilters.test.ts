import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyFilters, whyFiltered } from '../../../../src/completion/filters/applyFilters';
import { lineMode } from '../../../../src/completion/text/lineMode';
import { at } from '../../../support/completion/cursorText';
import { paintable } from '../../../../src/completion/answers/paintable';
import { cases } from '../../../support/completion/filterProperties';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('applyFilters', applyFilters, [
  ['const total = █;', 'const total = sum();\nreturn total;', 'sum();\nreturn total'],
  ['f(█, x)', 'a\nb', 'a'],
  ['  █\n  return 1;', 'return 1;', undefined],
  ['x█', '   ', undefined],
  // A model that goes on beyond the function, and closes what is closed.
  [
    'function f(a) {\n  █\n}\n',
    'const b = a + 1;\n  return b;\n}\n\nfunction g() {\n  return 2;\n}',
    'const b = a + 1;\n  return b;',
  ],
  // The same with CRLF, tabs and an answer that has neither.
  [
    'function f(a) {\r\n\tif (a) {█\r\n\t\r\n}\r\n',
    '\n    return 1;\n  }\n  return 2;\n}\n',
    '\r\n\t\treturn 1;\r\n\t}',
  ],
  ['let a = █', '<|fim_middle|>let a = list(1, 2);<|endoftext|>\nlet b', 'list(1, 2);'],
  ['█', 'Sure, here is the code.\n', undefined],
  ['  a();\n  █\n}\n', '  use(b);\n  use(b);\n  use(b);\n  use(b);', 'use(b);'],
  ['say("█");\n', 'héllo 😀");', 'héllo 😀'],
  ['say("█");\n', 'שלום");', 'שלום'],
  ['if (a) {█\n}\n', '\n  b();\n} else {\n  c();\n}', '\n  b();\n} else {\n  c();'],
]);

filterTable(
  'applyFilters in Python',
  applyFilters,
  [
    [
      'def f(a):█\n\n\ndef g():\n',
      '\n    if a:\n        return 1\n    return 2\n\n\ndef h():\n    pass',
      '\n    if a:\n        return 1\n    return 2',
    ],
    ['def f(a):\n    █\n', '    return a\n\nprint(f(1))', 'return a'],
  ],
  { languageId: 'python' },
);

filterTable(
  'applyFilters in Markdown',
  applyFilters,
  [['# A\n\n█', 'Here is a list:\n\n- a', 'Here is a list:\n\n- a']],
  {
    languageId: 'markdown',
  },
);

describe('whyFiltered', () => {
  const table: [screen: string, text: string, filter: string | undefined][] = [
    ['█', '\ud83d', 'wholeCharacters'],
    ['█', '<fill></fill>', 'markers'],
    ['█', '```', 'fences'],
    ['█', '<html>', 'pageTags'],
    ['█', 'Sure!', 'prose'],
    ['let a = █', 'let a = ', 'prefixEcho'],
    ['f(█, x)', '\nb', 'singleLine'],
    ['a();\n  █\n\n  return x;\n', 'return x;', 'nextLineDuplicate'],
    ['█', ' \n', 'blank'],
    ['a(█);\n', ');', 'suffixOverlap'],
    ['f() {\n  if (a) {\n    b();█\n\n  }\n}\n', '\n  }\n}', 'closingBrackets'],
    ['let a = █', '1;', undefined],
  ];
  for (const [screen, text, filter] of table) {
    it(`${JSON.stringify(text)} at ${JSON.stringify(screen)}: ${filter}`, () => {
      const snapshot = at(screen);
      const why = whyFiltered(text, { snapshot, mode: lineMode(snapshot) });
      assert.equal(why?.filter, filter);
      assert.notEqual(why?.because, '');
    });
  }
});

describe('applyFilters, while an answer streams in', () => {
  it('shows, letter by letter, only what extends what was shown', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(cases, ({ text, ...context }) => {
        let shown = '';
        for (let length = 0; length <= text.length; length++) {
          const ready = paintable(text.slice(0, length), context.mode);
          const now = applyFilters(ready, { ...context, growing: true }) ?? '';
          assert.ok(now.startsWith(shown), JSON.stringify({ ready, shown, now }));
          shown = now;
        }
        const last = applyFilters(text, context) ?? '';
        assert.ok(last.startsWith(shown), JSON.stringify({ shown, last }));
      }),
      { numRuns: 300 },
    );
  });
});
