import type { StreamId } from '../../protocol/streamId';

/** Bounds of one socket's work. */
export interface SchedulerLimits {
  /** Responses running at the same time; more are queued. */
  readonly maxInFlight: number;
  /** Distinct lane names in the life of a socket; the default lane does not count. */
  readonly maxLanes: number;
  /** Requests waiting at the same time. */
  readonly maxQueued: number;
  /** Code units of all waiting requests together. */
  readonly maxQueuedSize: number;
}

/** One request to run on a lane. */
export interface LaneJob {
  /** Name of the lane; undefined is the default lane. */
  readonly lane: StreamId | undefined;
  /** What it holds in memory while it waits, in code units. */
  readonly size: number;
  /** Runs the request. The lane is taken until this resolves; it must not reject. */
  run(): Promise<void>;
}

/** Whether a job was taken, and if not, which limit refused it. */
export type Submission = 'taken' | 'lane-limit' | 'queue-full';

/**
 * Orders the requests of one socket: first in, first out inside a lane, lanes side by side, at most
 * `maxInFlight` at once. Among lanes that could start, the request that came first starts first.
 */
export class LaneScheduler {
  private readonly limits: SchedulerLimits;
  private readonly onIdle: () => void;
  private readonly names = new Set<string>();
  private readonly busy = new Set<StreamId | undefined>();
  private waiting: LaneJob[] = [];
  private waitingSize = 0;

  /** `onIdle` is called each time the last request has ended and none waits. */
  constructor(limits: SchedulerLimits, onIdle: () => void = () => {}) {
    this.limits = limits;
    this.onIdle = onIdle;
  }

  /** Requests running now. */
  get inFlight(): number {
    return this.busy.size;
  }

  /** Requests waiting now. */
  get queued(): number {
    return this.waiting.length;
  }

  /** Starts the job, or queues it, or says which limit it breaks. A refused job leaves no trace. */
  submit(job: LaneJob): Submission {
    const { lane, size } = job;
    const isNew = lane !== undefined && !this.names.has(lane);
    if (isNew && this.names.size >= this.limits.maxLanes) return 'lane-limit';
    if (!this.canStart(lane)) {
      if (this.waiting.length >= this.limits.maxQueued) return 'queue-full';
      if (this.waitingSize + size > this.limits.maxQueuedSize) return 'queue-full';
    }
    if (isNew) this.names.add(lane);
    this.waiting.push(job);
    this.waitingSize += size;
    this.startWhatCan();
    return 'taken';
  }

  private canStart(lane: StreamId | undefined): boolean {
    return (
      this.busy.size < this.limits.maxInFlight &&
      !this.busy.has(lane) &&
      !this.waiting.some(job => job.lane === lane)
    );
  }

  private startWhatCan(): void {
    while (this.busy.size < this.limits.maxInFlight) {
      const at = this.waiting.findIndex(job => !this.busy.has(job.lane));
      const job = this.waiting[at];
      if (!job) return;
      this.waiting.splice(at, 1);
      this.waitingSize -= job.size;
      this.busy.add(job.lane);
      const release = (): void => this.release(job.lane);
      job.run().then(release, release);
    }
  }

  private release(lane: StreamId | undefined): void {
    this.busy.delete(lane);
    this.startWhatCan();
    if (this.busy.size === 0 && this.waiting.length === 0) this.onIdle();
  }
}
