import type { EditBlockEvent } from './editBlocks';
import { locateEdit } from './locateEdit';
import { lineEndIn, type LineEnd } from '../common/lineEnd';
import { SearchedText } from './searchedText';
import { TakenRanges } from './takenRanges';

/** One edit of a set that has its place: whole lines of a file. It grows while the answer streams in. */
export interface RegionEdit {
  /** The number of its block in the answer. */
  readonly block: number;
  readonly path: string;
  /** The lines that are replaced, UTF-16 offsets in the text of the file as it was when the answer began. */
  readonly start: number;
  readonly end: number;
  /** What replaces them so far: whole lines with the line breaks of the file. The last may lose its own at the end. */
  readonly lines: readonly string[];
  /** The same in one piece. */
  readonly text: string;
  /** False while it streams in. */
  readonly complete: boolean;
}

/** An edit that cannot be made. Nothing of it is lost: the user can read and copy it. */
export interface UnplacedEdit {
  readonly path: string;
  readonly search: string;
  readonly text: string;
  /**
   * - `no file`: no file of this path was sent
   * - `missing`, `ambiguous`: its lines are not in the file, or more than once
   * - `overlaps`: another edit changes these lines
   * - `cut short`: the answer ended within it
   */
  readonly why: 'no file' | 'missing' | 'ambiguous' | 'overlaps' | 'cut short';
}

/** So many dividers in one block are tried at most. */
const mostDividers = 20;

/** An edit without a place, and one that has it. */
class Entry implements RegionEdit {
  why: UnplacedEdit['why'] | undefined;
  start = 0;
  end = 0;
  indent = '';
  complete = false;
  /** The new lines as the answer has them. */
  readonly given: string[] = [];
  readonly lines: string[] = [];

  constructor(
    readonly block: number,
    readonly path: string,
    readonly search: readonly string[],
    private readonly eol: LineEnd,
    /** Its file holds lines like this one, so where its halves part is known at its end. */
    readonly divider: string | undefined,
  ) {}

  get text(): string {
    return this.lines.join('');
  }

  add(lines: readonly string[]): void {
    for (const line of lines) {
      this.given.push(line);
      if (this.divider === undefined) this.put(line);
    }
  }

  put(line: string): void {
    this.lines.push(line === '' ? this.eol : this.indent + line + this.eol);
  }

  /** All of it is there. `keepsBreak`: whether the last line has a line break. */
  finish(keepsBreak: boolean): void {
    this.complete = true;
    const last = this.lines.at(-1);
    if (keepsBreak || last === undefined) return;
    this.lines.pop();
    if (last !== this.eol) this.lines.push(last.slice(0, -this.eol.length));
  }
}

/**
 * The edits of one answer as one reviewable set. An edit that does not fit stands among `unplaced`; it never takes
 * another one with it. What a line costs depends on neither the lines nor the edits before it.
 */
export class EditSet {
  private readonly entries: Entry[] = [];
  private readonly files: ReadonlyMap<string, SearchedText>;
  /** The ranges that are taken, by file. */
  private readonly taken = new Map<string, TakenRanges>();
  private fitting: RegionEdit[] = [];

  /** @param texts the texts of the files that were sent, by the path that was sent with them */
  constructor(texts: ReadonlyMap<string, string>) {
    this.files = new Map([...texts].map(([path, text]) => [path, new SearchedText(text)]));
  }

  /** Takes events of `EditBlocks`, in order. */
  take(events: readonly EditBlockEvent[]): void {
    for (const event of events) {
      if (event.kind === 'search') {
        this.begin(event);
        continue;
      }
      const entry = this.entries[event.block];
      if (!entry) continue;
      if (event.kind === 'lines') entry.add(event.lines);
      else if (!event.complete) this.cutShort(entry);
      else {
        if (entry.divider !== undefined) this.part(entry, entry.divider);
        entry.finish(this.keepsBreak(entry));
      }
    }
  }

  /** The edits that have their place, in the order of the answer; the same list each time. */
  get placed(): readonly RegionEdit[] {
    return this.fitting;
  }

