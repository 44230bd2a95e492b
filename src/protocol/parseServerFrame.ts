import * as v from 'valibot';
import { isSignOfLife } from './answerBody';
import { isRecord } from './saidError';
import { serverEventSchemas, type ServerEvent, type ServerEventType } from './serverEvents';
import type { StreamId } from './streamId';

/** A server frame after reading: understood, well-formed but unknown, or not of the protocol at all. */
export type ServerFrame =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  | {
      readonly kind: 'unknown';
      readonly type: string;
      readonly streamId: string | undefined;
      readonly raw: unknown;
    }
  | MalformedFrame;

/** A frame that is not of the protocol, and what can be told of it nevertheless. */
export interface MalformedFrame {
  readonly kind: 'malformed';
  readonly reason: string;
  /** What it would have been; undefined where it does not say so. */
  readonly type: ServerEventType | undefined;
  /** The lane it names. */
  readonly streamId?: StreamId;
  /** The response it names. */
  readonly responseId?: string;
}

const envelope = v.object({ type: v.string(), stream_id: v.optional(v.nullable(v.string())) });

/**
 * Reads one text frame of a server. Never throws. Events of a type the client does not know are kept whole, so
 * that a newer server is not an error; a known type that lacks what the client needs is reported as malformed,
 * with the path of the first thing wrong and never with the content.
 */
export function parseServerFrame(text: string): ServerFrame {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    // Some servers keep a connection alive by words of their own.
    if (isSignOfLife({ event: '', data: text.slice(0, 100) }) && text.length <= 100)
      return { kind: 'unknown', type: 'ping', streamId: undefined, raw: text };
    return malformed('the frame is not JSON');
  }
  const head = v.safeParse(envelope, raw);
  if (!head.success) return malformed(describe(head.issues[0]), raw);
  const { type, stream_id } = head.output;
  if (!isKnown(type)) return { kind: 'unknown', type, streamId: stream_id ?? undefined, raw };
  const event = v.safeParse(serverEventSchemas[type], raw);
  if (!event.success) return malformed(`${type}: ${describe(event.issues[0])}`, raw, type);
  return { kind: 'event', event: event.output };
}

function malformed(reason: string, raw?: unknown, type?: ServerEventType): MalformedFrame {
  const { stream_id: lane, response } = isRecord(raw) ? raw : {};
  const { id } = isRecord(response) ? response : {};
  return {
    kind: 'malformed',
    reason,
    type,
    ...(isName(lane) ? { streamId: lane } : {}),
    ...(isName(id) ? { responseId: id } : {}),
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isKnown(type: string): type is ServerEventType {
  return Object.hasOwn(serverEventSchemas, type);
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${path ? `field "${path}"` : 'the frame'} should be ${issue.expected ?? 'present'}`;
}
