import type { DocumentForm, SnippetForm } from '../../protocol/promptForms';
import { choose, type Candidate } from './choose';
import { FileWindows, textsOf, type IndexBounds, type OpenFile, type RankedWindow } from './fileWindows';
import { snippet } from './snippet';
import { estimateTokens, lineTokens } from '../../common/tokenEstimate';

/** A file of up to so many tokens is taken whole or not at all, of a larger one only what is alike. */
const wholeFile = 1_500;

/** But of no file more than this part of the budget: else a small budget would have room for none. */
const mostOfBudget = 0.5;

/** At most so many places of one file. */
const placesPerFile = 3;

/** Lines less alike than this share only what all code of a project shares. */
const leastAlike = 0.06;

/** An open file, and how useful it is before anything is known of its text, 0 to 0.1: on screen, same language. */
export interface StandingFile extends OpenFile {
  readonly standing: number;
}

type FileForm = DocumentForm | SnippetForm;

interface Found extends Candidate {
  readonly form: () => FileForm;
}

/**
 * What other open files have to say about a place: small ones whole, of large ones the lines that are most like those
 * around the cursor.
 */
export class OpenFiles {
  private readonly windows: FileWindows;
  private chosen: readonly string[] = [];

  constructor(bounds?: IndexBounds) {
    this.windows = new FileWindows(bounds);
  }

  /**
   * Chooses for a place. A generator that pauses at least every millisecond or two.
   * @param files the others that are open, most useful first
   * @param asked the words around the cursor
   * @param budget tokens
   */
  *about(
    files: readonly StandingFile[],
    asked: Uint32Array,
    budget: number,
  ): Generator<void, readonly FileForm[]> {
    yield* this.windows.update(files);
    const found: Found[] = [];
    const whole = Math.min(wholeFile, mostOfBudget * budget);
    for (const file of this.windows.within(files)) {
      found.push(...this.candidates(file, asked, whole));
      yield;
    }
    const chosen = choose(found, budget, this.chosen);
    this.chosen = chosen.map(({ key }) => key);
    return chosen.map(({ form }) => form());
  }

  /** @param whole most tokens of a file that is taken whole */
  private candidates(file: StandingFile, asked: Uint32Array, whole: number): Found[] {
    const { path, language, lines, standing } = file;
    const ranked = this.windows.rank(file.key, asked);
    const tokens = tokensUpTo(file, whole);
    if (tokens <= whole) {
      const text = (): string => [...textsOf(lines, 0, lines.count - 1)].join('\n');
      const score = (ranked[0]?.score ?? 0) + standing;
      // An empty file has nothing to say.
      if (tokens <= 1) return [];
      return [
        { key: file.key, tokens, score, form: () => ({ kind: 'document', path, language, text: text() }) },
      ];
    }
    return joined(ranked.filter(({ score }) => score >= leastAlike).slice(0, placesPerFile)).map(place => {
      const form = snippet(file, place.first, place.last);
      const key = `${file.key}#${place.first}-${place.last}`;
      return { key, tokens: estimateTokens(form.text), score: place.score + standing, form: () => form };
    });
  }
}

/** Windows that overlap or touch become one, as good as the best of them. */
function joined(windows: readonly RankedWindow[]): RankedWindow[] {
  const all: RankedWindow[] = [];
  for (const next of [...windows].sort((a, b) => a.first - b.first)) {
    const before = all.at(-1);
    if (!before || next.first > before.last + 1) all.push(next);
    else {
      all[all.length - 1] = {
        first: before.first,
        last: next.last,
        score: Math.max(before.score, next.score),
      };
    }
  }
  return all;
}

function tokensUpTo({ lines }: OpenFile, limit: number): number {
  let tokens = 0;
  for (let line = 0; line < lines.count && tokens <= limit; line++)
    tokens += lineTokens(lines.text(line), limit);
  return tokens;
}
