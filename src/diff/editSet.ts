import type { EditBlockEvent } from './editBlocks';
import { locateEdit } from './locateEdit';
import type { LineEnd } from './lines';

/** One edit of a set that has its place: whole lines of a file. */
export interface RegionEdit {
  readonly path: string;
  /** The lines that are replaced, UTF-16 offsets in the text of the file as it was when the answer began. */
  readonly start: number;
  readonly end: number;
  /** What replaces them so far, in whole lines with the line breaks of the file. */
  readonly text: string;
  /** False while it streams in. */
  readonly complete: boolean;
}

/** An edit that cannot be made. Nothing of it is lost: the person can read and copy it. */
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

interface Entry {
  readonly path: string;
  readonly search: string;
  why: UnplacedEdit['why'] | undefined;
  start: number;
  end: number;
  indent: string;
  eol: LineEnd;
  lines: string[];
  complete: boolean;
}

/**
 * The edits of one answer as one reviewable set. An edit that does not fit stands among `unplaced`; it never takes
 * another one with it.
 */
export class EditSet {
  private readonly entries: Entry[] = [];

  /** @param texts the texts of the files that were sent, by the path that was sent with them */
  constructor(private readonly texts: ReadonlyMap<string, string>) {}

  /** Takes events of `EditBlocks`, in order. */
  take(events: readonly EditBlockEvent[]): void {
    for (const event of events) {
      if (event.kind === 'search') {
        this.entries[event.block] = this.place(event.path, event.search);
        continue;
      }
      const entry = this.entries[event.block];
      if (!entry) continue;
      if (event.kind === 'lines') entry.lines.push(...event.lines);
      else if (event.complete) entry.complete = true;
      else entry.why ??= 'cut short';
    }
  }

  /** The edits that have their place, in the order of the answer. */
  get placed(): RegionEdit[] {
    return this.entries.flatMap(entry => {
      if (entry.why !== undefined) return [];
      const { path, start, end, complete } = entry;
      return [{ path, start, end, text: this.textOf(entry), complete }];
    });
  }

  /** The edits that cannot be made, in the order of the answer. */
  get unplaced(): UnplacedEdit[] {
    return this.entries.flatMap(({ path, search, lines, why }) =>
      why === undefined ? [] : [{ path, search, text: lines.join('\n'), why }],
    );
  }

  private place(path: string, search: readonly string[]): Entry {
    const known = this.fileOf(path);
    const entry: Entry = {
      path: known?.path ?? path,
      search: search.join('\n'),
      why: known ? undefined : 'no file',
      start: 0,
      end: 0,
      indent: '',
      eol: known?.text.includes('\r\n') ? '\r\n' : '\n',
      lines: [],
      complete: false,
    };
    if (!known) return entry;
    const place = locateEdit(known.text, search);
    if (place.kind !== 'found') return { ...entry, why: place.kind };
    const { start, end, indent } = place;
    const overlaps = this.entries.some(
      other => other.why === undefined && other.path === known.path && start < other.end && other.start < end,
    );
    return { ...entry, start, end, indent, why: overlaps ? 'overlaps' : undefined };
  }

  /** The file of a path; of the only file also when the answer names none or writes the path in another way. */
  private fileOf(path: string): { readonly path: string; readonly text: string } | undefined {
    const exact = this.texts.get(path);
    if (exact !== undefined) return { path, text: exact };
    const normal = (each: string): string => each.replaceAll('\\', '/').replace(/^\.?\//, '');
    const same = [...this.texts].filter(
      ([each]) => path === '' || normal(each) === normal(path) || normal(each).endsWith(`/${normal(path)}`),
    );
    const [only] = same;
    return only && same.length === 1 ? { path: only[0], text: only[1] } : undefined;
  }

  private textOf({ path, end, eol, indent, lines, complete }: Entry): string {
    const all = lines.map(line => (line === '' ? eol : indent + line + eol));
    const file = this.texts.get(path) ?? '';
    const endsWithout = complete && end === file.length && file !== '' && !file.endsWith('\n');
    const text = all.join('');
    return endsWithout ? text.slice(0, Math.max(0, text.length - eol.length)) : text;
  }
}
