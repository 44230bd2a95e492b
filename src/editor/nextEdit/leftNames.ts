import type { NameChange, NamePlace } from '../../nextEdit/predict/moment';

/** So long a language service is trusted to have told of all places of a name, in ms. */
const trustedMs = 60_000;

/** An error that a language service reports, and the text that it is about. */
export interface ReportedError extends NamePlace {
  readonly text: string;
}

/**
 * Where a former name still stands for what was renamed: where a language service complains about it. Once it has complained
 * about one place it is taken to know them all; before, it may not have looked yet, and nothing is known.
 */
export class LeftNames {
  /** Until when it is known of a renaming, by what was renamed into what. */
  private readonly known = new Map<string, number>();

  /**
   * @param errors all that are reported now
   * @param now in ms
   * @returns undefined when nothing is known
   */
  places(
    { uri, from, to }: NameChange,
    errors: readonly ReportedError[],
    now: number,
  ): readonly NamePlace[] | undefined {
    const key = JSON.stringify([uri, from, to]);
    const left = errors.filter(({ text }) => text === from);
    if (left.length > 0) this.known.set(key, now + trustedMs);
    const until = this.known.get(key);
    if (until === undefined) return undefined;
    if (now <= until) return left;
    this.known.delete(key);
    return undefined;
  }
}
