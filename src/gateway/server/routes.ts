import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseCreateBody } from '../../protocol/parseClientFrame';
import { fixedLimits } from '../limits';
import { errorBody } from '../turn/served';
import type { TurnControl } from '../turn/turnControl';
import { checkSource, checkToken, type AccessRules } from './access';
import { sendError, sendJson } from './httpReply';
import { answerOverHttp, type HttpTurnParts } from './httpTurn';
import { readBody } from './readBody';

/** What the HTTP side of the gateway is built from. */
export interface RouteParts extends HttpTurnParts {
  readonly access: AccessRules;
  /** Facts for `GET /health`; nothing secret. */
  health(): Readonly<Record<string, string | number>>;
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
    if (refused) return sendError(response, refused);
    const path = pathOf(request);
    if (path === '/health') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      return sendJson(response, 200, this.#parts.health());
    }
    const unauthorised = checkToken(request.headers, access);
    if (unauthorised) return sendError(response, unauthorised);
    if (path === '/v1/models') {
      if (!isReading(request)) return sendError(response, wrongMethod(), { allow: 'GET, HEAD' });
      const data = engine.models.map(id => ({ id, object: 'model', created: 0, owned_by: engine.name }));
      return sendJson(response, 200, { object: 'list', data });
    }
    if (path === responsesPath) return this.#responses(request, response);
    const message = `Nothing is served at this path. Try ${responsesPath}, /v1/models or /health.`;
    return sendError(response, errorBody({ status: 404, code: 'not_found', message }));
  }

  async #responses(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
      await this.#create(request, response);
    } finally {
      this.#inFlight--;
    }
  }

  async #create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await readBody(request, fixedLimits.maxRequestBytes);
    if ('problem' in received) {
      if (received.problem === 'gone') return;
      const message = `A request may have ${fixedLimits.maxRequestBytes} bytes at most.`;
      const body = errorBody({ status: 413, code: 'request_too_large', message });
      return sendError(response, body, { connection: 'close' });
    }
    const read = parseCreateBody(received.text);
    if (read.kind === 'refused') return sendError(response, errorBody(read.refusal));
    let running: TurnControl | undefined;
    try {
      await answerOverHttp(read.body, request, response, this.#parts, control => {
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
