import { closesFence, fenceAt, type Fence } from '../common/fences';
import { fileInLine } from '../common/namedFile';
import { fileAbove, fileInHeading } from './blockFile';

/**
 * What an answer with several edits says, in order, while it streams in.
 * - `search`: a block begins; its search lines are complete. Now its place can be looked for (`locateEdit`).
 * - `lines`: more whole lines of the new text
 * - `end`: the block is over; `complete` is false when the answer was cut short in it
 */
export type EditBlockEvent =
  | {
      readonly kind: 'search';
      readonly block: number;
      readonly path: string;
      readonly search: readonly string[];
      /** The line between its halves: another one that is the same may stand among the lines that follow. */
      readonly divider: string;
    }
  | { readonly kind: 'lines'; readonly block: number; readonly lines: readonly string[] }
  | { readonly kind: 'end'; readonly block: number; readonly complete: boolean };

/** More search lines than this are no search: the answer has lost its form. */
const mostSearchLines = 5_000;

/** So many lines above a block are looked at for its file. */
const mostLinesAbove = 50;

/**
 * Reads search-and-replace blocks:
 *
 *     path/of/file.ts
 *     <<<<<<< SEARCH
 *     lines as they stand in the file
 *     =======
 *     lines that replace them
 *     >>>>>>> REPLACE
 *
 * A marker has five or more signs; the divider and the end have as many as the beginning, so code that holds such
 * lines is written with longer ones. Where an answer has not done so, the first divider counts here, and `EditSet`
 * knows better from the file. A block belongs to the file that is named above it (`fileAbove`), and one without to the
 * file of the block before it. Code fences around blocks are left out. Lines come without line breaks.
 *
 * A block that lacks its divider or its end is never filled up with what comes behind it: it is over, not complete, when
 * the next one begins.
 */
export class EditBlocks {
  private pending = '';
  private path = '';
  private block = -1;
  /** How many signs the markers of the block have. */
  private size = 0;
  private state: 'outside' | 'search' | 'replace' = 'outside';
  private search: string[] = [];
  /** The last lines of the new text: a block without an end has swallowed the line that names the next file. */
  private latest: string[] = [];
  private readonly outside: string[] = [];
  /** Where the lines since the last block begin in `outside`. */
  private since = 0;
  /** A code fence was opened around the blocks. */
  private isFenced = false;
  private readonly known: ReadonlySet<string>;

  /** @param known the paths that were sent */
  constructor(known: Iterable<string> = []) {
    this.known = new Set(known);
  }

