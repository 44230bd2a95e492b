import assert from 'node:assert/strict';
import { lexisOf } from '../../../../src/common/code/lexis';
import { scan } from '../../../../src/common/code/scan';

/** What begins a string or a comment in most languages. */
const beginnings = ['//', '#', '--', '/*', '--[[', '{-', '(*', '<!--', ';', "'", '"', '`', '"""'];

/** Those of them behind which a bracket is none, each with the text that ends it; a line break as `↵`. */
function enclosures(languageId: string): string {
  return beginnings
    .flatMap(beginning => {
      const { within } = scan(`${beginning} (`, lexisOf(languageId));
      if (!within) return [];
      const end = within.kind === 'string' && within.endsWithLine ? `${within.close}↵` : within.close;
      return [`${beginning} ${end.replace('\n', '↵')}`];
    })
    .join('  ');
}

describe('lexisOf', () => {
  const c = '// ↵  /* */';
  const strings = `' '↵  " "↵`;
  const longStrings = `""" "↵`;
  const families: readonly (readonly [languageIds: string, enclosures: string])[] = [
    ['typescript javascriptreact go kotlin unheard-of', `${c}  ${strings}  \` \`  ${longStrings}`],
    [
      'c cpp csharp java objective-c objective-cpp cuda-cpp dart groovy jsonc json swift',
      `${c}  ${strings}  ${longStrings}`,
    ],
    ['rust', `${c}  " "↵  ${longStrings}`],
    [
      'ruby shellscript perl perl6 r toml dockerfile makefile powershell elixir julia cmake ini properties yaml ' +
        'dockercompose coffeescript',
      `# ↵  ${strings}  ${longStrings}`,
    ],
    ['php', `// ↵  # ↵  /* */  ${strings}  ${longStrings}`],
    ['python gdscript nim starlark', `# ↵  ${strings}  """ """`],
    ['lua', `-- ↵  --[[ ]]  <!-- ↵  ${strings}  ${longStrings}`],
    ['sql ada vhdl', `-- ↵  /* */  --[[ ↵  <!-- ↵  ${strings}  ${longStrings}`],
    ['haskell elm purescript', `-- ↵  --[[ ↵  {- -}  <!-- ↵  " "↵  ${longStrings}`],
    ['fsharp', `// ↵  (* *)  " "↵  ${longStrings}`],
    ['clojure lisp scheme racket', `; ↵  " "↵  ${longStrings}`],
    ['vb', `' ↵  " "↵  ${longStrings}`],
    ['css', `/* */  ${strings}  ${longStrings}`],
    ['html xml', '<!-- -->'],
    ['markdown plaintext', ''],
  ];
  for (const [ids, expected] of families) {
    for (const id of ids.split(' '))
      it(`knows what brackets count in ${id}`, () => assert.equal(enclosures(id), expected));
  }

  it('knows where a block ends by its indentation', () => {
    const ids =
      'python gdscript nim starlark yaml dockercompose coffeescript haskell elm purescript fsharp jade pug sass stylus haml slim';
    for (const id of ids.split(' ')) assert.ok(lexisOf(id).blocksByIndentation, id);
    for (const id of ['typescript', 'ruby', 'sql', 'rust', 'html', 'markdown', 'lisp', 'css'])
      assert.ok(!lexisOf(id).blocksByIndentation, id);
  });

  it('tells code, pages and texts apart', () => {
    const kinds = ['typescript', 'python', 'html', 'markdown'].map(id => lexisOf(id).kind);
    assert.deepEqual(kinds, ['code', 'code', 'markup', 'text']);
  });
});
