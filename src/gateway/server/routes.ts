import type { IncomingMessage, ServerResponse } from 'node:http';
import { withFields } from '../../common/log';
import { holdPath } from '../../protocol/hold';
import { parseCreateBody, type ParsedBody } from '../../protocol/parseClientFrame';
import type { FairShares, Share } from '../admission/fairShares';
import { fixedLimits } from '../limits';
import type { Engine, NotReady } from '../../engines/engine';
import type { GatewayMetrics } from '../metrics/gatewayMetrics';
import { parseChatBody, type ParsedChat } from '../chatCompletions/readChat';
import { errorBody, type ErrorBody } from '../turn/served';
import type { StatusBook } from '../metrics/statusBook';
import { statusPage, statusPolicy } from '../metrics/statusPage';
import type { OnTurn } from '../metrics/turnReport';
import type { TurnControl } from '../turn/turnControl';
import type { Client } from '../clients/client';
import { checkSource, clientOf, type AccessRules } from './access';
import { chatSink } from './chatSink';
import { sendError, sendJson, sendText } from './httpReply';
import type { Holds } from './holds';
import { answerOverHttp, type HttpTurnParts } from './httpTurn';
import { readBody, type BodyProblem } from './readBody';

/** What the HTTP side of the gateway is built from. */
export interface RouteParts extends Omit<HttpTurnParts, 'engine' | 'onBegin' | 'onTurn'> {
  readonly status: StatusBook;
  readonly onTurn: OnTurn;
  /** The server behind, for those who look on. */
  upstreamName(): string | undefined;
  readonly engine: Engine;
  readonly access: AccessRules;
  /** The engine as a client may use it. */
  engineFor(client: Client): Engine;
  /** Why no requests should be sent here at the moment; undefined when they may. */
  notReady(): NotReady | undefined;
  readonly metrics: GatewayMetrics;
  /** What `GET /metrics` answers. */
  readonly figures: () => Promise<string>;
  /** Requests whose body is on its way: how many there may be, and of whom. */
  readonly arriving: FairShares;
  /** Requests of all connections, in code units. */
  readonly memory: FairShares;
  /** Those who hold on to it, where it is shared. */
  readonly holds?: Holds | undefined;
  /** Facts for `GET /health`; nothing secret. */
  health(): Readonly<Record<string, unknown>>;
}

/** The path of a request without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

/** The path of the protocol, over either transport. */
export const responsesPath = '/v1/responses';

/** The path for clients that speak chat/completions. */
const chatPath = '/v1/chat/completions';

/** A body that is read, in either form. */
type Read = ParsedBody | ParsedChat;

/** Serves everything that is not a WebSocket. */
export class Routes {
  private readonly parts: RouteParts;
  private readonly running = new Set<TurnControl>();
  /** Answers that have not been taken to their end. */
  private readonly open = new Set<ServerResponse>();
  private readonly draining = new AbortController();
  private onEmpty: (() => void) | undefined;

  constructor(parts: RouteParts) {
    this.parts = parts;
  }

  /**
   * Takes no more requests, those whose body is not complete included; resolves when the answers in progress have been
   * taken to their end or their connections are gone.
   */
  drain(): Promise<void> {
    this.draining.abort();
    for (const response of this.open) if (!response.headersSent) lastOnItsConnection(response);
    return new Promise(resolve => {
      this.onEmpty = resolve;
      if (this.open.size === 0) resolve();
    });
  }

  /** Ends all answers in progress as failed. */
  stopAll(): void {
    for (const control of this.running) control.stop('drained');
  }

