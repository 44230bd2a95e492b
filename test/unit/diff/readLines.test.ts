import assert from 'node:assert/strict';
import { readLines } from '../../../src/diff/readLines';

/** What each line begins in: a string as `s`, a comment as `c`, code as `.`. */
function within(languageId: string, text: string): string {
  const sign = { string: 's', comment: 'c' } as const;
  return readLines(text.split('\n'), languageId)
    .map(line => (line.within ? sign[line.within] : '.'))
    .join('');
}

describe('readLines', () => {
  const texts: [what: string, languageId: string, text: string, begins: string][] = [
    ['documentation of Python', 'python', 'def f():\n    """One.\ntwo(\n"""\n    x()', '..ss.'],
    ['a template', 'typescript', 'a = `\nb {\n`;\nc();', '.ss.'],
    ['a comment', 'java', '/*\n a {\n*/\nb();', '.cc.'],
    ['a text in three quotes', 'kotlin', 'a = """\nb {\n"""\nc()', '.ss.'],
    ['a raw text', 'rust', 'a = r#"\nb " {\n"#;\nc();', '.ss.'],
    ['a raw text with as many signs as it needs', 'rust', 'a = r###"\nb "# {\n"###;\nc();', '.ss.'],
    ['a raw text without signs', 'rust', 'a = r"\nb\\";\nc();', '.s.'],
    ['a raw text with a name', 'cpp', 'a = R"sql(\nb )" {\n)sql";\nc();', '.ss.'],
    ['a raw text in brackets with signs', 'lua', 'a = [==[\nb ]] (\n]==]\nc()', '.ss.'],
    ['a raw text in one quote', 'go', 'a = `\nb \\` + "{\nc"\nd()', '.s..'],
    ['a text of PowerShell', 'powershell', 'a = @"\nb " {\n"@\nc', '.ss.'],
    ['a text with values in it, without escapes', 'csharp', 'a = @$"\nb {\n";\nc();', '.ss.'],
    ['a text without escapes', 'csharp', 'a = @"\nb \\";\nc();', '.s.'],
    ['a text up to its own last line, in quotes', 'shellscript', "cat <<'EOF'\nb {\nEOF\nc", '.ss.'],
    ['such a text of Ruby, in quotes', 'ruby', 'a(<<~"SQL")\n  b (\nSQL\nc', '.ss.'],
    ['such a text of Ruby that ends at the left', 'ruby', 'a(<<SQL)\nb (\nSQL\nc', '.ss.'],
    ['such a text of PHP, in quotes', 'php', "$a = <<<'EOT'\nb {\nEOT;\nc();", '.ss.'],
    ['no quote of a pattern at the beginning', 'typescript', '/`/.b(c);\nd();\n/`/.b(c);', '...'],
    ['no quote of a longer pattern', 'typescript', 'a(/b[/`]c/);\nd();\ne(/`/);', '...'],
    ['no quote of a set of several in a pattern', 'typescript', 'a(/[^/`]/);\nd();\ne(/`/);', '...'],
    ['no character behind a backslash', 'rust', "a('\\'', '\"');\nb();\nc('\"');", '...'],
    ['no quote behind a backslash alone', 'shellscript', 'a \\"\nb\nc \\"\nd', '....'],
    ['a text in three single quotes', 'dart', "a = '''\nb {\n''';\nc();", '.ss.'],
    ['such a text of Terraform', 'terraform', 'a = <<-EOT\nb {\nEOT\nc', '.ss.'],
    ['such a text with more behind its name', 'php', 'a(<<<EOT, 1);\nb {\nEOT;\nc();', '.ss.'],
    ['no quote of a pattern behind an arrow', 'typescript', 'a = () => /`/;\nb();\nc(/`/);\nd();', '....'],
    ['any string of a shell', 'shellscript', "awk '\nb {\n' x\nc", '.ss.'],
    ['a text up to its own last line', 'shellscript', 'cat <<-EOF\nb {\nEOF\nc', '.ss.'],
    ['such a text of Ruby', 'ruby', 'a(<<~SQL, 1)\n  b (\nSQL\nc', '.ss.'],
    ['such a text of PHP', 'php', '$a = <<<EOT\nb {\nEOT;\nc();', '.ss.'],
    ['the body of a function of SQL', 'sql', "AS $f$\n  it's;\n$f$;\nSELECT 1;", '.ss.'],
    ['no text without an end', 'typescript', 'a = /`/.b(\n`c\n);\nd();', '....'],
    ['no quote of a pattern', 'typescript', 'a(/["`]/);\nb();\nc(/`/);\nd();', '....'],
    ['no character of Rust', 'rust', "a('\"');\nb();\nc('\"');", '...'],
    ['no quote behind a backslash', 'shellscript', 'a it\\\'s\nb ${#c} $# "\nd\n"', '..ss'],
    ['no text whose last line is missing', 'shellscript', 'cat <<EOF\nb\nc', '...'],
    ['no text behind a comment', 'shellscript', '# cat <<EOF\nb\nEOF', '...'],
    ['no text behind an indented comment', 'shellscript', '  # cat <<EOF\nb\nEOF', '...'],
    ['no text behind one of several signs of a comment', 'php', '# <<<EOT\nb\nEOT;', '...'],
    [
      'two texts with the same last line',
      'shellscript',
      'cat <<EOF\na\nEOF\ncat <<EOF\nb\nEOF\nc',
      '.ss.ss.',
    ],
    ['a text without lines', 'shellscript', 'cat <<EOF\nEOF\na\nEOF', '.s..'],
    ['a last line that is indented', 'ruby', 'a(<<~SQL)\n  b (\n  SQL\nc', '.ss.'],
    ['a last line with more behind it', 'php', 'a(<<<EOT\nb\nEOT, 1);\nc();', '.ss.'],
    ['no last line that only begins like it', 'php', '$a = <<<EOT\nEOTs\nEOT b;\n; b\nEOT;\nc();', '.ssss.'],
    ['a comment without an end', 'java', 'a();\n/* b\nc {', '..c'],
    ['no pattern in a text', 'typescript', 'a = `\n(/` + b/c;\nd();', '.s.'],
    ['no string behind an empty text', 'shellscript', 'a ""${b}"c"\nd', '..'],
  ];
  for (const [what, languageId, text, begins] of texts) {
    it(`knows ${what}`, () => assert.equal(within(languageId, text), begins));
  }

  it('tells no bracket of a pattern that begins with a blank, as in Ruby', () => {
    assert.deepEqual(readLines(['a = / (/'], 'ruby')[0]?.open, []);
    assert.deepEqual(
      readLines(['/(/', 'x a if /(/'], 'ruby').map(({ open }) => open),
      [[], []],
    );
    assert.deepEqual(readLines(['a =/(/'], 'ruby')[0]?.open, []);
    assert.deepEqual(readLines(['a = b / (c / d'], 'ruby')[0]?.open, ['(']);
  });

  it('tells the brackets that are closed and opened, without those in texts', () => {
    assert.deepEqual(readLines(['}) + f(")", [{', 'x'], 'typescript'), [
      { within: undefined, closers: ['}', ')'], leading: 2, open: ['(', '[', '{'] },
      { within: undefined, closers: [], leading: 0, open: [] },
    ]);
  });

  const first: [line: string, languageId: string, leading: number][] = [
    ['a }', 'typescript', 0],
    [' } ) ; }', 'typescript', 2],
    ['}])', 'typescript', 3],
    ["'a')", 'rust', 0],
    ['/a/)', 'typescript', 0],
  ];
  for (const [line, languageId, leading] of first) {
    it(`counts ${leading} closing brackets in front of anything else in ${line}`, () =>
      assert.equal(readLines([line], languageId)[0]?.leading, leading));
  }

  it('counts none at the end of a text, which stands in front of them', () =>
    assert.equal(readLines(['a(`', '`)'], 'typescript')[1]?.leading, 0));

  it('knows the bracket in front of a pattern', () =>
    assert.deepEqual(readLines(['a(/[(]/, [', 'b'], 'typescript')[0]?.open, ['(', '[']));

  it('knows no bracket in a text up to its own last line', () => {
    const inText = { within: 'string', closers: [], leading: 0, open: [] };
    assert.deepEqual(readLines(['a <<EOF', ') ({', 'EOF'], 'shellscript').slice(1), [inText, inText]);
  });
});
