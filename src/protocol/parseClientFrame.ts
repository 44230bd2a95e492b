import * as v from 'valibot';
import {
  clientEventSchemas,
  createBodySchema,
  type ClientEvent,
  type ClientEventType,
  type CreateBody,
} from './clientEvents';
import { jsonExtent } from './jsonBounds';

/** What one request may hold, whatever it is. The largest conversation of a chat, 20,000 items, has 140,000 values. */
export const requestBounds = { values: 512 * 1024, depth: 64 } as const;

/**
 * What a value takes in memory once it is read, in code units: an empty object is three units of text and some sixty
 * bytes of memory.
 */
const unitsPerValue = 32;

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
  /** `size`: what it holds in memory, in code units; at least the length of the frame. */
  | { readonly kind: 'event'; readonly event: ClientEvent; readonly size: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A request body after reading. */
export type ParsedBody<Body = CreateBody> =
  /** `size`: as that of a frame. */
  | { readonly kind: 'body'; readonly body: Body; readonly size: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const envelope = v.object({ type: v.string() });
const lane = v.object({ stream_id: v.string() });

/**
 * Reads one text frame of a client. Never throws; what is wrong is said in the protocol's own error terms. Bounded work:
 * nothing is read that has more values than a request may have, and checking ends at the first fault.
 */
export function parseClientFrame(text: string): ClientFrame {
  const json = readJson(text, 'frame');
  if ('refusal' in json) return json;
  const { raw, size } = json;
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
  const event = v.safeParse(clientEventSchemas[type], raw, firstFault);
  return event.success ? { kind: 'event', event: event.output, size } : refusedFor(event.issues[0], raw);
}

/** Reads the JSON body of an HTTP request. Never throws; bounded as a frame is. */
export function parseCreateBody(text: string): ParsedBody {
  return parseBody(text, createBodySchema);
}

/** Reads the JSON body of an HTTP request that has another form. As `parseCreateBody`. */
export function parseBody<S extends v.GenericSchema>(text: string, schema: S): ParsedBody<v.InferOutput<S>> {
  const json = readJson(text, 'body');
  if ('refusal' in json) return json;
  const body = v.safeParse(schema, json.raw, firstFault);
  return body.success
    ? { kind: 'body', body: body.output, size: json.size }
    : refusedFor(body.issues[0], json.raw);
}

/** Without it every fault is collected before the first one is told: a million of them for a million wrong items. */
const firstFault = { abortEarly: true } as const;

interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

function readJson(
  text: string,
  what: 'frame' | 'body',
): { readonly raw: unknown; readonly size: number } | Refused {
  const extent = jsonExtent(text, requestBounds);
  if ('beyond' in extent) {
    const { values, depth } = requestBounds;
    const message =
      extent.beyond === 'values'
        ? `A request may have ${values} JSON values at most. Send less, or in several requests.`
        : `A request may be nested ${depth} levels deep at most.`;
    return refused('invalid_request', message, null, laneIn(text));
  }
  try {
    return { raw: JSON.parse(text), size: Math.max(text.length, extent.values * unitsPerValue) };
  } catch {
    return refused('invalid_json', `The ${what} is not valid JSON.`, null);
  }
}

/** The lane of a frame that is not read, if it stands at its beginning, where clients put it. */
function laneIn(text: string): string | undefined {
  return /"stream_id"\s*:\s*"([A-Za-z0-9_.-]{1,256})"/.exec(text.slice(0, 1024))?.[1];
}

function isKnown(type: string): type is ClientEventType {
  return Object.hasOwn(clientEventSchemas, type);
}

function laneOf(raw: unknown): string | undefined {
  return v.is(lane, raw) ? raw.stream_id : undefined;
}

/** A path may hold names that the client made up. */
const longestPath = 200;

function refusedFor(issue: v.BaseIssue<unknown>, raw: unknown): Refused {
  const param = v.getDotPath(issue)?.slice(0, longestPath) ?? null;
  if (param === 'stream_id') {
    return refused('invalid_stream_id', 'A stream_id is 1 to 256 of A-Z a-z 0-9 _ . -', param);
  }
  const expected = issue.type === 'custom' ? issue.message : (issue.expected ?? 'another value');
  const message = `Invalid ${param ? `"${param}"` : 'request'}: expected ${expected}.`;
  return refused('invalid_request', message, param, laneOf(raw));
}

function refused(code: Refusal['code'], message: string, param: string | null, streamId?: string): Refused {
  return { kind: 'refused', refusal: { status: 400, code, message, param, streamId } };
}
