import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseCreateBody } from '../../protocol/parseClientFrame';
import { fixedLimits } from '../limits';
import type { Engine, NotReady } from '../engine';
import type { GatewayMetrics } from '../metrics/gatewayMetrics';
import { errorBody, type ErrorBody } from '../turn/served';
import type { TurnControl } from '../turn/turnControl';
import type { Client } from '../clients/client';
import { checkSource, clientOf, type AccessRules } from './access';
import { sendError, sendJson, sendText } from './httpReply';
import { answerOverHttp, type HttpTurnParts } from './httpTurn';
import { readBody } from './readBody';

/** What the HTTP side of the gateway is built from. */
export interface RouteParts extends HttpTurnParts {
  readonly access: AccessRules;
  /** The engine as a client may use it. */
  engineFor(client: Client): Engine;
  /** Why no requests should be sent here at the moment; undefined when they may. */
  notReady(): NotReady | undefined;
  readonly metrics: GatewayMetrics;
  /** Facts for `GET /health`; nothing secret. */
  health(): Readonly<Record<string, unknown>>;
}

/** The path of a request without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

/** The path of the protocol, over either transport. */
export const responsesPath = '/v1/responses';

/** Serves everything that is not a WebSocket. */
export class Routes {
  readonly #parts: RouteParts;
  readonly #running = new Set<TurnControl>();
  #inFlight = 0;

  constructor(parts: RouteParts) {
    this.#parts = parts;
  }

  /** Answers being written now. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Ends all answers in progress as failed. */
  stopAll(): void {
    for (const control of this.#running) control.stop('drained');
  }

  /** Answers one request. Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { access, engine } = this.#parts;
    const refused = checkSource(request.headers, access);
    if (refused) return this.#refuse(response, refused);
    const path = pathOf(request);
    if (path === '/health') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      return sendJson(response, 200, this.#parts.health());
    }
    if (path === '/ready') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      const problem = this.#parts.notReady();
      return sendJson(response, problem ? 503 : 200, { ready: problem === undefined, ...problem });
    }
    const client = clientOf(request.headers, access);
    if ('error' in client) return this.#refuse(response, client);
    if (path === '/metrics') return this.#metrics(request, response);
    if (path === '/v1/models') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      const data = engine.models.map(id => ({ id, object: 'model', created: 0, owned_by: engine.name }));
      return sendJson(response, 200, { object: 'list', data });
    }
    if (path === responsesPath) return this.#responses(request, response, client);
    const message = `Nothing is served at this path. Try ${responsesPath}, /v1/models, /health, /ready or /metrics.`;
    return sendError(response, errorBody({ status: 404, code: 'not_found', message }));
  }

  #refuse(response: ServerResponse, body: ErrorBody): void {
    this.#parts.metrics.refused(body.error.code);
    sendError(response, body);
  }

  async #metrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
    const { metrics } = this.#parts;
    sendText(response, metrics.contentType, await metrics.text());
  }

  async #responses(request: IncomingMessage, response: ServerResponse, client: Client): Promise<void> {
    if (isReading(request)) {
      const message = 'Upgrade to a WebSocket, or POST.';
      const body = errorBody({ status: 426, code: 'upgrade_required', message });
      return sendError(response, body, { upgrade: 'websocket', connection: 'Upgrade' });
    }
    if (request.method !== 'POST') return sendError(response, wrongMethod(), { allow: 'GET, POST' });
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      const message = 'Send the request as content-type application/json.';
      return sendError(response, errorBody({ status: 415, code: 'unsupported_media_type', message }));
    }
    if (this.#inFlight >= fixedLimits.maxHttpInFlight) {
      const message = 'Too many requests at the same time.';
      const headers = { 'retry-after': '1' };
      return sendError(response, errorBody({ status: 429, code: 'rate_limit_exceeded', message, headers }));
    }
    this.#inFlight++;
    try {
      await this.#create(request, response, client);
    } finally {
      this.#inFlight--;
    }
  }

  async #create(request: IncomingMessage, response: ServerResponse, client: Client): Promise<void> {
    const received = await readBody(request, fixedLimits.maxRequestBytes);
    if ('problem' in received) {
      if (received.problem === 'gone') return;
      const message = `A request may have ${fixedLimits.maxRequestBytes} bytes at most.`;
      // The connection stays: closing it with a body still on its way would be a reset, and take the answer along.
      return sendError(response, errorBody({ status: 413, code: 'request_too_large', message }));
    }
    const read = parseCreateBody(received.text);
    if (read.kind === 'refused') return sendError(response, errorBody(read.refusal));
    let running: TurnControl | undefined;
    try {
      const parts = { ...this.#parts, engine: this.#parts.engineFor(client) };
      await answerOverHttp(read.body, request, response, parts, control => {
        running = control;
        this.#running.add(control);
      });
    } finally {
      if (running) this.#running.delete(running);
    }
  }
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function wrongMethod(): ReturnType<typeof errorBody> {
  const message = 'This path does not take that method.';
  return errorBody({ status: 405, code: 'method_not_allowed', message });
}
