import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../../src/completion/context/words';

const same = (a: string, b: string): boolean =>
  JSON.stringify([...wordsOf([a])]) === JSON.stringify([...wordsOf([b])]);

describe('wordsOf', () => {
  const rows: [text: string, alike: string][] = [
    ['getUserName', 'getUserName user get name'],
    ['user_name', 'User_Name  user  name'],
    ['HTTPServer(port)', 'httpserver port'],
    ['const value = 12 ;', 'value'],
    ['if (a) return b', ''],
    ['größe = länge', 'länge größe größe'],
    ['base64', 'base64'],
  ];
  for (const [text, alike] of rows) {
    it(`takes ${JSON.stringify(text)} like ${JSON.stringify(alike)}`, () =>
      assert.ok(same(text, alike), `${[...wordsOf([text])].join()} | ${[...wordsOf([alike])].join()}`));
  }

  it('tells other words apart', () => {
    assert.ok(!same('userName', 'username_'));
    assert.ok(!same('alpha', 'beta'));
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

  it('looks at the beginning of a line of data only', () =>
    assert.ok(wordsOf([Array.from({ length: 100_000 }, (_, n) => `word${n}x`).join(' ')]).length < 100));
});
