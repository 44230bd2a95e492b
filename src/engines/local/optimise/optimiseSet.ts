import { connectAModel, leftAsItWas } from './answer';
import { asksToOptimise } from './instruction';
import { canRewrite } from './languages';
import { lineAt } from './lines';
import { mostCharacters, optimise, type OptimiseRequest } from './optimise';
import { rewriteAll } from './rewriteAll';

/**
 * Rewrites several pieces of code by the rules and answers as a model would: a search-and-replace block for each piece
 * that changes, then a list of what was done. Rejects with the signal's reason when aborted.
 */
export async function optimiseSet(
  requests: readonly OptimiseRequest[],
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const able = requests.flatMap(({ path, language, text, instruction }) =>
    asksToOptimise(instruction) && canRewrite(language) && text.length <= mostCharacters
      ? [{ path, language, text }]
      : [],
  );
  const [first] = requests;
  // What it says of a single one says why.
  if (able.length === 0) return first ? optimise(first, signal) : '';
  const { finderFor } = await import('../codeTools');
  const blocks: string[] = [];
  const done: string[] = [];
  const unread: string[] = [];
  for (const { path, language, text } of able) {
    const rewritten = await rewriteAll(text, finderFor(language), signal);
    if ('fault' in rewritten) {
      unread.push(
        `The embedded engine's parser could not read ${path} (line ${lineAt(text, rewritten.fault)}).`,
      );
      continue;
    }
    const left = leftAsItWas(text, language, rewritten.unread);
    if (left !== '') unread.push(`${path}: ${left}`);
    if (rewritten.text === text) continue;
    blocks.push(editBlock(path, text, rewritten.text));
    done.push(
      ...rewritten.applied.map(({ rule, line, why }) => `- \`${rule}\` (${path}, line ${line}): ${why}.`),
    );
  }
  if (blocks.length === 0) {
    return `${['The rules of the embedded engine found nothing to improve here.', ...unread, connectAModel].join(' ')}\n`;
  }
  const said = unread.length === 0 ? '' : `\n${unread.join('\n')}\n`;
  return `${blocks.join('\n')}\n${done.join('\n')}\n${said}`;
}

/** The changed lines, with as many around them as it takes to occur only once. */
function editBlock(path: string, before: string, after: string): string {
  const old = before.replace(/\n$/, '').split('\n');
  const now = after.replace(/\n$/, '').split('\n');
  const shortest = Math.min(old.length, now.length);
  let head = 0;
  while (head < shortest && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  while ((head > 0 || tail > 0) && !occursOnce(old, old.slice(head, old.length - tail))) {
    head = Math.max(0, head - 1);
    tail = Math.max(0, tail - 1);
  }
  const size = Math.max(
    7,
    ...[...`${before}\n${after}`.matchAll(/^[<=>]{5,}/gm)].map(([run]) => run.length + 1),
  );
  const marker = (sign: string): string => sign.repeat(size);
  return [
    path,
    `${marker('<')} SEARCH`,
    ...old.slice(head, old.length - tail),
    marker('='),
    ...now.slice(head, now.length - tail),
    `${marker('>')} REPLACE`,
    '',
  ].join('\n');
}

/** White space at the ends of lines is not told apart by whoever looks for them. */
function occursOnce(lines: readonly string[], some: readonly string[]): boolean {
  if (some.every(line => line.trim() === '')) return false;
  const [all, wanted] = [lines, some].map(each => each.map(line => line.trimEnd()));
  let count = 0;
  for (let at = 0; all && wanted && at + wanted.length <= all.length; at++) {
    if (wanted.every((line, index) => all[at + index] === line)) count++;
  }
  return count === 1;
}
