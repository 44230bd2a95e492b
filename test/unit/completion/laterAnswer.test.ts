import assert from 'node:assert/strict';
import { AnswerCache } from '../../../src/completion/answerCache';
import { afterAccept, laterAnswer } from '../../../src/completion/laterAnswer';
import { at } from '../../support/completion/cursorText';

describe('afterAccept', () => {
  const table: [screen: string, text: string, replaces: number, after: string][] = [
    ['let a█;', ' = 1', 0, 'let a = 1█;'],
    ['foo(█)', 'a) {', 1, 'foo(a) {█'],
  ];
  for (const [screen, text, replaces, after] of table) {
    it(`${screen} with ${JSON.stringify(text)}`, () =>
      assert.deepEqual(afterAccept(at(screen), { text, replaces }), at(after)));
  }
});

describe('laterAnswer', () => {
  const parts = { show: 'a();\n  b();', later: '\n\n  c();' };

  it('is found at the place after the first part was accepted', () => {
    const known = laterAnswer(parts, at('  █'), { text: parts.show, replaces: 0 });
    const cache = new AnswerCache();
    assert.ok(known);
    cache.add(known);
    assert.equal(cache.find(at('  a();\n  b();█')), '\n\n  c();');
    assert.equal(cache.find(at('  a();\n  b();\n\n█')), '  c();');
  });
  it('follows what was shown, with its white space and line breaks', () => {
    const known = laterAnswer(parts, at('\r\n\t█'), { text: 'a();\r\n\tb();', replaces: 0 });
    assert.equal(known?.snapshot.prefix, '\r\n\ta();\r\n\tb();');
  });
  it('is none where the end of the first part stands in the document already', () => {
    assert.equal(laterAnswer(parts, at('█\n  b();'), { text: 'a();', replaces: 0 }), undefined);
  });
  it('is none where nothing was kept', () => {
    assert.equal(laterAnswer({ show: 'a', later: '\n' }, at('█'), { text: 'a', replaces: 0 }), undefined);
  });
});
