import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
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

  it('leaves out a time that is none', () => {
    const tree = ConversationTree.empty('c', at);
    tree.add({ kind: 'user', id: 'u', at: 1e300, text: 'When?', context: [] }, at);
    assert.equal(exportMarkdown(tree), '# When?\n\n## You\n\nWhen?\n');
  });

  it('keeps a notice of several lines one quotation, and as plain text', () => {
    const tree = ConversationTree.empty('c', at);
    const text = 'One.\r\n# two\r    three\n1. four\n- *five*';
    tree.add({ kind: 'notice', id: 'n', at, level: 'info', text, actions: [] }, at);
    assert.match(exportMarkdown(tree), /\n> One\.\n> \\# two\n> three\n> 1\\\. four\n> \\- \\\*five\\\*\n$/);
  });

  it('stays one document whatever was left open or stands in names', () => {
    const open = fc.constantFrom(
      '```',
      '~~~~ts',
      '<!-- x',
      '- a\n  ```',
      '> ```',
      '<pre>',
      '1. x\n\n   ~~~',
      'plain',
    );
    const text = fc.array(open, { minLength: 1, maxLength: 4 }).map(texts => texts.join('\nand\n'));
    const headings = (markdown: string): number =>
      new MarkdownIt({ html: true })
        .parse(markdown, {})
        .filter(({ type, level }) => type === 'heading_open' && level === 0).length;
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text, text), { maxLength: 4 }), talk => {
        const tree = ConversationTree.empty('c', at);
        for (const [n, [said, first, instruction, second]] of talk.entries()) {
          const context = [{ kind: 'file' as const, label: `a\n# ${said}` }];
          tree.add({ kind: 'user', id: `u${n}`, at, text: said, context }, at);
          const parts = [{ text: first }, { text: second, instruction, context }];
          const status = n % 2 ? ('stopped' as const) : ('failed' as const);
          const error = { message: said, actions: [] };
          tree.add({ kind: 'answer', id: `a${n}`, at, parts, status, error, model: `m\n${first}` }, at);
          tree.add({ kind: 'notice', id: `n${n}`, at, level: 'info', text: second, actions: [] }, at);
        }
        assert.equal(headings(exportMarkdown(tree)), 1 + talk.length * 2);
      }),
      { seed: 14, numRuns: 500 },
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
