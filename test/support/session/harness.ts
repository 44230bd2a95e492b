import { announcementHeader, writeAnnouncement, type Announcement } from '../../../src/protocol/announcement';
import type { Log, LogFields } from '../../../src/common/log';
import { formatFields } from '../../../src/common/log';
import { createSession } from '../../../src/session/createSession';
import type { EndpointProfile } from '../../../src/session/profile';
import type { Session, SessionOptions, SessionState } from '../../../src/session/session';
import type { Turn, TurnResult } from '../../../src/session/turn';
import { ManualClock, settle } from '../manualClock';
import { ScriptedEndpoint } from './scriptedEndpoint';

/** A session against a scripted server on a clock of the test's own. */
export interface Harness {
  readonly session: Session;
  readonly endpoint: ScriptedEndpoint;
  readonly clock: ManualClock;
  /** Kinds of the states since the beginning. */
  readonly states: string[];
  readonly log: string[];
  readonly ended: TurnResult[];
}

/** A server of ours, as it announces itself. */
export const announced: Announcement = {
  v: 1,
  engine: 'test',
  model: 'm',
  concurrentLanes: true,
  steer: false,
  warmUp: true,
  cancel: true,
  incremental: true,
  maxInFlight: 16,
  maxLanes: 32,
  maxConnectionMs: 3_600_000,
};

/** Response headers of a server of ours, with changes. */
export function ourHeaders(changes: Partial<Announcement> = {}): Record<string, string> {
  return { [announcementHeader]: writeAnnouncement({ ...announced, ...changes }) };
}

/** What a server with lanes but without our cancel message can do. */
export const lanes: Partial<EndpointProfile> = {
  concurrentLanes: true,
  namedLanes: true,
  warmUp: true,
  maxInFlight: 16,
  maxLanes: 32,
};

export function harness(options: Partial<SessionOptions> = {}): Harness {
  const clock = new ManualClock();
  const endpoint = new ScriptedEndpoint();
  const log: string[] = [];
  const write = (message: string, fields?: LogFields): void => void log.push(message + formatFields(fields));
  const sink: Log = { debug: write, info: write, warn: write, error: write };
  const session = createSession({
    url: 'ws://test/v1/responses',
    model: 'm',
    log: sink,
    clock,
    openSocket: endpoint.open,
    random: () => 0.5,
    httpPost: () => Promise.reject(new Error('There is no HTTP in this test.')),
    ...options,
  });
  const states: string[] = [];
  session.onDidChangeState((state: SessionState) =>
    states.push(state.kind === 'waiting' ? `waiting ${state.retryInMs}` : state.kind),
  );
  const ended: TurnResult[] = [];
  session.onDidEndTurn(result => ended.push(result));
  return { session, endpoint, clock, states, log, ended };
}

/** Everything a turn says, read to its end. */
export async function read(turn: Turn): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of turn.text) pieces.push(piece);
  return pieces;
}

/** The end of a turn as one line: `completed "text"`, `failed auth "text"`. */
export async function outcome(turn: Turn): Promise<string> {
  const { status, text, error, reason } = await turn.done;
  await settle(); // Whoever reads the text has read it to its end.
  return [status, error?.kind ?? reason, JSON.stringify(text)].filter(Boolean).join(' ');
}

/** Whether a turn has ended by now. */
export async function hasEnded(turn: Turn): Promise<boolean> {
  let ended = false;
  void turn.done.then(() => (ended = true));
  await settle();
  return ended;
}

export { settle };
