import * as v from 'valibot';
import { t } from '../../common/l10n';

/** How far a download is. */
export interface PullState {
  /** What is being done, in the words of the server; shortened. */
  readonly status: string;
  /** Of all that is known to be loaded, from 0 to 1; never less than before. */
  readonly fraction: number;
  /** `success`, or why it failed. */
  readonly end: 'success' | { readonly error: string } | undefined;
}

const size = v.fallback(v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))), undefined);
const event = v.looseObject({
  status: v.fallback(v.optional(v.string()), undefined),
  error: v.fallback(v.optional(v.string()), undefined),
  digest: v.fallback(v.optional(v.string()), undefined),
  total: size,
  completed: size,
});

/** Longest line that is read, and longest status or error that is shown, in UTF-16 code units. */
const longestLine = 64 * 1024;
const longestWords = 200;

/** Reads what `POST /api/pull` of Ollama streams: one JSON object each line. Feed it pieces as they come. */
export class PullReader {
  private rest = '';
  /** Bytes of each layer: all, and those that are there. */
  private readonly layers = new Map<string, { readonly total: number; readonly completed: number }>();
  private current: PullState = { status: '', fraction: 0, end: undefined };

  /** What is known now. */
  get state(): PullState {
    return this.current;
  }

  /** @throws when a line is too long to be one of the protocol */
  feed(piece: string): void {
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop() ?? '';
    if (this.rest.length > longestLine) throw new Error(t('The answer is in no form that is known.'));
    for (const line of lines) this.read(line);
  }

  /** The answer is over: what stands there without a line break counts, too. */
  finish(): void {
    this.read(this.rest);
    this.rest = '';
  }

  private read(line: string): void {
    const parsed = v.safeParse(event, jsonOf(line));
    if (!parsed.success || this.current.end) return;
    const { status, error, digest, total, completed } = parsed.output;
    if (error !== undefined) {
      this.current = { ...this.current, end: { error: error.slice(0, longestWords) } };
      return;
    }
    if (digest !== undefined && total !== undefined && total > 0)
      this.layers.set(digest, { total, completed: Math.min(completed ?? 0, total) });
    this.current = {
      status: status?.slice(0, longestWords) ?? this.current.status,
      fraction: status === 'success' ? 1 : Math.max(this.current.fraction, this.loaded()),
      end: status === 'success' ? 'success' : undefined,
    };
  }

  private loaded(): number {
    let all = 0;
    let there = 0;
    for (const { total, completed } of this.layers.values()) {
      all += total;
      there += completed;
    }
    return all === 0 ? 0 : there / all;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
