import { lexisOf } from '../../common/code/lexis';
import type { Lines } from '../window';

/** One cell of a notebook. */
export interface Cell {
  readonly kind: 'code' | 'markup';
  /** VS Code language id. */
  readonly languageId: string;
  readonly lines: Lines;
}

/** The cells of a notebook as one text. */
export interface JoinedCells {
  readonly lines: Lines;
  /** The line at which the cell of the cursor begins. */
  readonly start: number;
}

/** Lines of one cell in the joined text. */
interface Piece {
  readonly start: number;
  readonly lines: Lines;
}

/**
 * Joins a notebook into one text, as its kernel sees it: the code cells in the language of the cell at hand, an
 * empty line between them. Notes before that cell become comments, since they say what the code is about; those behind
 * it, cells in other languages, and notes in a language without line comments are left out. Reads no line before it
 * is asked for.
 * @param at index of the cell of the cursor
 */
export function joinCells(cells: readonly Cell[], at: number): JoinedCells {
  const current = cells[at];
  const language = current?.languageId ?? '';
  const [comment] = lexisOf(language).lineComments;
  const pieces: Piece[] = [];
  let end = 0;
  let start = 0;
  for (const [index, cell] of cells.entries()) {
    const note = cell.kind === 'markup' && index < at && comment !== undefined;
    const code = cell.kind === 'code' && cell.languageId === language;
    if (!note && !code && index !== at) continue;
    if (index === at) start = end;
    pieces.push({ start: end, lines: note ? commented(cell.lines, comment) : cell.lines });
    // The empty line belongs to no cell.
    end += cell.lines.count + 1;
  }
  return { lines: { count: Math.max(1, end - 1), text: line => textOf(pieces, line) }, start };
}

function textOf(pieces: readonly Piece[], line: number): string {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low - 1];
  const within = piece ? line - piece.start : 0;
  return piece && within < piece.lines.count ? piece.lines.text(within) : '';
}

function commented(lines: Lines, sign: string): Lines {
  return { count: lines.count, text: line => `${sign} ${lines.text(line)}`.trimEnd() };
}