  /** Answers one request. Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { access, engine } = this.parts;
    if (this.isDraining) lastOnItsConnection(response);
    const path = pathOf(request);
    const isCheck = (path === '/health' || path === '/ready') && isReading(request);
    const refused = checkSource(request.headers, access, isCheck);
    if (refused) return this.refuse(response, refused);
    if (path === '/health') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      return sendJson(response, 200, this.parts.health());
    }
    if (path === '/ready') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      const problem = this.parts.notReady();
      return sendJson(response, problem ? 503 : 200, { ready: problem === undefined, ...problem });
    }
    if (path === '/status') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      return sendText(response, 'text/html; charset=utf-8', statusPage, 200, statusHeaders);
    }
    if (path === holdPath && this.parts.holds) {
      if (request.method !== 'GET') return sendError(response, wrongMethod(), { allow: 'GET' });
      const refusal = this.parts.holds.take(request, response);
      return refusal && this.refuse(response, refusal);
    }
    const client = clientOf(request.headers, access);
    if ('error' in client) return this.refuse(response, client);
    if (path === '/status.json') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      const { status, metrics } = this.parts;
      const problem = this.parts.notReady();
      const live = { ready: problem === undefined, ...problem, ...metrics.live };
      const servers = engine.upstreams;
      return sendJson(response, 200, {
        ...this.parts.health(),
        ...live,
        ...status.facts,
        ...(servers ? { servers } : {}),
      });
    }
    if (path === '/metrics') return this.metrics(request, response);
    if (path === '/v1/models') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      const data = engine.models.map(id => ({ id, object: 'model', created: 0, owned_by: engine.name }));
      return sendJson(response, 200, { object: 'list', data });
    }
    if (path === responsesPath) return this.responses(request, response, client);
    if (path === chatPath) return this.turn(request, response, client, parseChatBody, 'POST');
    const message = `Nothing is served at this path. Try ${responsesPath}, ${chatPath}, /v1/models, /health, /ready or /metrics.`;
    return sendError(response, errorBody({ status: 404, code: 'not_found', message }));
  }

  private refuse(response: ServerResponse, body: ErrorBody): void {
    this.parts.metrics.refused(body.error.code);
    sendError(response, body);
  }

  private async metrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
    const { metrics, figures } = this.parts;
    sendText(response, metrics.contentType, await figures());
  }

  private async responses(request: IncomingMessage, response: ServerResponse, client: Client): Promise<void> {
    if (isReading(request)) {
      const message = 'Upgrade to a WebSocket, or POST.';
      const body = errorBody({ status: 426, code: 'upgrade_required', message });
      return sendError(response, body, { upgrade: 'websocket', connection: 'Upgrade' });
    }
    return this.turn(request, response, client, parseCreateBody, 'GET, POST');
  }

  private async turn(
    request: IncomingMessage,
    response: ServerResponse,
    client: Client,
    parse: (text: string) => Read,
    allow: string,
  ): Promise<void> {
    if (request.method !== 'POST') return sendError(response, wrongMethod(), { allow });
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      const message = 'Send the request as content-type application/json.';
      return sendError(response, errorBody({ status: 415, code: 'unsupported_media_type', message }));
    }
    this.open.add(response);
    response.once('close', () => {
      this.open.delete(response);
      if (this.open.size === 0) this.onEmpty?.();
    });
    const held = this.parts.memory.share(client.name);
    try {
      const read = await this.receive(request, client, held, parse);
      if ('problem' in read) return this.problem(response, read.problem);
      if (read.kind === 'refused') return sendError(response, errorBody(read.refusal));
      await this.answer(read, request, response, client);
    } finally {
      held.dispose();
    }
  }

  private get isDraining(): boolean {
    return this.draining.signal.aborted;
  }

  /** Reads the body. What it takes stays in `held`. */
  private async receive(
    request: IncomingMessage,
    client: Client,
    held: Share,
    parse: (text: string) => Read,
  ): Promise<Read | { readonly problem: BodyProblem | 'too-many' }> {
    const place = this.parts.arriving.share(client.name);
    if (!place.grow(1)) return { problem: 'too-many' };
    try {
      const received = await readBody(request, {
        maxBytes: fixedLimits.maxRequestBytes,
        idleMs: fixedLimits.bodyIdleMs,
        grow: bytes => held.grow(bytes),
        clock: this.parts.clock,
        signal: this.draining.signal,
      });
      if ('problem' in received) return received;
      const read = parse(received.text);
      if (read.kind === 'body' && !held.grow(Math.max(0, read.size - received.text.length)))
        return { problem: 'no-room' };
      return read;
    } finally {
      place.dispose();
    }
  }

  private async answer(
    read: Extract<Read, { kind: 'body' }>,
    request: IncomingMessage,
    response: ServerResponse,
    client: Client,
  ): Promise<void> {
    const { log } = this.parts;
    let running: TurnControl | undefined;
    try {
      const engine = this.parts.engineFor(client);
      const parts: HttpTurnParts = {
        ...this.parts,
        engine,
        log: withFields(log, { client: client.name, over: 'http' }),
        onBegin: turn => this.parts.status.begin({ ...turn, client: client.name, over: 'http' }),
        onTurn: report => {
          const upstream = report.upstream ?? this.parts.upstreamName();
          this.parts.onTurn({ ...report, client: client.name, over: 'http', upstream });
        },
      };
      const onControl = (control: TurnControl): void => {
        running = control;
        this.running.add(control);
      };
      const sink = 'wish' in read ? chatSink(read.wish) : undefined;
      await answerOverHttp(read.body, request, response, parts, onControl, sink);
    } finally {
      if (running) this.running.delete(running);
    }
  }

  private problem(response: ServerResponse, problem: BodyProblem | 'too-many'): void {
    if (problem === 'gone') return;
    const soon = { 'retry-after': '1' };
    const busy = { status: 429, code: 'rate_limit_exceeded', headers: soon };
    switch (problem) {
      case 'too-large': {
        const message = `A request may have ${fixedLimits.maxRequestBytes} bytes at most.`;
        // The connection stays: closing it with a body still on its way would be a reset, and take the answer along.
        return sendError(response, errorBody({ status: 413, code: 'request_too_large', message }));
      }
      case 'too-many': {
        const message = 'Too many requests of this token are on their way.';
        return sendError(response, errorBody({ ...busy, message }));
      }
      case 'no-room': {
        const message = 'Too much of this token is waiting. Wait for answers before sending more.';
        return sendError(response, errorBody({ ...busy, message }));
      }
      case 'stalled': {
        const message = `Nothing more of the body has come for ${fixedLimits.bodyIdleMs / 1000} s.`;
        const body = errorBody({ status: 408, code: 'request_timeout', message });
        return sendError(response, body, { connection: 'close' });
      }
      case 'aborted': {
        const message = 'The gateway is shutting down.';
        const body = errorBody({ status: 503, code: 'server_error', message, headers: soon });
        return sendError(response, body, { connection: 'close' });
      }
    }
  }
}

/** What the page of the status may do, and that it is nobody's frame. */
const statusHeaders = {
  'content-security-policy': statusPolicy,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

/** A connection that is kept would be closed under the next request of its client. */
function lastOnItsConnection(response: ServerResponse): void {
  response.setHeader('connection', 'close');
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function wrongMethod(): ReturnType<typeof errorBody> {
  const message = 'This path does not take that method.';
  return errorBody({ status: 405, code: 'method_not_allowed', message });
}
