import assert from 'node:assert/strict';
import { announcement, editAsDiff } from '../../../../src/editor/nextEdit/words';
import { marked, pictureOf } from '../../../support/nextEdit/markedEdit';

const said = (screen: string, isHere = false): string => {
  const { text, edit } = marked(screen);
  return announcement(edit, pictureOf(text), { name: 'Tab', isHere });
};

describe('next edits in words', () => {
  it('are announced', () => {
    assert.equal(said('a\nreturn ⟦total→sum⟧;'), 'Next edit on line 2: total becomes sum. Tab goes there.');
    assert.equal(said('f(a⟦→, b⟧)', true), 'Next edit on line 1: , b is inserted. Tab applies it.');
    assert.equal(said('a\n⟦b\n→⟧c'), 'Next edit on line 2: b is removed. Tab goes there.');
    assert.equal(said('a();\n⟦→b();\n⟧c();'), 'Next edit on line 2: b(); is inserted. Tab goes there.');
    assert.equal(said('⟦a→b⟧\n⟦a→b⟧'), 'Next edit on line 1: a becomes b, and 1 more place. Tab goes there.');
  });

  it('are read as a diff', () => {
    const { text, edit } = marked('one\nreturn ⟦total→sum⟧;\n⟦two\n→⟧three ⟦a→b⟧');
    assert.equal(
      editAsDiff(edit, pictureOf(text), 'src/a.ts'),
      [
        '--- src/a.ts',
        '+++ src/a.ts',
        '@@ -2,1 +2,1 @@',
        '-return total;',
        '+return sum;',
        '@@ -3,2 +3,1 @@',
        '-two',
        '-three a',
        '+three b',
        '',
      ].join('\n'),
    );
  });
});
