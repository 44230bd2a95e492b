import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { connectionError } from '../../protocol/errors';
import type { ResponseStream } from './responseStream';

/** How long an answer that nobody reads may go on, in ms, before its connection is given up as soon as that harms nobody. */
const unreadMs = 60_000;

/** What a watch asks of the connection. */
export interface SilenceHost {
  /** What is in flight, muted ones among it. */
  running(): Iterable<ResponseStream>;
  /** Whether the connection ends by itself once nobody reads on it. */
  isDraining(): boolean;
  /** Nobody has read an answer for too long. */
  onUnread(): void;
}

/** Gives up answers that say nothing for too long, and tells of those that go on unread. One timer, which deltas need not touch. */
export class SilenceWatch implements Disposable {
  private timer: Disposable | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly host: SilenceHost,
  ) {}

  /** What runs has changed: looks at the answers again when the patience with the first of them ends. */
  renew(): void {
    this.timer?.dispose();
    const due = Math.min(...[...this.host.running()].map(stream => this.patienceEnds(stream)));
    if (due === Infinity) return;
    this.timer = this.clock.setTimeout(() => this.look(), Math.max(0, due - this.clock.now()));
  }

  dispose(): void {
    this.timer?.dispose();
  }

  /** Until when this answer may say nothing, or, where nobody reads it, go on. */
  private patienceEnds({ mutedAt, heardAt, silenceMs }: ResponseStream): number {
    if (mutedAt === undefined) return heardAt + silenceMs;
    return this.host.isDraining() ? Infinity : mutedAt + unreadMs;
  }

  private look(): void {
    const now = this.clock.now();
    for (const stream of this.host.running()) {
      if (now < this.patienceEnds(stream)) continue;
      const sentence = t('The endpoint has sent nothing of the answer for {0} s.', stream.silenceMs / 1000);
      if (stream.live) stream.giveUp(connectionError(sentence, 'silent'));
      else this.host.onUnread();
    }
    this.renew();
  }
}
