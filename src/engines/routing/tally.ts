import { EngineError, type UpstreamTally } from '../engine';

/** Counts what an upstream has come to. It outlives a change of its settings. */
export class Tally {
  private asked = 0;
  private fallbacks = 0;
  private readonly failures = new Map<string, number>();
  private readonly hedges = { won: 0, lost: 0 };
  private readonly wasted = { input: 0, output: 0 };

  get facts(): UpstreamTally {
    const { asked, fallbacks, failures, hedges, wasted } = this;
    return {
      asked,
      failures: Object.fromEntries(failures),
      fallbacks,
      hedges: { ...hedges },
      wasted: { ...wasted },
    };
  }

  /** It is asked. */
  ask(): void {
    this.asked++;
  }

  /** It has failed in a way of this kind. */
  failed(kind: string): void {
    this.failures.set(kind, (this.failures.get(kind) ?? 0) + 1);
  }

  /** A turn that it failed in went to another one. */
  leftFor(): void {
    this.fallbacks++;
  }

  /** It was asked as a second one, and was first or was not. */
  hedged(outcome: 'won' | 'lost'): void {
    this.hedges[outcome]++;
  }

  /** It has failed in a turn that another one has answered. Returns whether it has said what that has cost. */
  wasteOf(error: unknown): boolean {
    const spent = error instanceof EngineError ? error.spent : undefined;
    if (spent) this.waste(spent.input, spent.output);
    return spent !== undefined;
  }

  /** It has read and written these tokens for nothing. */
  waste(input: number, output: number): void {
    this.wasted.input += input;
    this.wasted.output += output;
  }
}
