/** Answers as they are handed from room to room: events that are there already cost no turn of the queue of promises. */
import type { Answer, EngineEvent } from './engine';

/**
 * An answer whose events come some at a time: those that came together are handed out without waiting. Nothing is
 * asked of `batches` before the first event is.
 */
export function fromBatches(batches: AsyncIterator<readonly EngineEvent[], void>): Answer {
  let batch: readonly EngineEvent[] = [];
  let at = 0;
  const now = (): EngineEvent | undefined => (at < batch.length ? batch[at++] : undefined);
  const next = async (): Promise<IteratorResult<EngineEvent, undefined>> => {
    for (let value = now(); ; value = now()) {
      if (value) return { done: false, value };
      const step = await batches.next();
      if (step.done) return { done: true, value: undefined };
      [batch, at] = [step.value, 0];
    }
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    now,
    next,
    async return() {
      batch = [];
      await batches.return?.();
      return { done: true, value: undefined };
    },
  };
}

/** Begins to read an answer. Whoever reads it to its end, or to a failure, need not give it back. */
export function begun(events: AsyncIterable<EngineEvent>): Answer {
  const answer: AsyncIterator<EngineEvent> & Partial<Answer> = events[Symbol.asyncIterator]();
  if (isAnswer(answer)) return answer;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    now: () => undefined,
    next: () => answer.next(),
    async return() {
      await answer.return?.();
      return { done: true, value: undefined };
    },
  };
}

function isAnswer(iterator: AsyncIterator<EngineEvent> & Partial<Answer>): iterator is Answer {
  return iterator.now !== undefined;
}

/** Who looks on while an answer is read. */
export interface Watch {
  /** An event is about to be handed on. */
  event(event: EngineEvent): void;
  /** Nothing more is there at the moment. */
  pause?(): void;
  /** The answer is over, failed, or its reader has left; called once. `error` only where it failed. */
  over(error?: unknown): void;
}

/** An answer that is open, and who looks at it. */
export interface Watched {
  readonly answer: Answer;
  readonly watch: Watch;
}

/**
 * An answer that somebody looks at while it is read.
 * @param begin makes the answer when its first event is asked for; throws or rejects when there is none
 */
export function watched(begin: () => Watched | Promise<Watched>): Answer {
  let open: Watched | undefined;
  let begins = true;
  let reading: Promise<IteratorResult<EngineEvent, undefined>> | undefined;
  const end = (error?: unknown): void => {
    const ended = open;
    open = undefined;
    ended?.watch.over(error);
  };
  const read = async (): Promise<IteratorResult<EngineEvent, undefined>> => {
    if (begins) {
      begins = false;
      const entered = begin();
      open = entered instanceof Promise ? await entered : entered;
    } else open?.watch.pause?.();
    if (!open) return over;
    try {
      const step = await open.answer.next();
      if (step.done) end();
      else open.watch.event(step.value);
      return step;
    } catch (error) {
      end(error);
      throw error;
    }
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    now() {
      const event = open?.answer.now();
      if (event) open?.watch.event(event);
      return event;
    },
    next() {
      reading = read();
      return reading;
    },
    async return() {
      begins = false;
      // What is being read comes to its end first, as it does soon where a signal has aborted it.
      await reading?.catch(() => undefined);
      const answer = open?.answer;
      await answer?.return();
      end();
      return over;
    },
  };
}

const over = { done: true, value: undefined } as const;