  /** The edits that cannot be made, in the order of the answer. */
  get unplaced(): UnplacedEdit[] {
    return this.entries.flatMap(({ path, search, given, why }) =>
      why === undefined ? [] : [{ path, search: search.join('\n'), text: given.join('\n'), why }],
    );
  }

  private begin({ block, path, search, divider }: Extract<EditBlockEvent, { kind: 'search' }>): void {
    const known = this.fileOf(path, search);
    const eol = lineEndIn(known?.file.text ?? '');
    const isUnsure = known !== undefined && known.file.countOf(divider) > 0;
    const entry = new Entry(block, known?.path ?? path, search, eol, isUnsure ? divider : undefined);
    this.entries[block] = entry;
    if (!known) entry.why = 'no file';
    else if (!isUnsure) this.place(entry, known.file, search);
  }

  /** Gives an edit its place, or says why it has none. */
  private place(entry: Entry, file: SearchedText, search: readonly string[]): void {
    const place = locateEdit(file, search);
    if (place.kind !== 'found') {
      entry.why = place.kind;
      return;
    }
    entry.start = place.start;
    entry.end = place.end;
    entry.indent = place.indent;
    const taken = this.taken.get(entry.path) ?? new TakenRanges();
    this.taken.set(entry.path, taken);
    if (taken.take(entry)) this.fitting.push(entry);
    else entry.why = 'overlaps';
  }

  /**
   * Parts the halves of a block whose text may itself hold dividers: the longest first half that stands in the file is
   * the one that was meant. It would not stand there with a divider in it by chance.
   */
  private part(entry: Entry, divider: string): void {
    const file = this.files.get(entry.path);
    if (!file) return;
    const { search, given } = entry;
    const all = [...search, divider, ...given];
    const dividers = given.flatMap((line, at) =>
      line.trimEnd() === divider ? [search.length + 1 + at] : [],
    );
    const at =
      dividers
        .slice(0, mostDividers)
        .reverse()
        .find(each => locateEdit(file, all.slice(0, each)).kind === 'found') ?? search.length;
    this.place(entry, file, all.slice(0, at));
    for (const line of all.slice(at + 1)) entry.put(line);
  }

  private cutShort(entry: Entry): void {
    if (entry.why !== undefined) return;
    entry.why = 'cut short';
    this.fitting = this.fitting.filter(other => other !== entry);
    this.taken.get(entry.path)?.release(entry);
  }

  /** The last line of a file that ends without a line break goes on having none. */
  private keepsBreak({ path, end }: Entry): boolean {
    const text = this.files.get(path)?.text ?? '';
    return end !== text.length || text === '' || text.endsWith('\n');
  }

  /**
   * The file of a path; of the only file also when the answer names none or writes the path in another way. Of several
   * parts of the file it names, the one that holds the lines.
   */
  private fileOf(
    path: string,
    search: readonly string[],
  ): { readonly path: string; readonly file: SearchedText } | undefined {
    const exact = this.files.get(path);
    if (exact) return { path, file: exact };
    const normal = (each: string): string => each.replaceAll('\\', '/').replace(/^\.\//, '');
    const wanted = normal(path);
    const isMeant = (each: string): boolean => each === wanted || each.endsWith(`/${wanted}`);
    const all = [...this.files].map(([each, file]) => ({ path: each, file, name: normal(each) }));
    const same = all.filter(({ name }) => path === '' || isMeant(name));
    if (same.length > 0) return same.length === 1 ? same[0] : undefined;
    const parts = all.filter(({ name }) => isMeant(name.replace(/#L\d+-L\d+$/, '')));
    if (new Set(parts.map(({ name }) => name.replace(/#L\d+-L\d+$/, ''))).size !== 1) return undefined;
    const holding = parts.filter(({ file }) => locateEdit(file, search).kind === 'found');
    return holding.length === 1 || parts.length === 1 ? (holding[0] ?? parts[0]) : undefined;
  }
}
