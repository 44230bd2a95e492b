import * as v from 'valibot';
import { clientEventSchemas } from '../../../src/protocol/clientEvents';
import type { OpenSocket, Socket, SocketListener } from '../../../src/session/connection/socket';

const create = v.object({
  ...clientEventSchemas['response.create'].entries,
  stream_options: v.optional(v.unknown()),
});

/** One socket as the scripted server sees it. */
export class ServerSocket implements Socket {
  /** Frames the client sent, parsed. */
  readonly received: unknown[] = [];
  /** Raw frames the client sent. */
  readonly frames: string[] = [];
  closed = false;
  pings = 0;
  bufferedBytes = 0;
  private readonly numbers = new Map<string, number>();

  constructor(
    readonly n: number,
    readonly target: Parameters<OpenSocket>[0],
    private readonly listener: SocketListener,
    private readonly lines: string[],
  ) {}

  // The client's side.

  send(frame: string): void {
    if (this.closed) return;
    const event: unknown = JSON.parse(frame);
    this.frames.push(frame);
    this.received.push(event);
    this.line(`→ ${describe(event)}`);
  }

  ping(): void {
    if (!this.closed) this.pings++;
  }

  close(code: number): void {
    if (!this.closed) this.line(`→ close ${code}`);
    this.closed = true;
  }

  dispose(): void {
    if (!this.closed) this.line('→ dropped');
    this.closed = true;
  }

  // The server's side.

  accept(headers: Readonly<Record<string, string>> = {}): this {
    this.line('← open');
    this.listener.onOpen(headers);
    return this;
  }

  refuse(status: number, headers: Readonly<Record<string, string>> = {}): void {
    this.line(`← HTTP ${status}`);
    this.closed = true;
    this.listener.onOpenFailed({ message: `HTTP ${status}`, status, headers });
  }

  unreachable(code = 'ECONNREFUSED'): void {
    this.line(`← ${code}`);
    this.closed = true;
    this.listener.onOpenFailed({ message: `connect ${code}`, code });
  }

  pong(): void {
    if (!this.closed) this.listener.onPong();
  }

  binary(): void {
    this.line('← (binary)');
    this.listener.onBinary();
  }

  raw(frame: string): void {
    this.line(`← ${frame.length > 60 ? `${frame.slice(0, 57)}...` : frame}`);
    this.listener.onText(frame);
  }

  hangUp(code = 1006, reason = ''): void {
    this.line(`← close ${code}`);
    this.closed = true;
    this.listener.onClose(code, reason);
  }

  /** Sends an event; `lane` `''` is the default lane. Numbers are given in order from each `created` on. */
  say(lane: string, type: string, fields: Readonly<Record<string, unknown>> = {}): void {
    const number = type === 'response.created' ? 0 : (this.numbers.get(lane) ?? -1) + 1;
    this.numbers.set(lane, number);
    const event = { type, sequence_number: number, ...(lane ? { stream_id: lane } : {}), ...fields };
    this.line(`← ${describeServer(event)}`);
    this.listener.onText(JSON.stringify(event));
  }

  created(lane: string, id: string): void {
    this.say(lane, 'response.created', { response: { id, status: 'in_progress' } });
  }

  delta(lane: string, text: string): void {
    this.say(lane, 'response.output_text.delta', { item_id: 'm', delta: text });
  }

  completed(lane: string, id: string, outputTokens = 5): void {
    this.say(lane, 'response.completed', {
      response: {
        id,
        status: 'completed',
        usage: { input_tokens: 10, output_tokens: outputTokens, total_tokens: 10 + outputTokens },
      },
    });
  }

  incomplete(lane: string, id: string, reason: string): void {
    this.say(lane, 'response.incomplete', { response: { id, incomplete_details: { reason } } });
  }

  /** The nested error object. */
  error(lane: string, status: number, code: string, more: Readonly<Record<string, unknown>> = {}): void {
    this.say(lane, 'error', {
      status,
      error: { type: 'invalid_request_error', code, message: `${code}.`, ...more },
    });
  }

  /** A whole plain answer. */
  answer(lane: string, id: string, ...deltas: readonly string[]): void {
    this.created(lane, id);
    for (const delta of deltas) this.delta(lane, delta);
    this.completed(lane, id);
  }

  private line(text: string): void {
    this.lines.push(`${this.n} ${text}`);
  }
}

/** A server that does what a test says, and writes down what passes in both directions. */
export class ScriptedEndpoint {
  readonly sockets: ServerSocket[] = [];
  /** `SOCKET → client event` and `SOCKET ← server event`, in order. */
  readonly transcript: string[] = [];

  readonly open: OpenSocket = (target, listener) => {
    const socket = new ServerSocket(this.sockets.length + 1, target, listener, this.transcript);
    this.sockets.push(socket);
    return socket;
  };

  /** The newest socket. */
  get socket(): ServerSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('No socket has been opened yet.');
    return socket;
  }

  /** The transcript since the last call, for comparing piece by piece. */
  take(): string[] {
    return this.transcript.splice(0);
  }
}

function describe(event: unknown): string {
  const parsed = v.safeParse(create, event);
  if (parsed.success) {
    const { type, stream_id, previous_response_id, generate, input } = parsed.output;
    const texts = typeof input === 'string' ? input : (input ?? []).map(item => item.content).join('|');
    return [
      type,
      stream_id,
      previous_response_id && `after ${previous_response_id}`,
      generate === false && 'warm-up',
      JSON.stringify(texts),
    ]
      .filter(Boolean)
      .join(' ');
  }
  const other = v.parse(v.looseObject({ type: v.string() }), event);
  const { type, ...rest } = other;
  return `${type} ${Object.values(rest).map(String).join(' ')}`.trim();
}

function describeServer(event: Readonly<Record<string, unknown>>): string {
  const { type, stream_id, delta, response, error } = v.parse(
    v.looseObject({
      type: v.string(),
      stream_id: v.optional(v.string()),
      delta: v.optional(v.string()),
      response: v.optional(v.looseObject({ id: v.string() })),
      error: v.optional(v.looseObject({ code: v.string() })),
    }),
    event,
  );
  const detail = delta === undefined ? (response?.id ?? error?.code) : JSON.stringify(delta);
  return [type, stream_id, detail].filter(Boolean).join(' ');
}
