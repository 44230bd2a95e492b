import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ModelAnswer } from './answers';
import { responsesEvents } from './responsesStream';

type Json = Readonly<Record<string, unknown>>;

/** What differs between servers that speak Responses over a WebSocket. */
export interface WebSocketKind {
  /** Where that is documented. */
  readonly source: string;
  readonly path: string;
  readonly key: string;
  readonly model: string;
  /** Takes `stream_id`, and runs the turns of several side by side; others run one turn at a time and refuse the field. */
  readonly multiplexes: boolean;
  /** Takes `generate: false`; others would write, and bill, a whole answer. */
  readonly warms: boolean;
  /** A connection is for one model; another one ends it with 1008. */
  readonly oneModel: boolean;
}

const single = { multiplexes: false, warms: false, oneModel: false } as const;

/** By the page in docs/upstreams. */
export const webSocketKinds: Readonly<Record<string, WebSocketKind>> = {
  'openai.md': {
    source: 'https://developers.openai.com/api/docs/guides/websocket-mode',
    path: '/v1/responses',
    key: 'sk-ws',
    model: 'gpt-6.2-sol',
    multiplexes: true,
    warms: true,
    oneModel: false,
  },
  'azure.md': {
    ...single,
    source: 'https://learn.microsoft.com/azure/foundry/openai/how-to/websockets',
    path: '/openai/v1/responses',
    key: 'azure-ws',
    model: 'my-deployment',
    warms: true,
  },
  'xai.md': {
    ...single,
    source: 'https://docs.x.ai/developers/advanced-api-usage/websocket-mode',
    path: '/v1/responses',
    key: 'xai-ws',
    model: 'grok-code-fast-1',
  },
  'vercel.md': {
    ...single,
    source: 'https://vercel.com/docs/ai-gateway/sdks-and-apis/responses/websockets',
    path: '/v1/responses',
    key: 'vck-ws',
    model: 'openai/gpt-6-astra',
    oneModel: true,
  },
  'litellm.md': {
    ...single,
    source: 'https://docs.litellm.ai/docs/response_api',
    path: '/v1/responses',
    key: 'sk-litellm-ws',
    model: 'my-model',
  },
  'bifrost.md': {
    ...single,
    source: 'https://docs.getbifrost.ai/api-reference/responses/responses-api-over-websocket',
    path: '/v1/responses',
    key: 'bifrost-ws',
    model: 'openai/gpt-6-astra',
  },
};

/** A server of one kind on loopback. Dispose it. */
export class WebSocketStandIn {
  /** Every request, in order, with the number of its connection. */
  readonly asked: { readonly connection: number; readonly body: Json }[] = [];
  connections = 0;
  private nextId = 0;
  private readonly sockets = new WebSocketServer({ noServer: true });

  private constructor(
    private readonly server: Server,
    private readonly kind: WebSocketKind,
    private readonly answer: ModelAnswer,
  ) {
    server.on('upgrade', (request: IncomingMessage, socket, head) => {
      socket.on('error', () => undefined);
      const refuse = (status: string): void =>
        void socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`);
      if (request.url !== kind.path) return refuse('404 Not Found');
      if (request.headers.authorization !== `Bearer ${kind.key}`) return refuse('401 Unauthorized');
      this.sockets.handleUpgrade(request, socket, head, client => this.serve(client, ++this.connections));
    });
  }

  static async start(kind: WebSocketKind, answer: ModelAnswer): Promise<WebSocketStandIn> {
    const server = createServer();
    const standIn = new WebSocketStandIn(server, kind, answer);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return standIn;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  async dispose(): Promise<void> {
    for (const client of this.sockets.clients) client.terminate();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(client: WebSocket, connection: number): void {
    client.on('error', () => undefined);
    const running = new Set<string>();
    const latest = new Map<string, string>();
    let model: unknown;
    const refuse = (message: string, code: string, lane?: string, close?: number): void => {
      const error = { type: 'invalid_request_error', code, message, param: null };
      client.send(
        JSON.stringify({ type: 'error', status: 400, ...(lane ? { stream_id: lane } : {}), error }),
      );
      if (close !== undefined) client.close(close);
    };
    client.on('message', data => {
      const body = JSON.parse(String(data)) as Json;
      this.asked.push({ connection, body });
      const { kind } = this;
      const lane = String(body['stream_id'] ?? '');
      if (lane !== '' && !kind.multiplexes)
        return refuse("Unknown parameter: 'stream_id'.", 'unknown_parameter', lane);
      if (body['type'] !== 'response.create') return refuse('Unknown event type.', 'invalid_event', lane);
      if (running.has(lane))
        return refuse('A response is in progress on this connection.', 'response_in_progress', lane);
      model ??= body['model'];
      if (kind.oneModel && body['model'] !== model)
        return refuse('Model switch.', 'invalid_model', lane, 1008);
      if (body['generate'] === false && !kind.warms)
        return refuse("Unknown parameter: 'generate'.", 'unknown_parameter', lane);
      const previous = body['previous_response_id'];
      if (typeof previous === 'string' && ![...latest.values()].includes(previous))
        return refuse(
          `Previous response with id '${previous}' not found.`,
          'previous_response_not_found',
          lane,
        );
      void this.write(client, body, lane, running, latest);
    });
  }

  private async write(
    client: WebSocket,
    body: Json,
    lane: string,
    running: Set<string>,
    latest: Map<string, string>,
  ): Promise<void> {
    const id = `resp_${this.nextId++}`;
    running.add(lane);
    const answer = body['generate'] === false ? { tokens: [] } : this.answer;
    const asked = { method: 'POST', path: '', headers: {}, body, connection: 1, hungUp: false, over: false };
    for (const event of responsesEvents(asked, answer, false)) {
      const json = JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}') as Json;
      const { response } = json;
      const own = typeof response === 'object' ? { response: { ...response, id } } : {};
      await new Promise(resolve => setImmediate(resolve));
      if (json['type'] === 'response.completed') {
        running.delete(lane);
        latest.set(lane, id);
      }
      if (client.readyState !== client.OPEN) return;
      client.send(JSON.stringify({ ...json, ...own, ...(lane === '' ? {} : { stream_id: lane }) }));
    }
  }
}
