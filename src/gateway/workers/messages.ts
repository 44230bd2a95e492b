/** What the first process of a gateway with several and its workers say to each other. */
import * as v from 'valibot';

const id = v.number();
const limit = v.optional(v.number());

/** A client, as far as its bounds go. */
const client = v.object({
  name: v.string(),
  requestsPerMinute: limit,
  maxInFlight: limit,
  requestsPerDay: limit,
  tokensPerDay: limit,
});

const fromWorker = v.variant('kind', [
  v.object({ kind: v.literal('listening'), url: v.string(), http: v.string() }),
  /** A request asks to be let in. `connection` and `id` are numbers of this worker. */
  v.object({ kind: v.literal('enter'), id, client, connection: v.number(), shared: v.boolean() }),
  /** It does not wait any more. */
  v.object({ kind: v.literal('abort'), id }),
  v.object({ kind: v.literal('leave'), id, tokens: v.number() }),
  /** What one that is in has cost so far, in tokens. */
  v.object({ kind: v.literal('so far'), id, tokens: v.number() }),
  /** Somebody wants to open a WebSocket; it was opened only if there is room, and has closed, or was not wanted. */
  v.object({ kind: v.literal('socket?'), id, client: v.string(), shared: v.boolean() }),
  v.object({ kind: v.literal('socket closed'), id }),
  /** Somebody wants the figures of all. */
  v.object({ kind: v.literal('figures?'), id }),
  /** The figures of this worker, as prom-client hands them on. */
  v.object({ kind: v.literal('figures'), id, json: v.array(v.looseObject({})) }),
]);

const toWorker = v.variant('kind', [
  v.object({ kind: v.literal('entered'), id }),
  v.object({
    kind: v.literal('refused'),
    id,
    status: v.number(),
    code: v.string(),
    message: v.string(),
    headers: v.optional(v.record(v.string(), v.string())),
  }),
  v.object({ kind: v.literal('socket'), id, given: v.boolean() }),
  v.object({ kind: v.literal('collect'), id }),
  v.object({ kind: v.literal('text'), id, text: v.string() }),
  /** `config`: the file of upstreams, where there is one. */
  v.object({ kind: v.literal('reload'), config: v.optional(v.string()) }),
  v.object({ kind: v.literal('end') }),
]);

/** What a worker says. */
export type FromWorker = v.InferOutput<typeof fromWorker>;
/** What is said to a worker. */
export type ToWorker = v.InferOutput<typeof toWorker>;

/** Reads what a worker has said; undefined for what others send over the same channel. */
export function readFromWorker(message: unknown): FromWorker | undefined {
  const read = v.safeParse(fromWorker, message);
  return read.success ? read.output : undefined;
}

/** Reads what was said to this worker; undefined for what others send over the same channel. */
export function readToWorker(message: unknown): ToWorker | undefined {
  const read = v.safeParse(toWorker, message);
  return read.success ? read.output : undefined;
}
