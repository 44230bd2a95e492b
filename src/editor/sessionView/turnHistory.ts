import { cacheInWords } from '../../protocol/promptCache';
import { isOtherTier, tierInWords, type ServedTier } from '../../protocol/serviceTier';
import type { TurnResult } from '../../session/turn';
import type { TurnRow } from './messages';

/** The latest turns of a session, for the timeline. */
export class TurnHistory {
  private rows: TurnRow[] = [];
  private nextId = 1;
  private origin: number | undefined;

  /** @param capacity how many turns are kept */
  constructor(private readonly capacity = 60) {}

  /** Newest last. */
  get turns(): readonly TurnRow[] {
    return this.rows;
  }

  /** @param endedAt when the turn ended, in ms of a monotonic clock */
  add(result: TurnResult, endedAt: number): void {
    const { timings } = result;
    const startedAt = endedAt - timings.totalMs;
    this.origin ??= startedAt;
    const row: TurnRow = {
      id: this.nextId++,
      lane: result.lane,
      responseId: result.responseId,
      status: result.status,
      reason: result.error?.message ?? result.reason,
      startMs: startedAt - this.origin,
      queuedMs: timings.queuedMs,
      firstTokenMs: timings.firstTokenMs,
      totalMs: timings.totalMs,
      tokensPerSecond: timings.tokensPerSecond,
      tier: tierOf(result.serviceTier),
      cache: cacheInWords(result.cache, result.usage),
      bytesUp: result.bytes.up,
      bytesDown: result.bytes.down,
    };
    this.rows = [...this.rows, row].slice(-this.capacity);
  }
}

function tierOf(tier: ServedTier | undefined): TurnRow['tier'] {
  const words = tier && tierInWords(tier);
  return words ? { words, isOther: isOtherTier(tier) } : undefined;
}
