import { t } from '../../common/l10n';
import type { NextEdit } from '../../nextEdit/nextEdit';
import { changedWords } from './changedWords';
import { columnsOf, withoutTabs } from './columns';

/** A piece of a line, from and to in UTF-16 code units. */
export interface LinePiece {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** A text shown in a line, behind what stands left of it. */
export interface InsertedText {
  readonly line: number;
  readonly at: number;
  readonly text: string;
}

/** New lines, shown right of lines that are there: one row each from `line` on, the box beginning at a column. */
export interface PreviewBox {
  readonly line: number;
  readonly column: number;
  /** All of one width, in columns. */
  readonly rows: readonly string[];
}

/** What is drawn of an edit before it is made. Nothing in it moves a line. */
export interface EditPicture {
  /** What will be removed. */
  readonly struck: readonly LinePiece[];
  /** What will stand there, where it fits into the line. */
  readonly inserted: readonly InsertedText[];
  /** What will stand there, where it has more lines. */
  readonly boxes: readonly PreviewBox[];
  /** Lines behind which new lines will stand that are shown in a box; -1 for those that will be the first. */
  readonly seams: readonly number[];
}

/** The document as it is now. */
export interface PictureText {
  readonly lineCount: number;
  readonly lineAt: (line: number) => string;
  readonly positionAt: (offset: number) => { readonly line: number; readonly character: number };
  readonly tabSize: number;
}

/** A box shows so many rows; the last one says how many more there are. */
const mostRows = 8;

/** A box begins no further to the right than this, in columns, and ends before the second: else it might be out of sight. */
const farthest = { begin: 64, end: 92 };

/** A row or an inserted text is shown up to this many characters. */
const longestRow = 80;

/** Draws an edit. However many places it has, only those from line `first` to line `last` are drawn. */
export function drawEdit(
  { edits }: Pick<NextEdit, 'edits'>,
  text: PictureText,
  first = 0,
  last = Infinity,
): EditPicture {
  const picture: Drawing = { struck: [], inserted: [], boxes: [], seams: [] };
  for (const edit of edits) {
    const start = text.positionAt(edit.offset);
    const end = text.positionAt(edit.offset + edit.length);
    if (end.line < first || start.line > last) continue;
    const head = text.lineAt(start.line).slice(0, start.character);
    const tail = text.lineAt(end.line).slice(end.character);
    const before = Array.from({ length: end.line - start.line + 1 }, (_, n) => text.lineAt(start.line + n));
    const after = `${head}${edit.text}${tail}`.split(/\r?\n/);
    drawLines(picture, text, start.line, before, after);
  }
  return picture;
}

interface Drawing {
  readonly struck: LinePiece[];
  readonly inserted: InsertedText[];
  readonly boxes: PreviewBox[];
  readonly seams: number[];
}

function drawLines(
  picture: Drawing,
  text: PictureText,
  line: number,
  before: readonly string[],
  after: readonly string[],
): void {
  let from = 0;
  const shortest = Math.min(before.length, after.length);
  while (from < shortest && before[from] === after[from]) from++;
  let same = 0;
  while (same < shortest - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  const old = before.slice(from, before.length - same);
  const now = after.slice(from, after.length - same);
  const at = line + from;
  const pairs = Math.min(old.length, now.length);
  const words = Array.from({ length: pairs }, (_, n) => changedWords(old[n] ?? '', now[n] ?? ''));
  if (words.every(word => word !== undefined)) {
    words.forEach((word, n) => {
      if (word.to > word.from) picture.struck.push({ line: at + n, from: word.from, to: word.to });
      if (word.text !== '') {
        picture.inserted.push({ line: at + n, at: word.to, text: cut(word.text, text.tabSize) });
      }
    });
    strike(picture, at + pairs, old.slice(pairs));
    const added = now.slice(pairs);
    if (added.length > 1) picture.seams.push(at + pairs - 1);
    return addBox(picture, text, at + pairs - 1, added);
  }
  strike(picture, at, old);
  const [first = ''] = now;
  if (now.length > 1) addBox(picture, text, at, now);
  else {
    const end = (old[0] ?? '').length;
    picture.inserted.push({ line: at, at: end, text: ` ${cut(first.trim(), text.tabSize)}` });
  }
}

function strike(picture: Drawing, line: number, lines: readonly string[]): void {
  lines.forEach((old, n) => {
    const from = old.length - old.trimStart().length;
    if (old.length > from) picture.struck.push({ line: line + n, from, to: old.length });
  });
}

/** New lines beside the lines from `line` on, or as much as fits behind that line where there is no room beside. */
function addBox(picture: Drawing, text: PictureText, line: number, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const { tabSize } = text;
  const anchor = Math.max(0, line);
  const summary = `${line < 0 ? '↑' : '↵'} ${cut((lines[0] ?? '').trim(), tabSize)}`;
  const behind = (shown: string): void =>
    void picture.inserted.push({ line: anchor, at: text.lineAt(anchor).length, text: shown });
  if (lines.length === 1) return behind(summary);
  const count = Math.min(lines.length, mostRows);
  const first = Math.max(0, Math.min(anchor, text.lineCount - count));
  const beside = Array.from({ length: Math.min(count, text.lineCount - first) }, (_, n) =>
    columnsOf(text.lineAt(first + n), tabSize),
  );
  const column = Math.max(...beside) + 2;
  if (column > farthest.begin || beside.length < count) {
    const more = lines.length - 1;
    return behind(`${summary} … ${more === 1 ? t('+1 line') : t('+{0} lines', more)}`);
  }
  picture.boxes.push({ line: first, column, rows: rowsOf(lines, tabSize, farthest.end - column) });
}

/** The rows of a box: without the indentation that all of them have, and of one width, at most so many columns. */
function rowsOf(lines: readonly string[], tabSize: number, most: number): readonly string[] {
  const plain = lines.map(line => withoutTabs(line, tabSize).trimEnd());
  const indents = plain.filter(line => line !== '').map(line => line.length - line.trimStart().length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  const shown = plain.slice(0, plain.length > mostRows ? mostRows - 1 : mostRows);
  const rows = shown.map(line => cut(line.slice(indent), tabSize, most));
  if (shown.length < plain.length) rows.push(t('… {0} more lines', plain.length - shown.length));
  const width = Math.max(...rows.map(row => columnsOf(row, tabSize)));
  return rows.map(row => row + ' '.repeat(width - columnsOf(row, tabSize)));
}

function cut(text: string, tabSize: number, most = longestRow): string {
  const plain = withoutTabs(text, tabSize);
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}
