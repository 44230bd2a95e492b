import assert from 'node:assert/strict';
import { parseServerFrame } from '../../../src/protocol/parseServerFrame';
import {
  ResponseStream,
  type Acceptance,
  type ResponseEnd,
  type SteerEvent,
} from '../../../src/session/connection/responseStream';

/** What an event holds besides its type. */
export type Fields = Readonly<Record<string, unknown>>;

/** A response as its reader hears it. @param undoubted what comes can be nobody else's */
export function streamRig(undoubted = false) {
  const heard: string[] = [];
  const ends: ResponseEnd[] = [];
  const stream = new ResponseStream('', undefined, {
    onText: text => heard.push(text),
    onCall: ({ callId }) => heard.push(`call ${callId}`),
    onBytes: () => undefined,
    onSteerAccepted: () => heard.push('accepted'),
    onAwaitingSuccessor: () => heard.push('awaiting'),
    onRedirected: instructions => heard.push(`redirected to ${instructions.join(' and ')}`),
    onSteerRefused: code => heard.push(`refused: ${code}`),
    onUseless: ({ message }) => heard.push(message === '' ? 'useless, for no reason' : 'useless'),
    onEnd: ({ kind }) => heard.push(kind),
  });
  /** Returns what became of an event: a word, or how the response ended. */
  const take = (type: string, fields: Fields = {}): string => {
    const frame = parseServerFrame(JSON.stringify({ type, ...fields }));
    assert.ok(frame.kind === 'event', JSON.stringify(frame));
    const { event } = frame;
    const isSteer = (one: typeof event): one is SteerEvent => one.type.startsWith('response.steer.');
    const acceptance = isSteer(event) ? stream.acceptSteer(event) : stream.accept(event, undoubted);
    if (typeof acceptance !== 'string') ends.push(acceptance);
    return inWords(acceptance);
  };
  const created = (id = 'r', more: Fields = {}): string =>
    take('response.created', { response: { id }, ...more });
  const delta = (text: string, more: Fields = {}): string =>
    take('response.output_text.delta', { delta: text, ...more });
  return { stream, heard, ends, take, created, delta };
}

function inWords(acceptance: Acceptance): string {
  if (typeof acceptance === 'string') return acceptance;
  switch (acceptance.kind) {
    case 'incomplete':
      return `incomplete: ${acceptance.reason}`;
    case 'failed':
    case 'lost':
      return `${acceptance.kind}: ${acceptance.error.message}`;
    default:
      return acceptance.kind;
  }
}

/** What a server counts, thoughts not told apart. */
export const usage = { input_tokens: 10, output_tokens: 5 };
