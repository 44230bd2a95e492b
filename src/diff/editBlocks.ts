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
    }
  | { readonly kind: 'lines'; readonly block: number; readonly lines: readonly string[] }
  | { readonly kind: 'end'; readonly block: number; readonly complete: boolean };

/** More search lines than this are no search: the answer has lost its form. */
const mostSearchLines = 5_000;

const fence = /^ {0,3}(?:`{3,}|~{3,})/;

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
 * lines is written with longer ones. A block without a path belongs to the file of the block before it. Code fences
 * around blocks are left out. Lines come without line breaks.
 */
export class EditBlocks {
  private pending = '';
  private path = '';
  private block = -1;
  /** The middle marker of the block, and what its end looks like. */
  private divider = '';
  private ending = /^$/;
  private state: 'outside' | 'search' | 'replace' = 'outside';
  private search: string[] = [];
  private outside: string[] = [];
  /** A code fence was opened around the blocks. */
  private isFenced = false;

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
    const events = this.pending === '' ? [] : this.line(this.pending.replace(/\r$/, ''));
    this.pending = '';
    if (this.state === 'search') {
      events.push({ kind: 'search', block: this.block, path: this.path, search: this.search });
    }
    if (this.state !== 'outside') events.push({ kind: 'end', block: this.block, complete: false });
    this.state = 'outside';
    return joined(events);
  }

  private line(line: string): EditBlockEvent[] {
    if (this.state === 'outside') {
      const marker = /^(<{5,}) ?SEARCH\s*$/.exec(line)?.[1];
      if (marker !== undefined) this.begin(marker.length);
      else if (this.isFenced && fence.test(line)) this.isFenced = false;
      else this.outside.push(line);
      return [];
    }
    if (this.state === 'search') {
      if (line.trimEnd() !== this.divider && this.search.length < mostSearchLines) {
        this.search.push(line);
        return [];
      }
      this.state = 'replace';
      return [{ kind: 'search', block: this.block, path: this.path, search: this.search }];
    }
    if (this.ending.test(line)) {
      this.state = 'outside';
      return [{ kind: 'end', block: this.block, complete: true }];
    }
    return [{ kind: 'lines', block: this.block, lines: [line] }];
  }

  private begin(size: number): void {
    this.state = 'search';
    this.divider = '='.repeat(size);
    this.ending = new RegExp(`^>{${size}} ?REPLACE\\s*$`);
    this.block++;
    this.search = [];
    this.path = this.takePath() ?? this.path;
  }

  /** The path stands right above, perhaps above a fence. A line with spaces is words, unless it is in backticks. */
  private takePath(): string | undefined {
    const kept = this.outside;
    for (let above = kept.at(-1); above !== undefined && (above.trim() === '' || fence.test(above));) {
      if (above.trim() !== '') this.isFenced = true;
      kept.pop();
      above = kept.at(-1);
    }
    const line = (kept.at(-1) ?? '').trim().replace(/^#+\s*/, '');
    const quoted = /^\**`([^`]+)`[:*]*$/.exec(line)?.[1];
    const path = quoted ?? line.replace(/^[*"'(]+|[*"'):]+$/g, '');
    if (path === '' || (quoted === undefined && /\s|[<>|?*,;!]|\.$/.test(path))) return undefined;
    kept.pop();
    return path;
  }
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
