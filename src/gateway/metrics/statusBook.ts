import type { ClientTurn } from './turnReport';

/** Turns that are remembered after their end. */
const mostRecent = 30;

/** A turn that runs. */
export type RunningTurn = Pick<ClientTurn, 'id' | 'client' | 'model' | 'lane' | 'over' | 'startedAt'>;

/** What turns of one client, or at one server, have come to since the gateway began. */
export interface TurnSums {
  readonly name: string;
  readonly turns: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What runs, what ran last, and what it has come to: for the page that shows it. Nothing of what is asked or answered. */
export class StatusBook {
  private readonly running = new Map<string, RunningTurn>();
  private readonly byClient = new Map<string, TurnSums>();
  private readonly byUpstream = new Map<string, TurnSums>();
  private recent: ClientTurn[] = [];

  /** A turn begins. */
  begin(turn: RunningTurn): void {
    this.running.set(turn.id, turn);
  }

  /** A turn is over. */
  end(turn: ClientTurn): void {
    this.running.delete(turn.id);
    this.recent = [turn, ...this.recent].slice(0, mostRecent);
    add(this.byClient, turn.client, turn);
    add(this.byUpstream, turn.upstream ?? 'none', turn);
  }

  /** All of it, newest first. */
  get facts(): {
    readonly running: readonly RunningTurn[];
    readonly recent: readonly ClientTurn[];
    readonly clients: readonly TurnSums[];
    readonly upstreams: readonly TurnSums[];
  } {
    return {
      running: [...this.running.values()].reverse(),
      recent: this.recent,
      clients: [...this.byClient.values()],
      upstreams: [...this.byUpstream.values()],
    };
  }
}

function add(sums: Map<string, TurnSums>, name: string, turn: ClientTurn): void {
  const { turns, failed, inputTokens, outputTokens } = sums.get(name) ?? nothing;
  sums.set(name, {
    name,
    turns: turns + 1,
    failed: failed + (turn.status === 'failed' ? 1 : 0),
    inputTokens: inputTokens + turn.inputTokens,
    outputTokens: outputTokens + turn.outputTokens,
  });
}

const nothing = { turns: 0, failed: 0, inputTokens: 0, outputTokens: 0 };
