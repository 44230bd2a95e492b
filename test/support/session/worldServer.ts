import type { OpenSocket, Socket, SocketListener } from '../../../src/session/connection/socket';
import type { HttpPost } from '../../../src/session/connection/httpTransport';
import { ourHeaders } from './harness';

/** What kind of server the session meets. */
export type ServerKind =
  /** Lanes side by side, no cancel message. */
  | 'lanes'
  /** One of ours: lanes, warm-up, the cancel message, steering. */
  | 'ours'
  /** Nobody knows it: one response at a time on the default lane. */
  | 'single'
  /** Taken for one with lanes, and labels nothing. */
  | 'unlabelled'
  /** Answers every upgrade with 426. */
  | 'http';

/** One `response.create` as the server sees it. */
export interface Ask {
  readonly serial: number;
  /** Who asks: the name of the turn or warm-up. */
  readonly name: string;
  /** Redirects that the request carries. */
  readonly leg: number;
  readonly warmUp: boolean;
  /** The lane on the wire, `''` for the default lane. */
  readonly lane: string;
  readonly connection: Connection;
  state: 'asked' | 'begun' | 'over';
  /** Pieces of text sent. */
  pieces: number;
  /** How it ended, as the server told. */
  end: string | undefined;
  /** Output has left the server while somebody could still see it. */
  outputSent: boolean;
  /** Its end named no lane, so it was told to all that waited on its connection. */
  bare: boolean;
  /** Events said of it. */
  said: number;
  /** Instructions sent into it. */
  steers: number;
  /** Where it is a POST. */
  readonly post?: Post | undefined;
}

/** One socket, or all POSTs together. */
export interface Connection {
  readonly n: number;
  state: 'opening' | 'open' | 'over';
  /** Answers pings. */
  alive: boolean;
  readonly listener?: SocketListener;
}

/** A POST and its answer. */
export interface Post {
  readonly signal: AbortSignal;
  answered: boolean;
  over: boolean;
  /** The body broke off, or there was no answer at all. */
  broken: boolean;
  answer(status: number): void;
  push(event: object): void;
  /** Ends the body, with an error or as it should. */
  close(error?: Error): void;
}

/** How many pieces an answer has. */
export const wholeAnswer = 3;

/** What the world hears of its server. */
export interface ServerWatch {
  asked(ask: Ask): void;
  trace(line: string): void;
}

/** A server that does what it is told, step by step, and says what it sent to whom. */
export class WorldServer {
  readonly connections: Connection[] = [];
  readonly asks: Ask[] = [];
  readonly overHttp: Connection = { n: 0, state: 'open', alive: true };

  constructor(
    readonly kind: ServerKind,
    /** Whether its answers have ids, and its events numbers. */
    private readonly ids: boolean,
    private readonly watch: ServerWatch,
  ) {}

  readonly open: OpenSocket = (_target, listener) => {
    const connection: Connection = {
      n: this.connections.length + 1,
      state: 'opening',
      alive: true,
      listener,
    };
    this.connections.push(connection);
    this.watch.trace(`socket ${connection.n} is asked for`);
    const socket: Socket = {
      bufferedBytes: 0,
      send: frame => this.received(connection, frame),
      ping: () => {
        if (connection.alive) queueMicrotask(() => connection.state === 'open' && listener.onPong());
      },
      close: () => this.gone(connection, 'closed by the client'),
      dispose: () => this.gone(connection, 'dropped by the client'),
    };
    return socket;
  };

  readonly post: HttpPost = ({ body }, signal) =>
    new Promise((resolve, reject) => {
      const queue: (object | Error | undefined)[] = [];
      let wake = (): void => undefined;
      async function* read(): AsyncGenerator<string> {
        for (;;) {
          if (queue.length === 0) await new Promise<void>(next => (wake = next));
          const next = queue.shift();
          if (next === undefined) return;
          if (next instanceof Error) throw next;
          yield `data: ${JSON.stringify(next)}\n\n`;
        }
      }
      const put = (next: object | Error | undefined): void => {
        queue.push(next);
        wake();
      };
      const trace = (line: string): void => this.watch.trace(line);
      const post: Post = {
        signal,
        answered: false,
        over: false,
        broken: false,
        answer(status) {
          this.answered = true;
          resolve({ status, headers: { 'retry-after-ms': '500' }, body: read() });
        },
        push: put,
        close(error) {
          trace(error ? 'a POST breaks off' : 'the body of a POST ends');
          this.over = true;
          this.broken ||= error !== undefined;
          if (this.answered) put(error);
          else reject(error ?? new Error('no answer'));
        },
      };
      signal.addEventListener(
        'abort',
        () => {
          post.over = true;
          reject(new Error('aborted'));
          put(new Error('aborted'));
        },
        { once: true },
      );
      this.create(this.overHttp, JSON.parse(body), post);
    });

