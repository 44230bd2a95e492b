import * as v from 'valibot';
import {
  clientEventSchemas,
  createBodySchema,
  type ClientEvent,
  type ClientEventType,
  type CreateBody,
} from './clientEvents';

/** Why a client frame was refused, in the terms of the protocol's own error object. */
export interface Refusal {
  readonly status: 400;
  readonly code: 'invalid_json' | 'invalid_request' | 'invalid_stream_id' | 'unknown_event';
  readonly message: string;
  readonly param: string | null;
  /** The lane the refused frame named, when it named one that could be read. */
  readonly streamId: string | undefined;
}

/** A client frame after reading. */
export type ClientFrame =
  | { readonly kind: 'event'; readonly event: ClientEvent }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A request body after reading. */
export type ParsedBody =
  | { readonly kind: 'body'; readonly body: CreateBody }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const envelope = v.object({ type: v.string() });
const lane = v.object({ stream_id: v.string() });

/** Reads one text frame of a client. Never throws; what is wrong is said in the protocol's own error terms. */
export function parseClientFrame(text: string): ClientFrame {
  const json = parseJson(text);
  if (!json.ok) return refused('invalid_json', 'The frame is not valid JSON.', null);
  const raw = json.value;
  const head = v.safeParse(envelope, raw);
  if (!head.success) return refused('invalid_request', 'An event needs a string field "type".', 'type');
  const { type } = head.output;
  if (!isKnown(type)) {
    return refused(
      'unknown_event',
      `Unknown event type ${JSON.stringify(type.slice(0, 80))}.`,
      'type',
      laneOf(raw),
    );
  }
  const event = v.safeParse(clientEventSchemas[type], raw);
  return event.success ? { kind: 'event', event: event.output } : refusedFor(event.issues[0], raw);
}

/** Reads the JSON body of an HTTP request. Never throws. */
export function parseCreateBody(text: string): ParsedBody {
  const json = parseJson(text);
  if (!json.ok) return refused('invalid_json', 'The body is not valid JSON.', null);
  const body = v.safeParse(createBodySchema, json.value);
  return body.success ? { kind: 'body', body: body.output } : refusedFor(body.issues[0], json.value);
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function isKnown(type: string): type is ClientEventType {
  return Object.hasOwn(clientEventSchemas, type);
}

function laneOf(raw: unknown): string | undefined {
  return v.is(lane, raw) ? raw.stream_id : undefined;
}

function refusedFor(issue: v.BaseIssue<unknown>, raw: unknown): { kind: 'refused'; refusal: Refusal } {
  const param = v.getDotPath(issue);
  if (param === 'stream_id') {
    return refused('invalid_stream_id', 'A stream_id is 1 to 256 of A-Z a-z 0-9 _ . -', param);
  }
  const message = `Invalid ${param ? `"${param}"` : 'request'}: expected ${issue.expected ?? 'another value'}.`;
  return refused('invalid_request', message, param, laneOf(raw));
}

function refused(
  code: Refusal['code'],
  message: string,
  param: string | null,
  streamId?: string,
): { kind: 'refused'; refusal: Refusal } {
  return { kind: 'refused', refusal: { status: 400, code, message, param, streamId } };
}
