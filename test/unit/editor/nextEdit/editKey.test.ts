import assert from 'node:assert/strict';
import { editKey } from '../../../../src/editor/nextEdit/editKey';
import { marked, pictureOf } from '../../../support/nextEdit/markedEdit';

const key = (screen: string): string => {
  const { text, edit } = marked(screen);
  return editKey(edit, pictureOf(text));
};

describe('what a dismissed edit is known by', () => {
  const dismissed = key('one\n  f(⟦a→b⟧);\ntwo');

  it('its lines, wherever they are by now and whatever stands beside them', () => {
    assert.equal(key('more\nand more\nuno\n  f(⟦a→b⟧);\ndue\nrest'), dismissed);
  });

  it('another text, another place on the line, other lines: another edit', () => {
    for (const other of ['one\n  f(⟦a→c⟧);\ntwo', 'one\n  f(⟦a→b⟧, 1);\ntwo', 'one\n  f(a⟦→b⟧);\ntwo']) {
      assert.notEqual(key(other), dismissed, other);
    }
  });
});
