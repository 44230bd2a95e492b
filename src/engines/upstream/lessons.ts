import type { Clock } from '../../common/clock';

/** What one model is known not to take, or to do. */
export interface Known {
  has(lesson: string): boolean;
  /** True where nothing is known of any model, as is usual: then nobody need go through a list of fields. */
  readonly isEmpty?: boolean;
}

/** What one model is known to do, and room for what its answers show. */
export interface Notes extends Known {
  /** Id of the model. */
  readonly model: string;
  learn(lesson: string): void;
}

/** How long a lesson holds, in ms: servers are updated, and other models are loaded under the same name. */
const heldMs = 30 * 60_000;

/** Most lessons that are kept; the oldest go first. */
const most = 1_000;

/**
 * What models of one upstream have taught: about each model by itself, and for a while only, so that a mistake, or a
 * server that has been mended, is found out.
 */
export class Lessons {
  private readonly clock: Clock;
  /** When each was learnt, by model and lesson, oldest first. */
  private readonly learnt = new Map<string, number>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** About one model. */
  of(model: string): Notes {
    const key = (lesson: string): string => `${lesson}\n${model}`;
    const { learnt } = this;
    return {
      model,
      get isEmpty() {
        return learnt.size === 0;
      },
      has: lesson => {
        const at = this.learnt.get(key(lesson));
        return at !== undefined && this.clock.now() - at < heldMs;
      },
      learn: lesson => {
        this.learnt.delete(key(lesson));
        this.learnt.set(key(lesson), this.clock.now());
        for (const oldest of this.learnt.keys()) {
          if (this.learnt.size <= most) break;
          this.learnt.delete(oldest);
        }
      },
    };
  }
}

/** What is asked differently after a refusal. */
export interface Correction {
  readonly lessons: readonly string[];
  /** Whether later requests are asked so too. False where only this request was the matter. */
  readonly lasting: boolean;
}

/**
 * What is tried for one request. It becomes a lesson when the upstream then answers, and is forgotten when that did
 * not help: a refusal alone may be anything.
 */
export class Attempt implements Known {
  private readonly notes: Notes;
  private readonly tried = new Map<string, boolean>();

  constructor(notes: Notes) {
    this.notes = notes;
  }

  get isEmpty(): boolean {
    return this.tried.size === 0 && this.notes.isEmpty === true;
  }

  has(lesson: string): boolean {
    return this.tried.has(lesson) || this.notes.has(lesson);
  }

  /** The next request is asked so. */
  try({ lessons, lasting }: Correction): void {
    for (const lesson of lessons) this.tried.set(lesson, lasting);
  }

  /** The upstream has answered. Returns whether there was something to learn. */
  answered(): boolean {
    const lasting = [...this.tried].filter(([, keep]) => keep);
    for (const [lesson] of lasting) this.notes.learn(lesson);
    return lasting.length > 0;
  }
}
