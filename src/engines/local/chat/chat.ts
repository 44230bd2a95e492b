import type { TextPart } from '../../../protocol/inputText';
import { readForm, type DocumentForm } from '../../../protocol/promptForms';
import {
  cannotAnswer,
  commandsAnswer,
  findingsAnswer,
  nothingAttached,
  outlineAnswer,
  statisticsAnswer,
  usagesAnswer,
} from './answers';
import { structureAnswer } from './structureAnswer';
import { intentOf, type Intent } from './intent';

/** A conversation and the code that is attached to it. */
export interface ChatRequest {
  /** In order; the last of the user that is not a form is the question. */
  readonly messages: readonly TextPart[];
  readonly documents: readonly DocumentForm[];
}

/** Longer documents are left out of an answer, so that one question cannot hold up the gateway. UTF-16 code units. */
const maxLength = 400_000;

/**
 * Answers in Markdown what can be said of the attached code without a model, and says plainly of everything
 * else that it cannot. Rejects with the signal's reason when aborted.
 */
export async function answerChat({ messages, documents }: ChatRequest, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const question =
    messages.findLast(({ role, text }) => role === 'user' && readForm(text) === undefined)?.text ?? '';
  const intent = intentOf(question);
  if (intent.kind === 'commands') return commandsAnswer;
  if (intent.kind === 'other') return cannotAnswer(documents.length > 0);
  if (intent.kind === 'rewrite') {
    return `Nothing is rewritten from the chat. Select the code and run *Optimize Selection*; "what could be improved?" lists beforehand what it would do.\n`;
  }
  if (documents.length === 0) return nothingAttached;
  const answers: string[] = [];
  for (const document of asked(latest(documents), question))
    answers.push(await answerOne(document, intent, question, signal));
  return answers.join('\n');
}

async function answerOne(
  document: DocumentForm,
  intent: Intent,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  if (document.text.length > maxLength) return `**${document.path}** is too long for the embedded engine.\n`;
  const tools = await import('../codeTools');
  signal.throwIfAborted();
  switch (intent.kind) {
    case 'outline':
      return outlineAnswer(document, tools);
    case 'structure':
      return structureAnswer(document, question, tools, signal);
    case 'findings':
      return findingsAnswer(document, tools, signal);
    case 'statistics':
      return statisticsAnswer(document, tools);
    case 'usages':
      return intent.name === undefined
        ? 'Usages of what? Put the name in back-ticks, as in: where is `parse` used?\n'
        : usagesAnswer(document, intent.name, tools);
    default:
      return cannotAnswer(true);
  }
}

/** Of a document that was attached more than once, the last state. */
function latest(documents: readonly DocumentForm[]): DocumentForm[] {
  return [...new Map(documents.map(document => [document.path, document])).values()];
}

/** The documents whose file name the question says, or all. */
function asked(documents: readonly DocumentForm[], question: string): readonly DocumentForm[] {
  const named = documents.filter(({ path }) => {
    const name = path.split(/[\\/]/).at(-1) ?? '';
    return name !== '' && question.includes(name);
  });
  return named.length > 0 ? named : documents;
}
