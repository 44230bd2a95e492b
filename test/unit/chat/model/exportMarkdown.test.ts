import assert from 'node:assert/strict';
import { ConversationTree } from '../../../../src/chat/model/conversationTree';
import { answerMarkdown, exportMarkdown } from '../../../../src/chat/model/exportMarkdown';

const at = Date.UTC(2026, 0, 2, 3, 4, 5);
const answer = { kind: 'answer', id: 'a', at, parts: [{ text: 'Yes.\n' }], status: 'completed' } as const;

describe('exportMarkdown', () => {
  it('writes the course with titles, times and what was attached', () => {
    const tree = ConversationTree.empty('c', at);
    const context = [
      { kind: 'file' as const, label: 'src/a.ts' },
      { kind: 'file' as const, label: 'odd`name' },
    ];
    tree.add({ kind: 'user', id: 'u', at, text: 'Is it so?', context }, at);
    tree.add({ ...answer, parts: [{ text: 'Yes.\n' }], model: 'm' }, at);
    tree.add({ kind: 'notice', id: 'n', at, level: 'info', text: 'Noted.', actions: [] }, at);
    assert.equal(
      exportMarkdown(tree),
      [
        '# Is it so?',
        '## You, 2026-01-02 03:04 UTC',
        'Is it so?',
        "Context: `src/a.ts`, `odd'name`",
        '## Answer (m)',
        'Yes.',
        '> Noted.\n',
      ].join('\n\n'),
    );
  });

  it('has a title when nothing was said', () => {
    assert.match(exportMarkdown(ConversationTree.empty('c', at)), /^# Conversation\n/);
  });

  it('leaves out branches that are not shown', () => {
    const tree = ConversationTree.empty('c', at);
    tree.add({ kind: 'user', id: 'u1', at, text: 'old', context: [] }, at);
    tree.branchAt('u1');
    tree.add({ kind: 'user', id: 'u2', at, text: 'new', context: [] }, at);
    assert.doesNotMatch(exportMarkdown(tree).replace(/^# .*/, ''), /old/);
  });
});

describe('answerMarkdown', () => {
  it('marks where the answer turned, and quotes every line of the instruction', () => {
    const parts = [{ text: 'One. ' }, { text: 'Two.', instruction: 'shorter\nplease' }];
    assert.equal(answerMarkdown({ ...answer, parts }), 'One.\n\n> **Redirected:** shorter\n> please\n\nTwo.');
  });

  it('says how it ended when that was not well', () => {
    const parts = [{ text: 'Half' }];
    assert.equal(answerMarkdown({ ...answer, parts, status: 'stopped' }), 'Half\n\n> Stopped.');
    const error = { message: 'Lost.', actions: [] };
    assert.equal(answerMarkdown({ ...answer, parts, status: 'failed', error }), 'Half\n\n> **Error:** Lost.');
  });
});
