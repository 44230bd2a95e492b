import assert from 'node:assert/strict';
import { formatFields, type Log, type LogFields } from '../../../src/common/log';
import { systemClock } from '../../../src/common/systemClock';
import { createSession } from '../../../src/session/createSession';
import type { Session } from '../../../src/session/session';
import type { Turn, TurnRequest, TurnResult } from '../../../src/session/turn';
import { webSocketOpener } from '../../../src/session/connection/wsSocket';
import { startGatewayProcess, type GatewayProcess } from '../gateway/gatewayProcess';

/** The gateway that is shipped, in front of a real server, and our session over its socket. Dispose it. */
export class LiveRig {
  /** What the session logged, a line each. */
  readonly log: readonly string[];
  readonly gateway: GatewayProcess;
  readonly session: Session;

  private constructor(gateway: GatewayProcess, session: Session, log: readonly string[]) {
    this.gateway = gateway;
    this.session = session;
    this.log = log;
  }

  /**
   * Starts a gateway in front of a server and connects to it.
   * @param upstream address of the server
   * @param args further arguments of the gateway
   */
  static async start(
    upstream: string,
    args: readonly string[] = [],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<LiveRig> {
    const gateway = await startGatewayProcess(
      ['--engine', 'upstream', '--upstream-url', upstream, ...args],
      environment,
    );
    const log: string[] = [];
    return new LiveRig(gateway, sessionWith(gateway.url, gateway.token, log), log);
  }

  /** What the gateway says of the server. */
  async upstream(): Promise<unknown> {
    const response = await fetch(this.gateway.http.replace(/\/v1$/, '/health'));
    const json: unknown = await response.json();
    return typeof json === 'object' && json !== null && 'upstream' in json ? json.upstream : undefined;
  }

  start(input: TurnRequest['input'], more: Partial<TurnRequest> = {}): Turn {
    return this.session.start({ lane: 'chat', input, ...more });
  }

  /** A turn to its end, which is `completed` or a limit that was asked for. */
  async ask(input: TurnRequest['input'], more: Partial<TurnRequest> = {}): Promise<TurnResult> {
    const result = await this.start(input, more).done;
    assert.ok(['completed', 'incomplete'].includes(result.status), JSON.stringify(result.error));
    return result;
  }

  /** Sockets that were opened and lost; the session has had one and kept it when all is well. */
  untroubled(): void {
    const { reconnects, failedConnects, malformedFrames } = this.session.metrics();
    assert.deepEqual(
      { reconnects, failedConnects, malformedFrames },
      { reconnects: 0, failedConnects: 0, malformedFrames: 0 },
    );
  }

  async dispose(): Promise<void> {
    this.session.dispose();
    await this.gateway.dispose();
  }
}

/** A session with whatever is at an address. @param log takes what it logs, a line each */
export function sessionWith(url: string, token: string, log: string[]): Session {
  const write = (message: string, fields?: LogFields): void => void log.push(message + formatFields(fields));
  return createSession({
    url,
    headers: () => Promise.resolve({ authorization: `Bearer ${token}` }),
    model: '',
    log: { debug: write, info: write, warn: write, error: write } satisfies Log,
    clock: systemClock,
    openSocket: webSocketOpener(),
  });
}

/** Reads a turn until there is some text. */
export async function firstText(turn: Turn): Promise<string> {
  for await (const piece of turn.text) return piece;
  const { status, error } = await turn.done;
  throw new Error(`The turn ended as ${status} without text: ${error?.message}`);
}
