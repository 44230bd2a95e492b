import assert from 'node:assert/strict';
import fc from 'fast-check';
import { highlight, isKnownLanguage, languageName } from '../../../../src/webview/chat/markdown/highlight';

describe('code in its colours', () => {
  it('marks keywords, strings, numbers and comments', () => {
    const spans = highlight('const a = "b"; // 1\nreturn 2', 'ts') ?? [];
    const scopes = Object.fromEntries(spans.flatMap(({ scope, text }) => (scope ? [[text, scope]] : [])));
    assert.equal(scopes['const'], 'keyword');
    assert.equal(scopes['"b"'], 'string');
    assert.equal(scopes['// 1'], 'comment');
    assert.equal(scopes['2'], 'number');
  });

  it('loses no character, whatever the code', () => {
    const code = fc.string({ unit: fc.constantFrom(...'ab1 \n\t<>&"\'`${}()[]/*#=.;\\@') });
    const language = fc.constantFrom('ts', 'python', 'html', 'c++', 'bash', 'json', 'diff', 'markdown');
    fc.assert(
      fc.property(code, language, (text, name) => {
        const spans = highlight(text, name) ?? [];
        assert.equal(spans.map(span => span.text).join(''), text);
      }),
    );
  });

  it('has scopes that are plain words, fit for the name of a class', () => {
    const spans =
      highlight('<a b="c">d</a><style>x{y:z}</style><script>let f = () => 1</script>', 'html') ?? [];
    assert.ok(spans.length > 5);
    for (const { scope } of spans) assert.match(scope ?? 'none', /^[a-z_-]+$/);
  });

  for (const name of ['klingon', '__proto__', 'constructor', 'toString', '']) {
    it(`knows no language "${name}"`, () => {
      assert.equal(isKnownLanguage(name), false);
      assert.equal(highlight('x', name), undefined);
    });
  }

  it('names languages as people do', () => {
    assert.equal(languageName('ts'), 'TypeScript');
    assert.equal(languageName('py'), 'Python');
    assert.equal(languageName('klingon'), 'klingon');
    assert.equal(languageName('constructor'), 'constructor');
  });
});
