import assert from 'node:assert/strict';
import type { Attachment } from '../../../../src/chat/model/conversationRecord';
import { ConversationTree } from '../../../../src/chat/model/conversationTree';
import { newAnswer, newMessage, newNotice, notGivenYet } from '../../../../src/chat/model/newItems';

const file = (label: string, text: string): Attachment => ({ kind: 'file', label, text });

describe('newItems', () => {
  it('names what is attached, without its text', () => {
    const item = newMessage({ id: 'u', at: 5 }, 'hello', [{ ...file('a.ts', 'secret'), detail: 'src/a.ts' }]);
    assert.deepEqual(item.context, [{ kind: 'file', label: 'a.ts', detail: 'src/a.ts' }]);
    assert.doesNotMatch(JSON.stringify(item), /secret/);
  });

  it('begins an answer with one empty part', () => {
    assert.deepEqual(newAnswer({ id: 'a', at: 5 }, undefined), {
      ...{ kind: 'answer', id: 'a', at: 5, parts: [{ text: '' }], status: 'waiting' },
    });
  });

  it('bounds a notice', () => {
    assert.equal(newNotice({ id: 'n', at: 5 }, 'info', 'x'.repeat(9_000)).text.length, 2_000);
  });

  it('gives again only what has changed since it was given on this course', () => {
    const tree = ConversationTree.empty('c', 1);
    tree.add(newMessage({ id: 'u', at: 1 }, 'q', []), 1, [file('a.ts', 'old'), file('b.ts', 'same')]);
    const context = [file('a.ts', 'new'), file('b.ts', 'same'), file('c.ts', 'other')];
    assert.deepEqual(
      notGivenYet(tree.branch(), context).map(({ label }) => label),
      ['a.ts', 'c.ts'],
    );
    assert.equal(notGivenYet([], context).length, 3);
  });
});
