import { fenceAround } from '../../../common/fences';
import { lineStartAt } from './layout';
import { lineAt } from './lines';
import type { Rewritten } from './rewrite';
import type { Lines, Unreadable } from './setAside';

/** How to get what this engine cannot do. Said wherever it has to refuse. */
export const connectAModel =
  'This is the embedded engine (`local-recall`): it has no language model. To get one, run _Codex Spark: Connect a Model_, which sets `codexSpark.endpoint`.';

/** Code in a Markdown fence that nothing in the code can close. The text between the fences is the code, byte for byte, and one line end. */
export function fenced(code: string, language: string): string {
  const fence = fenceAround(code);
  return `${fence}${language}\n${code}\n${fence}`;
}

/** The answer to a rewriting request: the whole code, what was done to it, and what of it could not be read. */
export function rewriteAnswer(original: string, language: string, rewritten: Rewritten): string {
  const { text, applied, unread } = rewritten;
  const list =
    applied.length === 0
      ? 'The rules of the embedded engine found nothing to improve here; the code is unchanged. It has no language model: for a larger rewrite run _Codex Spark: Connect a Model_.'
      : applied.map(({ rule, line, why }) => `- \`${rule}\` (line ${line}): ${why}.`).join('\n');
  const left = leftAsItWas(original, language, unread);
  return [fenced(text, language), list, ...(left === '' ? [] : [left])].join('\n\n') + '\n';
}

/** What was not rewritten because the parser could not read it: its lines, in a sentence; empty when there are none. */
export function leftAsItWas(original: string, language: string, unread: readonly Lines[]): string {
  if (unread.length === 0) return '';
  const lines = unread.map(({ start, end, fault }) => {
    const [first, last] = [lineAt(original, start), lineAt(original, end)];
    const besides = first === last ? '' : `, and with it lines ${first} to ${last}`;
    return `line ${lineAt(original, fault)} (${quoted(original, fault)})${besides}`;
  });
  const around = unread.every(({ comment }) => comment)
    ? 'What it cannot read stays as it is.'
    : 'What it cannot read stays as it is, as does a function around it.';
  return `The embedded engine's parser could not read ${lines.join('; ')} as ${language}. ${around}`;
}

/** The answer where nothing could be read. It may well be the parser that is at fault. */
export function unreadableAnswer(text: string, language: string, { fault }: Unreadable): string {
  const at = Math.min(fault, text.trimEnd().length);
  return `The selection was not rewritten: the embedded engine's parser stopped at line ${lineAt(text, at)} (${quoted(text, at)}), so nothing could be proved to stay the same. The parser reads selections of whole statements, functions or expressions of ${language}, but not every form of the language. ${connectAModel}\n`;
}

/** The line of an offset as inline code. */
function quoted(text: string, offset: number): string {
  const [line = ''] = text.slice(lineStartAt(text, offset)).split(/\r\n|\n|\r/, 1);
  const short = line.trim().length > 60 ? `${line.trim().slice(0, 59)}…` : line.trim();
  return inlineCode(short);
}

/** Text as Markdown code that no back-tick in it can end. */
function inlineCode(text: string): string {
  if (text === '') return 'an empty line';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return ticks + pad + text + pad + ticks;
}
