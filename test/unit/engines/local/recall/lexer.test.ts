import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indentLength, lex, lexLine, tokenEnd } from '../../../../../src/engines/local/recall/lexer';

describe('lexer', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['JavaScript', 'const f = (a) => a?.b ?? 10.5;', 'const| |f| |=| |(|a|)| |=>| |a|?.|b| |??| |10.5|;'],
    [
      'Python',
      'def f(self, *a): return x**2 # done',
      'def| |f|(|self|,| |*|a|)|:| |return| |x|**|2| |#| |done',
    ],
    ['Rust', "fn f<'a>(x: &'a str) -> u8 {}", "fn| |f|<|'|a|>|(|x|:| |&|'|a| |str|)| |->| |u8| |{|}"],
    ['Go', 'if err := do(); err != nil {', 'if| |err| |:=| |do|(|)|;| |err| |!=| |nil| |{'],
    ['C', '#include <a.h>', '#|include| |<|a|.|h|>'],
    ['CSS', '.box { margin-top: 4px; }', '.|box| |{| |margin|-|top|:| |4px|;| |}'],
    ['HTML', '<a href="x">y</a>', '<|a| |href|=|"|x|"|>|y|</|a|>'],
    ['an import path', "from '../common/clock';", "from| |'|.|.|/|common|/|clock|'|;"],
    ['an apostrophe in prose', "// don't stop", "//| |don't| |stop"],
    ['letters beyond ASCII', 'größe = über', 'größe| |=| |über'],
    ['an unfinished string', "say('hel", "say|(|'|hel"],
  ];
  for (const [name, line, tokens] of cases) {
    it(`splits ${name}`, () => assert.equal(lexLine(line).join('|'), tokens));
  }

  it('joins a line break with the indentation behind it', () => {
    assert.deepEqual(lex('a {\n\t b\n\n}'), ['a', ' ', '{', '\n\t ', 'b', '\n', '\n', '}']);
  });

  it('loses nothing: joined tokens are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        assert.equal(lex(text).join(''), text);
      }),
      { numRuns: 50 },
    );
    const codeLike = fc.array(
      fc.constantFrom('a', "'", '"', '\n', ' ', '\t', '=>', '=', '/*', '\r\n', '{', '9.', '…', '#'),
    );
    fc.assert(fc.property(codeLike, parts => assert.equal(lex(parts.join('')).join(''), parts.join(''))));
  });

  it('counts blanks and tabs as indentation', () => {
    assert.equal(indentLength(' \t x'), 3);
    assert.equal(indentLength('  '), 2);
    assert.equal(indentLength(''), 0);
  });

  it('finds the same tokens one by one, whatever the line', () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...'=!<>&|?+-*/%.:\'#"$_ \t\r'.split(''),
        "'s",
        "don't",
        "we'll",
        "x'd1",
        '1.5',
        '0x1f',
        'é',
        'ß1',
      ),
      fc.string({ maxLength: 3 }).map(text => text.replaceAll('\n', '')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), parts => {
        const line = parts.join('');
        const tokens: string[] = [];
        // Of a longer text, as the encoder does.
        const text = `${line}\nxs`;
        for (let at = 0; at < line.length;) {
          const end = tokenEnd(text, at, line.length);
          tokens.push(text.slice(at, end));
          at = end;
        }
        assert.deepEqual(tokens, lexLine(line));
      }),
      { numRuns: 2000 },
    );
  });
});