  /** Requests whose turn it is to be answered: the first of each lane, or the first of all where there are none. */
  get askable(): Ask[] {
    const heads = new Map<string, Ask>();
    for (const ask of this.asks) {
      if (ask.state === 'over' || !heard(ask)) continue;
      const place = ask.post
        ? `post ${ask.serial}`
        : `${ask.connection.n} ${this.kind === 'unlabelled' ? '' : ask.lane}`;
      if (!heads.has(place)) heads.set(place, ask);
    }
    return [...heads.values()];
  }

  accept(connection: Connection): void {
    this.watch.trace(`socket ${connection.n} opens`);
    connection.state = 'open';
    connection.listener?.onOpen(this.kind === 'ours' ? ourHeaders({ steer: true, maxInFlight: 4 }) : {});
  }

  refuse(connection: Connection, status: number | undefined): void {
    this.watch.trace(`socket ${connection.n} is refused: ${status ?? 'unreachable'}`);
    connection.state = 'over';
    connection.listener?.onOpenFailed({
      message: 'refused',
      ...(status === undefined ? { code: 'ECONNREFUSED' } : { status }),
    });
  }

  hangUp(connection: Connection, code: number): void {
    this.watch.trace(`socket ${connection.n} is closed by the server: ${code}`);
    connection.state = 'over';
    connection.listener?.onClose(code, '');
  }

  begin(ask: Ask): void {
    if (ask.state !== 'asked' || !heard(ask)) return;
    ask.state = 'begun';
    this.say(ask, 'response.created', { response: { id: this.idOf(ask) } });
  }

  piece(ask: Ask): void {
    this.begin(ask);
    if (ask.warmUp || ask.pieces >= wholeAnswer || !heard(ask)) return;
    const delta = pieceOf(ask, ask.pieces++);
    ask.outputSent = true;
    this.say(ask, 'response.output_text.delta', { item_id: `m${ask.serial}`, delta });
  }

  complete(ask: Ask): void {
    this.begin(ask);
    while (!ask.warmUp && ask.pieces < wholeAnswer && heard(ask)) this.piece(ask);
    this.end(ask, 'response.completed', { response: { id: this.idOf(ask), status: 'completed' } });
  }

  cut(ask: Ask, reason = 'max_output_tokens'): void {
    this.begin(ask);
    this.end(ask, 'response.incomplete', {
      response: { id: this.idOf(ask), incomplete_details: { reason } },
    });
  }

  fail(ask: Ask, status: number, code?: string, headers?: object): void {
    const message = `failure of ${ask.serial}`;
    if (ask.post && !ask.post.answered && code === undefined) {
      this.watch.trace(`POST ${ask.serial} is answered with HTTP ${status}`);
      ask.state = 'over';
      ask.end = 'error';
      ask.post.answer(status);
      ask.post.push({ error: { message } });
      return;
    }
    this.end(ask, 'error', { status, error: { ...(code ? { code } : {}), message, headers } });
  }

  /** Refuses a request without saying which. An answer that has begun fails in its lane, like the rest of it. */
  refuseBare(ask: Ask, status: number, code?: string): void {
    if (ask.post || ask.state !== 'asked') return;
    this.end(ask, 'error', { status, error: { code, message: `failure of ${ask.serial}` } }, true);
  }

  failed(ask: Ask): void {
    this.begin(ask);
    this.end(ask, 'response.failed', {
      response: { id: this.idOf(ask), error: { code: 'server_error', message: `failure of ${ask.serial}` } },
    });
  }

  /** A failure that is told in both forms, one right behind the other; only numbers can tell them from two. */
  failTwice(ask: Ask, first: 'error' | 'response.failed'): void {
    if (!this.ids) return;
    const error = { code: 'server_error', message: `failure of ${ask.serial}` };
    if (first === 'response.failed') this.failed(ask);
    else this.fail(ask, 500, error.code);
    if (!heard(ask)) return;
    if (first === 'response.failed') this.say(ask, 'error', { status: 500, error });
    else this.say(ask, 'response.failed', { response: { id: this.idOf(ask), error } });
  }

  /** The terminal event of an answer, once more. */
  repeat(ask: Ask): void {
    if (!heard(ask) || ask.end === 'error' || (!this.ids && this.isTaken(ask))) return;
    this.say(ask, 'response.completed', { response: { id: this.idOf(ask), status: 'completed' } });
  }

  /** A late piece of an answer that is over, before anything else has begun on its lane. */
  late(ask: Ask): void {
    if (!heard(ask) || this.isTaken(ask)) return;
    this.say(ask, 'response.output_text.delta', { delta: pieceOf(ask, 9) });
  }