  /** What was said outside of the blocks, without paths and fences. */
  get words(): string {
    return this.outside
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  /** How many blocks have begun. */
  get count(): number {
    return this.block + 1;
  }

  /** Takes the next piece of the answer. */
  push(text: string): EditBlockEvent[] {
    if (!text.includes('\n')) {
      this.pending += text;
      return [];
    }
    const parts = (this.pending + text).split('\n');
    this.pending = parts.pop() ?? '';
    return joined(parts.flatMap(line => this.line(line.endsWith('\r') ? line.slice(0, -1) : line)));
  }

  /** The answer is over. */
  end(): EditBlockEvent[] {
    const events = this.pending === '' ? [] : this.push('\n');
    return [...events, ...this.broken()];
  }

  private line(line: string): EditBlockEvent[] {
    const beginning = beginningOf(line);
    if (this.state === 'outside') {
      if (beginning) this.begin(beginning);
      else if (this.isFenced && fenceAt(line)?.info === '') this.isFenced = false;
      else this.outside.push(line);
      return [];
    }
    if (beginning?.size === this.size) {
      const swallowed = this.state === 'search' ? this.search : this.latest;
      const events = this.broken();
      this.keepName(swallowed);
      this.begin(beginning);
      return events;
    }
    if (this.state === 'search') return this.searched(line);
    if (this.isEnd(line)) {
      this.leave();
      return [{ kind: 'end', block: this.block, complete: true }];
    }
    this.latest.push(line);
    if (this.latest.length > 8) this.latest.shift();
    return [{ kind: 'lines', block: this.block, lines: [line] }];
  }

  private searched(line: string): EditBlockEvent[] {
    const isDivider = line.trimEnd() === '='.repeat(this.size);
    if (isDivider || this.search.length >= mostSearchLines) {
      this.state = 'replace';
      return [this.found(this.search), ...(isDivider ? [] : this.line(line))];
    }
    if (!this.isEnd(line)) {
      this.search.push(line);
      return [];
    }
    // The end without a divider: it may have another length.
    const dividers = this.search.flatMap((each, at) => (/^={5,}\s*$/.test(each) ? [at] : []));
    const [at] = dividers;
    if (at === undefined || dividers.length > 1) return this.broken();
    const lines = this.search.slice(at + 1);
    const events: EditBlockEvent[] = [this.found(this.search.slice(0, at))];
    if (lines.length > 0) events.push({ kind: 'lines', block: this.block, lines });
    this.leave();
    return [...events, { kind: 'end', block: this.block, complete: true }];
  }

  private found(search: readonly string[]): EditBlockEvent {
    return { kind: 'search', block: this.block, path: this.path, search, divider: '='.repeat(this.size) };
  }

  /** The block ends without its end. */
  private broken(): EditBlockEvent[] {
    if (this.state === 'outside') return [];
    const events: EditBlockEvent[] = this.state === 'search' ? [this.found(this.search)] : [];
    this.leave();
    return [...events, { kind: 'end', block: this.block, complete: false }];
  }

  /** The last line of a block that the next one has broken off may name the file of that one. */
  private keepName(swallowed: readonly string[]): void {
    const named = swallowed.findLast(line => line.trim() !== '' && fenceAt(line)?.info !== '');
    if (named !== undefined && fileInHeading(named, this.known) !== undefined) this.outside.push(named);
  }

  private leave(): void {
    this.state = 'outside';
    this.since = this.outside.length;
    this.latest = [];
  }

  /** As many signs as the beginning has; some models miscount those of the usual length. */
  private isEnd(line: string): boolean {
    const signs = /^\s*(>{5,}) ?REPLACE\s*`*\s*$/i.exec(line)?.[1];
    return signs !== undefined && (signs.length === this.size || (this.size <= 7 && signs.length <= 9));
  }

  private begin({ size, file }: Beginning): void {
    this.state = 'search';
    this.size = size;
    this.block++;
    this.search = [];
    this.path = file ?? this.takePath() ?? this.path;
  }

  /** The file that is named above. The line right above, perhaps above a fence, is no word of the answer. */
  private takePath(): string | undefined {
    const kept = this.outside;
    const path = fileAbove(kept.slice(Math.max(this.since, kept.length - mostLinesAbove)), this.known);
    const isOpen = endsFenced(kept.slice(this.since));
    while (kept.length > this.since) {
      const above = kept.at(-1) ?? '';
      const isFence = isOpen && fenceAt(above) !== undefined;
      if (isFence) this.isFenced = true;
      const isName = path !== undefined && fileInHeading(above, this.known) === path;
      if (above.trim() !== '' && !isFence && !isName) break;
      kept.pop();
    }
    return path;
  }
}

/** Whether the last fence of some lines opens a block, and does not close one. */
function endsFenced(lines: readonly string[]): boolean {
  let open: Fence | undefined;
  for (const line of lines) {
    if (!open) open = fenceAt(line);
    else if (closesFence(line, open)) open = undefined;
  }
  return open !== undefined;
}

interface Beginning {
  readonly size: number;
  readonly file: string | undefined;
}

/** Reads a line as the first marker of a block, behind which some models name the file. */
function beginningOf(line: string): Beginning | undefined {
  const [, signs, rest = ''] = /^(<{5,}) ?SEARCH\b[:>]?\s*(.*)/i.exec(line) ?? [];
  if (signs === undefined) return undefined;
  const file = rest === '' ? undefined : fileInLine(rest);
  return rest === '' || file !== undefined ? { size: signs.length, file } : undefined;
}

/** Lines of the same block in one event. */
function joined(events: readonly EditBlockEvent[]): EditBlockEvent[] {
  const out: EditBlockEvent[] = [];
  let lines: string[] | undefined;
  for (const event of events) {
    if (event.kind !== 'lines') {
      lines = undefined;
      out.push(event);
    } else if (lines) {
      for (const line of event.lines) lines.push(line);
    } else {
      lines = [...event.lines];
      out.push({ ...event, lines });
    }
  }
  return out;
}
