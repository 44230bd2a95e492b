import { lineEndIn } from '../../common/lineEnd';
import { EditBlocks, type EditBlockEvent } from '../../diff/editBlocks';
import { editThoughts } from '../../diff/editThoughts';
import { piecesOf } from '../../diff/hunks';
import { lineEdits } from '../../diff/lineEdits';
import { locateEdit, type Located } from '../../diff/locateEdit';
import { SearchedText } from '../../diff/searchedText';
import type { TextEdit } from '../../diff/textEdit';
import type { DocumentText, NextEdit } from '../nextEdit';
import type { LineWindow } from './editWindow';
import type { ModelMoment } from './modelMoment';
import { noEdit, type NextEditQuestion } from './nextEditPrompt';

/** Most edits that are taken from one answer, most lines of each, and the longest answer, in UTF-16 code units. */
const mostEdits = 3;
const mostLines = 200;
const mostUnits = 64 * 1024;

/** How likely the edit of a model is the one that comes: nobody has measured that for the models there are. */
const modelConfidence = 0.5;

/** What the window marks, which some models repeat. */
const marks = /<\|\/?(?:edit|cursor)\d*\|>/g;

const saysNoEdit = new RegExp(String.raw`^\W*${noEdit}(?=\W)`, 'i');

/** A block whose end has not come. */
interface Open {
  readonly document: DocumentText;
  readonly place: Located;
  readonly lines: string[];
}

/**
 * Reads the edits out of an answer while it streams in: thoughts are no part of it, fences and words around the blocks neither.
 * An edit comes out when its block is complete. What has no place, or more than one, changes nothing, is too long or about a
 * document that was not sent, is left out.
 */
export class NextEditAnswer {
  private readonly thoughts;
  private blocks: EditBlocks;
  private readonly texts = new Map<DocumentText, SearchedText>();
  private open: Open | undefined;
  private found = 0;
  private units = 0;
  private head = '';
  /** A line of the answer without marks; where code holds such words itself, they stay. */
  private readonly plain: (line: string) => string;

  constructor(
    private readonly moment: Pick<ModelMoment, 'active' | 'others'>,
    private readonly question: Pick<NextEditQuestion, 'paths' | 'window'>,
  ) {
    const { active } = moment;
    const { start, end } = question.window;
    this.thoughts = editThoughts(active.text.slice(start, end));
    this.blocks = this.freshBlocks();
    const holdsMarks = [active, ...moment.others].some(({ text }) => text.search(marks) >= 0);
    this.plain = holdsMarks ? line => line : line => line.replaceAll(marks, '');
  }

  /** Whether nothing more is to be expected: whoever asked may stop reading. */
  get isOver(): boolean {
    return this.found >= mostEdits || this.units > mostUnits || this.saysNothing;
  }

  /** Takes the next piece of the answer; returns the edits that are complete with it. */
  push(text: string): NextEdit[] {
    if (this.isOver) return [];
    this.units += text.length;
    const piece = this.thoughts.take(text);
    if (piece.anew) {
      this.blocks = this.freshBlocks();
      this.open = undefined;
      this.head = '';
    }
    return this.read(piece.text);
  }

  /** The answer is over; returns the edits that were held back. */
  end(): NextEdit[] {
    if (this.isOver) return [];
    const held = this.read(this.thoughts.end());
    return [...held, ...this.taken(this.blocks.end())];
  }

  private get saysNothing(): boolean {
    return saysNoEdit.test(this.head);
  }

  private read(text: string): NextEdit[] {
    if (this.head.length < 100) this.head = (this.head + text).trimStart().slice(0, 100);
    return this.taken(this.blocks.push(text));
  }

  private freshBlocks(): EditBlocks {
    return new EditBlocks(this.question.paths.values());
  }

  private taken(events: readonly EditBlockEvent[]): NextEdit[] {
    const edits: NextEdit[] = [];
    for (const event of events) {
      if (this.isOver) break;
      if (event.kind === 'search') this.open = this.opened(event.path, event.search.map(this.plain));
      else if (event.kind === 'lines') {
        for (const line of event.lines) this.open?.lines.push(this.plain(line));
        if ((this.open?.lines.length ?? 0) > mostLines) this.open = undefined;
      } else {
        const edit = this.open && event.complete ? editOf(this.open) : undefined;
        this.open = undefined;
        if (!edit) continue;
        this.found++;
        edits.push(edit);
      }
    }
    return edits;
  }

  private opened(path: string, search: readonly string[]): Open | undefined {
    const document = this.documentOf(path);
    if (!document || search.length > mostLines || search.every(line => line.trim() === '')) return undefined;
    const place = this.placeOf(document, search);
    return place && { document, place, lines: [] };
  }

  /** By its path as given, or the only one that ends so; without one it is the active document. */
  private documentOf(path: string): DocumentText | undefined {
    const { active, others } = this.moment;
    if (path === '') return active;
    const { paths } = this.question;
    const all = [active, ...others].map(document => ({ document, shown: paths.get(document.uri) ?? '' }));
    const exact = all.find(({ shown }) => shown === path);
    const [close, another] = all.filter(
      ({ shown }) => shown.endsWith(`/${path}`) || path.endsWith(`/${shown}`),
    );
    return exact?.document ?? (another ? undefined : close?.document);
  }

  /** Where the lines stand: only once, or only once in the window around the cursor. */
  private placeOf(document: DocumentText, search: readonly string[]): Located | undefined {
    const text = this.texts.get(document) ?? new SearchedText(document.text);
    this.texts.set(document, text);
    const place = locateEdit(text, search);
    if (place.kind === 'found') return place;
    if (place.kind !== 'ambiguous' || document !== this.moment.active) return undefined;
    const { start, end }: LineWindow = this.question.window;
    const near = locateEdit(new SearchedText(document.text.slice(start, end)), search);
    return near.kind === 'found' ? { ...near, start: near.start + start, end: near.end + start } : undefined;
  }
}

function editOf({ document, place, lines }: Open): NextEdit | undefined {
  const before = document.text.slice(place.start, place.end);
  const eol = lineEndIn(document.text);
  const indented = lines.map(line => (line === '' ? line : place.indent + line));
  const isLast = !before.endsWith('\n');
  const after = indented.join(eol) + (isLast || lines.length === 0 ? '' : eol);
  const edits = minimal(before, after, place.start);
  return edits.length === 0
    ? undefined
    : { uri: document.uri, edits, kind: 'model', confidence: modelConfidence };
}

function minimal(before: string, after: string, offset: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = offset;
  for (const piece of piecesOf(before, after)) {
    if (piece.isHunk) for (const edit of lineEdits(piece.old, piece.new, at)) edits.push(edit);
    at += piece.old.length;
  }
  return edits;
}
