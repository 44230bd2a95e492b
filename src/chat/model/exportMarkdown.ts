import type { AnswerItem } from '../messages';
import type { ConversationTree } from './conversationTree';

/** A conversation as Markdown: the course that is shown, with what was attached by name. */
export function exportMarkdown(tree: ConversationTree): string {
  const sections = tree.course().map(({ item }) => {
    const when = new Date(item.at).toISOString().replace('T', ' ').slice(0, 16);
    if (item.kind === 'notice') return `> ${item.text}`;
    if (item.kind === 'answer')
      return `## Answer${item.model ? ` (${item.model})` : ''}\n\n${answerMarkdown(item)}`;
    const context = item.context.map(({ label }) => `\`${label.replaceAll('`', "'")}\``).join(', ');
    return `## You, ${when} UTC\n\n${item.text}${context ? `\n\nContext: ${context}` : ''}`;
  });
  return `# ${tree.title || 'Conversation'}\n\n${sections.join('\n\n')}\n`;
}

/** An answer as Markdown, with the places where it was redirected, and its error. */
export function answerMarkdown({ parts, status, error }: AnswerItem): string {
  const text = parts.map(({ instruction, text }) =>
    [
      ...(instruction === undefined ? [] : [`> **Redirected:** ${instruction.replaceAll('\n', '\n> ')}`]),
      text.trim(),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  const end =
    status === 'failed' && error
      ? [`> **Error:** ${error.message}`]
      : status === 'stopped'
        ? ['> Stopped.']
        : [];
  return [...text, ...end].filter(Boolean).join('\n\n');
}
