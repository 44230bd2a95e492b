import type { DocumentForm, SnippetForm } from '../../protocol/promptForms';
import { choose, type Candidate } from './choose';
import { FileWindows, textsOf, type IndexBounds, type OpenFile } from './fileWindows';
import { placesOfFile, type Place } from './placesOfFile';
import { snippet } from './snippet';
import { estimateTokens, lineTokens } from '../../common/tokenEstimate';

/** A file of up to so many tokens is taken whole or not at all, of a larger one only what is alike. */
const wholeFile = 1_500;

/** But of no file more than this part of the budget: else a small budget would have room for none. */
const mostOfBudget = 0.5;

/** An open file, and how useful it is before anything is known of its text, 0 to 0.1: on screen, same language. */
export interface StandingFile extends OpenFile {
  readonly standing: number;
}

type FileForm = DocumentForm | SnippetForm;

/** A file, or some lines of one. */
interface Part {
  readonly key: string;
  readonly file: string;
  /** Undefined: all of it. */
  readonly place: Place | undefined;
}

interface Found extends Candidate, Part {
  readonly form: () => FileForm;
}

/**
 * What other open files have to say about a place: small ones whole, of large ones the lines that are most like those
 * around the cursor.
 */
export class OpenFiles {
  private readonly windows: FileWindows;
  private chosen: readonly Part[] = [];

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
    const before = this.chosen.map(({ key }) => key);
    const chosen = choose(found, budget, before);
    this.chosen = chosen.map(({ key, file, place }) => ({ key, file, place }));
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
        {
          key: file.key,
          file: file.key,
          place: undefined,
          tokens,
          score,
          form: () => ({ kind: 'document', path, language, text: text() }),
        },
      ];
    }
    const former = this.chosen.flatMap(each => (each.file === file.key && each.place ? [each.place] : []));
    return placesOfFile(ranked, former).map(({ first, last, score }) => {
      const form = snippet(file, first, last);
      return {
        key: `${file.key}#${first}-${last}`,
        file: file.key,
        place: { first, last },
        tokens: estimateTokens(form.text),
        score: score + standing,
        form: () => form,
      };
    });
  }
}

function tokensUpTo({ lines }: OpenFile, limit: number): number {
  let tokens = 0;
  for (let line = 0; line < lines.count && tokens <= limit; line++)
    tokens += lineTokens(lines.text(line), limit);
  return tokens;
}
