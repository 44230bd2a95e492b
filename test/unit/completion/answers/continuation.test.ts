import assert from 'node:assert/strict';
import { continuation } from '../../../../src/completion/answers/continuation';
import { at } from '../../../support/completion/cursorText';

/** What becomes of the part behind `|`; where it is kept, the screen after the part before it was accepted. */
function fate(screen: string, answer: string, shown?: string): string {
  const [show = '', later = ''] = answer.split('|');
  const place = continuation({ show, later }, at(screen), shown ?? show);
  return place ? `${place.prefix}█${place.suffix}` : 'useless';
}

describe('continuation', () => {
  const table: [name: string, screen: string, answer: string, fate: string][] = [
    ['is the next suggestion', '  █', 'a();\n  b();|\n\n  c();', '  a();\n  b();█'],
    ['is the next suggestion at the end of a file', 'f() {█', '\n  a();\n}|\n\ng();', 'f() {\n  a();\n}█'],
    ['replaces the brackets of the editor', 'f(█)', 'a);|\ng();', 'f(a);█'],
    ['is useless where one line may be shown', 'f(█, b)', 'a|\n  c', 'useless'],
    ['is useless where it leaves the block and code follows', 'f() {\n  █\n}\ng();', 'a();|\n}\n', 'useless'],
    ['is useless where it says what stands below', '█\nb();', 'a();|\n\nb();', 'useless'],
    ['is useless where it leaves the block otherwise', 'f() {\n  █\n}\ng();', 'a();|\nh();\n', 'useless'],
    ['is useless behind a block that the line began', 'f() {█\n}\ng();', '\n  a();|\nh();\n', 'useless'],
    ['is useless where only spaces differ from what stands below', '█\nb();', 'a();|\n\nb();  ', 'useless'],
    ['is kept where the same stands below, but deeper', '█\n  b();', 'a();|\n\nb();', 'a();█\n  b();'],
    ['leaves the block where nothing follows but a bracket of the line', '  f(█)', 'a);|\ng();', '  f(a);█'],
    ['is kept in a block although code follows', '{\n  █\n}', 'a();|\n\n  b();\n', '{\n  a();█\n}'],
    ['is useless when there is none', '█', 'a();|\n', 'useless'],
  ];
  for (const [name, screen, answer, expected] of table) {
    it(`${name}: ${JSON.stringify(screen)} + ${JSON.stringify(answer)}`, () =>
      assert.equal(fate(screen, answer), expected));
  }

  it('follows what was shown, with its white space', () =>
    assert.equal(fate('\t█', 'a();\n  b();|\n\n  c();', 'a();\n\tb();'), '\ta();\n\tb();█'));
  it('is useless where the end of the first part stands in the document already', () =>
    assert.equal(fate('█\n  b();', 'a();\n  b();|\nc();', 'a();'), 'useless'));
  it('is useless where nothing was shown', () => {
    const parts = { show: 'a', later: '\nb' };
    assert.equal(continuation(parts, at('█'), undefined), undefined);
  });
});
