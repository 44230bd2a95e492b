import { piecesOf } from '../../diff/hunks';
import { splitLines } from '../../diff/lines';
import { applyEdits } from '../../diff/textEdit';
import type { NextEdit } from '../nextEdit';
import type { ModelMoment, RecentChange } from '../prompt/modelMoment';

/** Lines around a change that are shown with it. */
const linesAround = 3;

/** How it will be when somebody has made an edit and stands behind it. Undefined when its document is not there. */
export function momentAfter(moment: ModelMoment, { uri, edits }: NextEdit): ModelMoment | undefined {
  const { active, others, recentDiffs } = moment;
  const all = [active, ...others];
  const document = all.find(each => each.uri === uri);
  const last = edits.at(-1);
  const first = edits[0];
  if (!document || !last || !first) return undefined;
  const text = applyEdits(document.text, edits);
  const grown = text.length - document.text.length;
  const end = last.offset + last.length;
  return {
    active: { ...document, text },
    cursor: end + grown,
    others: all.filter(each => each !== document),
    recentDiffs: [...recentDiffs, changeOf(uri, document.text, text, first.offset, end)],
  };
}

/** The lines between two offsets of a text, and what they became, as a hunk of a unified diff. */
function changeOf(uri: string, before: string, after: string, start: number, end: number): RecentChange {
  const lineStart = start === 0 ? 0 : before.lastIndexOf('\n', start - 1) + 1;
  const behind = before.indexOf('\n', end);
  const lineEnd = behind < 0 ? before.length : behind + 1;
  const above = splitLines(before.slice(0, lineStart));
  const below = splitLines(before.slice(lineEnd)).slice(0, linesAround);
  const old = before.slice(lineStart, lineEnd);
  const now = after.slice(lineStart, after.length - (before.length - lineEnd));
  const shown = above.slice(-linesAround);
  const body = [
    ...shown.map(line => ` ${bare(line)}`),
    ...piecesOf(old, now).flatMap(piece =>
      piece.isHunk ? [...signed('-', piece.old), ...signed('+', piece.new)] : signed(' ', piece.old),
    ),
    ...below.map(line => ` ${bare(line)}`),
  ];
  const first = above.length - shown.length + 1;
  const count = (sign: string): number =>
    body.filter(line => line.startsWith(' ') || line.startsWith(sign)).length;
  return { uri, diff: [`@@ -${first},${count('-')} +${first},${count('+')} @@`, ...body].join('\n') };
}

function signed(sign: string, text: string): string[] {
  return splitLines(text).map(line => sign + bare(line));
}

function bare(line: string): string {
  return line.replace(/\r?\n$/, '');
}
