import type { EngineEvent, EngineRequest } from '../../engine';
import type { Correction, Known, Notes } from '../lessons';
import type { CountedTokens } from './usage';

/** A request as an upstream gets it. */
export interface Asking {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The limit in it that the upstream keeps, in tokens; undefined: it was given none. */
  readonly limit: number | undefined;
}

/** What reads chunks that carry text and nothing else: the same as `AnswerReader.take` reads of them. */
export interface PlainTexts {
  /** The text of a chunk that carries nothing else of interest, whatever its text is; undefined for every other. */
  of(chunk: unknown): string | undefined;
  /** Reads the text of such a chunk. */
  take(text: string): readonly EngineEvent[];
}

/** Reads one answer, event by event. Pure: where the stream was cut makes no difference. */
export interface AnswerReader {
  /** Reads the JSON of one event. Throws `UpstreamError` for what the client is to be told. */
  take(event: unknown): readonly EngineEvent[];
  /** Whether the answer is whole; only usage may still come. */
  readonly whole: boolean;
  /** Whether the answer itself is being written. A model that thinks, or reads, may be silent for long. */
  readonly speaking: boolean;
  /** What the upstream has said so far that the answer costs. */
  readonly counted?: CountedTokens | undefined;
  /** Only where chunks may be alike but for their text. */
  readonly texts?: PlainTexts;
  /**
   * The stream has ended. `marked` when it said so itself (`[DONE]`). Returns the rest, with the `end` event last.
   * Throws `UpstreamError` when the answer cannot be whole.
   */
  finish(marked: boolean): readonly EngineEvent[];
}

/** One form in which an upstream is asked and answers. */
export interface WireForm {
  /** As on the command line, or a form that only some requests are asked in: `apply` merges code into a file, `edit` says the next edit. */
  readonly api: 'chat' | 'completions' | 'infill' | 'responses' | 'apply' | 'edit';
  /**
   * Puts a request into this form. Throws `EngineError` when it cannot be.
   * @param warm prepare only: generate as little as the form allows
   * @param known what this model does not take
   */
  ask(request: EngineRequest, model: string, warm: boolean, known: Known): Asking;
  /** Whether a warm-up holds anything that requests will begin with; where this is missing, it does. */
  prepares?(request: EngineRequest, known: Known): boolean;
  /** Starts to read an answer to `request`. What the answer shows of the model goes into its notes. */
  reader(request: EngineRequest, notes: Notes): AnswerReader;
  /** Makes the events of an answer that came whole, as JSON, into what `reader` would have read. */
  whole(json: unknown): readonly unknown[];
  /**
   * The upstream refused a request: what to ask differently. Undefined when there is nothing, and the refusal
   * stands.
   */
  correct(refusal: { readonly status: number; readonly text: string }, asked: Asking): Correction | undefined;
}
