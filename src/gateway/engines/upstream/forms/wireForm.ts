import type { EngineEvent, EngineRequest } from '../../../engine';

/** A request as an upstream gets it. */
export interface Asking {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Reads one answer, event by event. Pure: where the stream was cut makes no difference. */
export interface AnswerReader {
  /** Reads the JSON of one event. Throws `UpstreamError` for what the client is to be told. */
  take(event: unknown): readonly EngineEvent[];
  /** Whether the answer is whole; only usage may still come. */
  readonly whole: boolean;
  /**
   * The stream has ended. `marked` when it said so itself (`[DONE]`). Returns the rest, with the `end` event last.
   * Throws `UpstreamError` when the answer cannot be whole.
   */
  finish(marked: boolean): readonly EngineEvent[];
}

/** One form in which an upstream is asked and answers. */
export interface WireForm {
  /** As on the command line. */
  readonly api: 'chat' | 'completions' | 'infill' | 'responses';
  /**
   * Puts a request into this form. Throws `EngineError` when it cannot be.
   * @param warm prepare only: generate as little as the form allows
   */
  ask(request: EngineRequest, model: string, warm: boolean): Asking;
  /** Starts to read an answer to `request`. */
  reader(request: EngineRequest): AnswerReader;
  /** Makes the events of an answer that came whole, as JSON, into what `reader` would have read. */
  whole(json: unknown): readonly unknown[];
  /**
   * The upstream refused a request. Leaves out of later requests what it does not know; false when there is
   * nothing to leave out and the refusal stands.
   */
  correct(refusal: { readonly status: number; readonly text: string }, asked: Asking): boolean;
}
