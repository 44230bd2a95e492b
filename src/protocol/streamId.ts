/**
 * What the wire calls a lane: the `stream_id` of its frames, and of the events that answer them. Frames of the default
 * lane carry none; where a lane needs a key, the empty string stands for it.
 */
export type StreamId = string;

/** The default lane. */
export const defaultLane: StreamId = '';

/** Writes the `stream_id` of a frame, to be spread into it: nothing for the default lane. */
export function streamIdField(id: StreamId | undefined): { readonly stream_id?: StreamId } {
  return id ? { stream_id: id } : {};
}

/** Reads the `stream_id` of a frame; undefined where it has none. */
export function streamIdOf(frame: {
  readonly stream_id?: StreamId | null | undefined;
}): StreamId | undefined {
  return frame.stream_id ?? undefined;
}

/** Whether a lane has that name, or is a further one of that kind: `inline-2` and `inline.2` are ones of `inline`. */
export function isLaneOf(id: StreamId, name: string): boolean {
  return id === name || id.startsWith(`${name}-`) || id.startsWith(`${name}.`);
}
