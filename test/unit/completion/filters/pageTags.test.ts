import { pageTags } from '../../../../src/completion/filters/pageTags';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('page tags', pageTags, [
  ['█', '<script src="https://example.test/a.js"></script>', undefined],
  ['█', '\n<!DOCTYPE html>\n<html>', undefined],
  ['x = █', '1;\n<div class="help">\n</div>', '1;'],
  ['x = █', '1;\n  <script src="https://cut.off/', '1;'],
  ['█', '\n</user>\n</client>', undefined],
  ['x = █', '1;\n  </socketOptions>', '1;'],
  ['</user>\n█', '</user>', '</user>'],
  ['x = `█`', '<div>\n</div>', '<div>\n</div>'],
  ['x = █', '`\n<div>\n</div>`', '`\n<div>\n</div>`'],
  ['/*\n █', '<pre>a</pre>\n */', '<pre>a</pre>\n */'],
  ['x = a\n  █', '< script.length', '< script.length'],
  ['let f = █', '<T>(x: T) => x', '<T>(x: T) => x'],
  ['x =\n█', '<form>(y);', '<form>(y);'],
  ['x = (\n  <div>\n█', '  <div>\n', '  <div>\n'],
  ['x = (\n█', '<div>\n', undefined],
  ['█', '<h1>A</h1>', undefined],
  ['█', '<h7>', '<h7>'],
  ['█', '<br/>', undefined],
]);
filterTable(
  'page tags in JavaScript',
  pageTags,
  [
    ['function f() {\n  return (\n    █\n  );\n}', '<div>{a}</div>', '<div>{a}</div>'],
    ['█', '<script>\nconst help = 1;', undefined],
    ['a();\n█', '<html>', undefined],
    // Where a statement ends or begins, no element does.
    ['  let a = b\n    ? c\n    : false\n  █\n', '<pre><code>\n', undefined],
    ['  a();\n  █\n}', '<pre><code>\n\n<pre><code', undefined],
    ['if (a) {\n  █\n}', '<div class="help">', undefined],
    ['}\n\n// What it is for\n█', '<p>It helps</p>', undefined],
    ['█', '<ul>\n<li>', undefined],
    ['a();\nb█', '(c);\n<div>\nd', '(c);'],
    ['const a = () => (\n  █\n);', '<div>\n    {b}\n  </div>', '<div>\n    {b}\n  </div>'],
    ['const a = b ?\n  █', '<br/> : null', '<br/> : null'],
    ['const a =\n  █', '<p>b</p>', '<p>b</p>'],
    ['function f() {\n  █\n}', 'return (\n    <ul>\n    </ul>\n  );', 'return (\n    <ul>\n    </ul>\n  );'],
    ['const a = (\n  <>\n    {b}\n    █\n  </>\n);', '<p>c</p>', '<p>c</p>'],
    ['a();\n█', '  </body>\n', undefined],
    ['a();\n█', '<META charset="utf-8">', undefined],
    ['const a = (\n  █\n);', '<header>', '<header>'],
    ['x = a █', 'a <html>', 'a <html>'],
    ['const a = (\n  // why\n  █\n);', '<p>b</p>', '<p>b</p>'],
    ['const a = (\n  /*\n   * why\n   */\n  █\n);', '<p>b</p>', '<p>b</p>'],
    ['f(\na(); // b\n█', '<p>b</p>', undefined],
    ['const a = (\n  <p>\n    {b}\n  </p>\n);\nc();\n█', '<p>d</p>', '<p>d</p>'],
    ['if (a <b) c();\n█', '<p>d</p>', undefined],
    // Those of a whole page stand nowhere among code.
    ['const a = (\n  █\n);', '  <body>\n', undefined],
    ['const a = (\n  █\n);', '<link', undefined],
    ['const a = (\n  █\n);', '<script src="a.js">', undefined],
    ['const a = (\n  █\n);', '<headers>', '<headers>'],
    ['const a = (\n  █\n);', 'b <html>', 'b <html>'],
  ],
  { languageId: 'javascript' },
);
for (const languageId of [
  ...['html', 'vue', 'markdown', 'typescriptreact', 'javascriptreact', 'php'],
  ...['ruby', 'jade', 'pug', 'haml', 'slim'],
]) {
  filterTable(`page tags in ${languageId}`, pageTags, [['█', '<script>', '<script>']], { languageId });
}
