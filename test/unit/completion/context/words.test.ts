import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../../src/completion/context/words';

/** Words as `wordsOf` gives them: the 32-bit FNV-1a hashes of their UTF-16 code units. */
function hashed(words: string): number[] {
  const hash = (word: string): number =>
    Array.from({ length: word.length }, (_, at) => word.charCodeAt(at)).reduce(
      (hash, code) => Math.imul(hash ^ code, 0x01000193),
      0x811c9dc5,
    ) >>> 0;
  return words
    .split(' ')
    .filter(word => word !== '')
    .map(hash)
    .sort((a, b) => a - b);
}

const wordsIn = (...lines: readonly string[]): number[] => [...wordsOf(lines)];

describe('wordsOf', () => {
  // The words of programs are hashed once, by the first text that is read.
  const programs: [language: string, text: string, words: string][] = [
    ['TypeScript', 'export default async function load(id: string): number { return null }', 'load'],
    ['Java', 'public static final void main() { throw new Total(this) }', 'main total'],
    ['Python', 'from taxes import rate\nfor each in self.items:\n  yield None', 'taxes rate each items'],
    ['C#', 'using Taxes; namespace Bills { private readonly object bill; }', 'taxes bills bill'],
    ['names', 'getTotal isNull', 'total gettotal isnull'],
  ];
  for (const [language, text, words] of programs)
    it(`leaves out what every program says, in ${language}`, () =>
      assert.deepEqual(wordsIn(...text.split('\n')), hashed(words)));

  const rows: [text: string, words: string][] = [
    ['', ''],
    ['total', 'total'],
    ['total = taxes + total', 'total taxes'],
    ['Total TOTAL', 'total'],
    ['a1 ab abc ; xyz', 'abc xyz'],
    ['addUserName', 'add user name addusername'],
    ['user_name', 'user name user_name'],
    ['user$name user__name', 'user name user$name user__name'],
    ['_total $total total_', 'total'],
    ['HTTPServer(port)', 'httpserver port'],
    ['base64 x86 2024', 'base64 x86 2024'],
    ['größe = Länge', 'größe länge'],
    ['名前の長さ', '名前の長さ'],
  ];
  for (const [text, words] of rows)
    it(`finds "${words}" in ${JSON.stringify(text)}`, () => assert.deepEqual(wordsIn(text), hashed(words)));

  it('has words go on with letters, digits and what lies beyond ASCII, and end at any other sign', () => {
    for (const sign of 'amzAMZ059ªäßΩ你')
      assert.deepEqual(wordsIn(`xx${sign.toLowerCase()}`), hashed(`xx${sign.toLowerCase()}`), sign);
    for (const sign of 'AMZ') assert.deepEqual(wordsIn(`${sign}bc`), hashed(`${sign.toLowerCase()}bc`), sign);
    for (const sign of ' \t!"#%&\'()*+,-./:;<=>?@[\\]^`{|}~\u007f\u00a0')
      assert.deepEqual(wordsIn(`xyz${sign}abc`), hashed('xyz abc'), sign);
  });

  it('gives sorted numbers, each once, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), lines => {
        const words = [...wordsOf([...lines, ...lines])];
        assert.deepEqual(
          words,
          [...new Set(words)].sort((a, b) => a - b),
        );
        assert.deepEqual(words, [...wordsOf([...lines].reverse())]);
      }),
    );
  });

  it('looks at the beginning of a line of data only, and at every line', () => {
    const data = Array.from({ length: 300 }, (_, n) => `w${100 + n}`).join(' ');
    assert.deepEqual(wordsIn(data), wordsIn(data.slice(0, 500)));
    assert.equal(wordsIn(data).length, 100);
    assert.deepEqual(wordsIn('', 'total', '', 'taxes'), hashed('total taxes'));
  });
});
