import type { MalformedFrame } from '../../protocol/parseServerFrame';
import type { ServerEvent } from '../../protocol/serverEvents';
import { defaultLane, streamIdOf, type StreamId } from '../../protocol/streamId';
import type { ResponseStream } from './responseStream';

/** Where an event belongs. */
export interface Routed {
  readonly stream: ResponseStream;
  /** The request named a lane and the event does not: the server knows none. */
  readonly unlabelled: boolean;
  /** Nothing says which of several it belongs to; `stream` is one of them. */
  readonly ambiguous: boolean;
}

/**
 * Finds the stream an event belongs to: by its lane; without one, the default lane's. A server that knows no
 * lanes labels nothing, and an error about the connection as a whole has no lane either: such an event goes to
 * the only stream there is, else to the response it names, else to the only one the server has not acknowledged.
 */
export function routeEvent(
  event: ServerEvent,
  running: ReadonlyMap<StreamId, ResponseStream>,
): Routed | undefined {
  const lane = streamIdOf(event) ?? defaultLane;
  const exact = running.get(lane);
  if (exact) return { stream: exact, unlabelled: false, ambiguous: false };
  if (lane !== defaultLane) return undefined;
  const all = [...running.values()];
  const id = 'response' in event ? event.response.id : undefined;
  const named = id ? all.find(stream => stream.responseId === id) : undefined;
  const candidates = named ? [named] : all.length === 1 ? all : all.filter(other => !other.acknowledged);
  const stream = candidates[0];
  const unlabelled = event.type !== 'error';
  const ambiguous = unlabelled ? !named && all.length > 1 : candidates.length > 1;
  return stream && { stream, unlabelled, ambiguous };
}

/**
 * Finds the stream that a frame belongs to which cannot be read: by the lane it names, else by the response. Undefined
 * where it names neither, so that it may be about any of them; `stream` is undefined where nothing runs there.
 */
export function routeMalformed(
  { streamId, responseId }: MalformedFrame,
  running: ReadonlyMap<StreamId, ResponseStream>,
): { readonly stream: ResponseStream | undefined } | undefined {
  if (streamId !== undefined) return { stream: running.get(streamId) };
  const stream = [...running.values()].find(other => responseId && other.responseId === responseId);
  return stream && { stream };
}
