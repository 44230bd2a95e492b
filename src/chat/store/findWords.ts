import type { ChatNode } from '../model/conversationRecord';

/** Whether all words of a query are in a title or a branch; with a line in which one stands, if it is not the title. */
export function findWords(
  query: string,
  title: string,
  branch: readonly ChatNode[],
): { readonly excerpt?: string } | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const lines = branch.flatMap(linesOf);
  const all = [title, ...lines].join('\n').toLowerCase();
  if (!words.every(word => all.includes(word))) return undefined;
  const line = lines.find(line => words.some(word => line.toLowerCase().includes(word)));
  return line === undefined ? {} : { excerpt: excerpt(line, words) };
}

function linesOf({ item }: ChatNode): string[] {
  const texts =
    item.kind === 'answer'
      ? item.parts.flatMap(({ text, instruction }) => [instruction ?? '', text])
      : [item.text];
  return texts.flatMap(text => text.split('\n'));
}

function excerpt(line: string, words: readonly string[]): string {
  const lower = line.toLowerCase();
  const at = Math.min(...words.map(word => lower.indexOf(word)).filter(at => at >= 0));
  const from = Math.max(0, at - 40);
  return `${from > 0 ? '…' : ''}${line.slice(from, from + 160).trim()}`;
}