  /** Whether another answer has begun where this one was, so that nothing tells them apart. */
  private isTaken({ connection, lane, post }: Ask): boolean {
    const anywhere = lane === '' || this.kind === 'unlabelled';
    return (
      !post &&
      this.asks.some(
        other =>
          other.state === 'begun' && other.connection === connection && (other.lane === lane || anywhere),
      )
    );
  }

  /** Takes up what it was told: the answer ends and another one follows by itself. */
  steer(ask: Ask): void {
    if (ask.steers === 0 || ask.state !== 'begun') return;
    this.say(ask, 'response.steer.accepted', {
      steer: { id: `s${ask.serial}`, previous_response_id: this.idOf(ask) },
    });
    // The client may have had enough while it was told.
    this.end(ask, 'response.incomplete', {
      response: { id: this.idOf(ask), incomplete_details: { reason: 'steered' } },
    });
    const { name, leg, lane, connection } = ask;
    const next: Ask = { ...ask, ...fresh(this.asks.length), name, leg: leg + ask.steers, lane, connection };
    this.asks.push(next);
    this.begin(next);
  }

  private end(ask: Ask, type: string, fields: object, bare = false): void {
    if (ask.state === 'over' || !heard(ask)) return;
    ask.state = 'over';
    ask.end = type;
    ask.bare = bare || this.kind === 'unlabelled';
    this.say(ask, type, fields, bare);
  }

  private say(ask: Ask, type: string, fields: object, bare = false): void {
    const { post, connection, lane } = ask;
    this.watch.trace(`${ask.name}#${ask.serial} ${post ? 'POST' : `socket ${connection.n}`} <- ${type}`);
    if (post) {
      if (!post.answered) post.answer(200);
      return post.push({ type, ...fields });
    }
    if (connection.state !== 'open') return;
    const label = bare || lane === '' || this.kind === 'unlabelled' ? {} : { stream_id: lane };
    const number = this.ids ? { sequence_number: ask.said++ } : {};
    connection.listener?.onText(JSON.stringify({ type, ...label, ...number, ...fields }));
  }

  private received(connection: Connection, frame: string): void {
    const event: unknown = JSON.parse(frame);
    if (!isRecord(event)) return;
    if (connection.state !== 'open')
      throw new Error(`sent on socket ${connection.n}, which is gone: ${frame}`);
    if (event['type'] === 'response.create') return this.create(connection, event);
    this.watch.trace(`socket ${connection.n} -> ${frame.slice(0, 90)}`);
    const target = event['previous_response_id'];
    if (event['type'] !== 'codex_spark.cancel') {
      for (const ask of this.asks)
        if (ask.state === 'begun' && target !== '' && this.idOf(ask) === target) ask.steers++;
      return;
    }
    const lane = event['stream_id'] ?? '';
    const ask = this.asks.find(
      other => other.connection === connection && other.lane === lane && other.state !== 'over',
    );
    // As a message over a network, it is read later.
    if (ask) queueMicrotask(() => ask.connection.state === 'open' && this.cut(ask, 'cancelled'));
  }

  private create(connection: Connection, event: unknown, post?: Post): void {
    if (!isRecord(event) || !Array.isArray(event['input'])) throw new Error('not a request');
    const contents = event['input'].map(item => (isRecord(item) ? String(item['content']) : ''));
    const lane = event['stream_id'];
    const ask: Ask = {
      ...fresh(this.asks.length),
      name: contents.find(text => /^[tw]\d+$/.test(text)) ?? '',
      leg: contents.filter(text => text.startsWith('steer')).length,
      warmUp: event['generate'] === false,
      lane: typeof lane === 'string' ? lane : '',
      connection,
      post,
    };
    this.watch.trace(
      `${ask.name}#${ask.serial} ${post ? 'POST' : `socket ${connection.n} lane "${ask.lane}"`} -> request`,
    );
    this.watch.asked(ask);
    this.asks.push(ask);
  }

  private idOf(ask: Ask): string {
    return this.ids ? `r${ask.serial}` : '';
  }

  private gone(connection: Connection, how: string): void {
    if (connection.state !== 'over') this.watch.trace(`socket ${connection.n} is ${how}`);
    connection.state = 'over';
  }
}

function fresh(serial: number) {
  return {
    serial,
    state: 'asked' as Ask['state'],
    pieces: 0,
    end: undefined,
    bare: false,
    said: 0,
    outputSent: false,
    steers: 0,
  };
}

/** Whether anything said of it still gets to the client. */
function heard({ connection, post }: Ask): boolean {
  return connection.state === 'open' && !post?.over;
}

/** One piece of the text of an answer: it names the turn, the request and its place. */
function pieceOf({ name, serial }: Ask, n: number): string {
  return `${name}#${serial}:${n};`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
