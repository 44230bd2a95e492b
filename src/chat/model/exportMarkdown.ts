import { t } from '../../common/l10n';
import type { AnswerItem, AttachedName, ChatError } from '../messages';
import { closedMarkdown } from './closedMarkdown';
import type { ConversationTree } from './conversationTree';

/** A conversation as Markdown: the branch that is shown, with what was attached by name. */
export function exportMarkdown(tree: ConversationTree): string {
  const sections = tree.branch().map(({ item }) => {
    if (item.kind === 'notice') return quoted(plain(item.text));
    if (item.kind === 'answer')
      return `## ${t('Answer')}${item.model ? ` (${oneLine(item.model)})` : ''}\n\n${answerMarkdown(item)}`;
    return paragraphs(`## ${t('You')}${when(item.at)}`, whole(item.text), attached(item.context));
  });
  return `# ${oneLine(tree.title) || t('Conversation')}\n\n${sections.join('\n\n')}\n`;
}

/** An answer as Markdown, with the places where it was redirected, and its error. */
export function answerMarkdown({ parts, status, error }: AnswerItem): string {
  const text = parts.map(({ instruction, text, context }) =>
    paragraphs(
      instruction === undefined ? '' : quoted(`**${t('Redirected:')}** ${instruction}`),
      attached(context),
      whole(text),
    ),
  );
  return paragraphs(...text, ending(status, error));
}

/** A point in time in words; nothing for a number that is none. */
function when(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : `, ${date.toISOString().replace('T', ' ').slice(0, 16)} UTC`;
}

function ending(status: AnswerItem['status'], error: ChatError | undefined): string {
  if (status === 'failed' && error) return quoted(`**${t('Error:')}** ${plain(error.message)}`);
  return status === 'stopped' ? `> ${t('Stopped.')}` : '';
}

function attached(context: readonly AttachedName[] = []): string {
  const names = context.map(({ label }) => `\`${oneLine(label).replaceAll('`', "'")}\``);
  return names.length === 0 ? '' : t('Context: {0}', names.join(', '));
}

/** Text of somebody else: what it leaves open does not swallow what follows. */
const whole = (text: string): string =>
  closedMarkdown(text.replace(/^(?:[ \t]*(?:\r\n?|\n))+/, '').trimEnd());

const quoted = (text: string): string => `> ${text.replaceAll(/\r\n?|\n/g, '\n> ')}`;

/** Text that is no Markdown, so that it reads as it is. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\\`*_[\]<>#|~]/g, '\\$&')
    .replaceAll(/^[ \t]+/gm, '')
    .replaceAll(/^(\d*)([-+=.)])/gm, '$1\\$2');

const oneLine = (text: string): string => text.replaceAll(/\s*[\r\n]\s*/g, ' ');

const paragraphs = (...texts: readonly string[]): string => texts.filter(Boolean).join('\n\n');
