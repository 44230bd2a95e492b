import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CreateBody } from '../../protocol/clientEvents';
import { modelFor, missingInput, previousNotFound, readInput } from '../connection/conversations';
import { failedBody } from '../turn/failedBody';
import { frameOf } from '../turn/frameOf';
import { isWarmUp, modelSettings } from '../turn/modelSettings';
import { runTurn, type TurnSurroundings } from '../turn/runTurn';
import { errorBody, type ErrorBody, type ServedEvent } from '../turn/served';
import { TurnControl } from '../turn/turnControl';
import { TurnWriter } from '../turn/turnWriter';
import { sendError, sendJson } from './httpReply';
import { PiecesOut } from './piecesOut';

/** What answering over HTTP needs. */
export interface HttpTurnParts extends Omit<TurnSurroundings, 'ready'> {
  readonly newId: (prefix: string) => string;
  readonly unixSeconds: () => number;
}

/** What the events of a turn become on their way to the client. */
export interface Sink {
  take(event: ServedEvent): void;
  /** The turn is over. */
  end(): void;
}

/** What a sink may want to say of its answer. */
export interface SinkFacts {
  readonly id: string;
  readonly model: string;
  /** Unix time in seconds. */
  readonly createdAt: number;
  readonly stream: boolean;
}

/** Where a sink puts an answer. */
export interface SinkPlace {
  readonly response: ServerResponse;
  /** For what is streamed, behind the head of the response. */
  readonly out: PiecesOut;
}

/** Makes the sink of one answer. It calls `stop` when nothing more is needed of the engine. */
export type MakeSink = (place: SinkPlace, facts: SinkFacts, stop: () => void) => Sink;

/** Headers of an answer that comes as server-sent events. */
export const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
} as const;

/**
 * Answers one POST, as JSON or as server-sent events: the same turn as over a WebSocket, alone
 * on the default lane and with no memory. Resolves when the answer is over; a client that goes away stops the
 * engine.
 * @param makeSink the form of the answer, as that of Responses
 */
export async function answerOverHttp(
  body: CreateBody,
  request: IncomingMessage,
  response: ServerResponse,
  parts: HttpTurnParts,
  onControl: (control: TurnControl) => void = () => {},
  makeSink: MakeSink = responsesSink,
): Promise<void> {
  const refusal = refuse(body);
  if (refusal) return sendError(response, refusal);
  const control = new TurnControl();
  onControl(control);
  const onGone = (): void => {
    if (!response.writableFinished) control.stop('gone');
  };
  response.once('close', onGone);
  if (response.destroyed) onGone();
  const facts = {
    id: parts.newId('resp'),
    model: modelFor(body.model, parts.engine.models),
    createdAt: parts.unixSeconds(),
  };
  const out = new PiecesOut(response, parts.clock);
  const sink = makeSink({ response, out }, { ...facts, stream: body.stream === true }, () =>
    control.stop('cancelled'),
  );
  const writer = new TurnWriter(
    {
      ...facts,
      lane: undefined,
      previousResponseId: undefined,
      maxOutputTokens: body.max_output_tokens ?? undefined,
      metadata: body.metadata ?? {},
      // Nothing is remembered over HTTP.
      ...(typeof body.prompt_cache_options?.comparison_response_id === 'string'
        ? { cache: { type: 'comparison_response_not_found' as const } }
        : {}),
    },
    parts.newId,
    event => sink.take(event),
  );
  try {
    await runTurn(
      {
        request: {
          model: writer.model,
          instructions: body.instructions ?? '',
          input: readInput(body.input),
          maxOutputTokens: body.max_output_tokens ?? undefined,
          settings: modelSettings(body),
        },
        warmUp: isWarmUp(body),
        chained: false,
        writer,
        control,
      },
      { ...parts, ready: signal => out.ready(signal, () => control.stop('unread')) },
    );
  } finally {
    response.off('close', onGone);
    sink.end();
    request.resume();
  }
}

const responsesSink: MakeSink = (place, { stream }) => (stream ? sseSink(place) : jsonSink(place.response));

function refuse(body: CreateBody): ErrorBody | undefined {
  // No state outlives a request here, so there is nothing to continue from.
  if (body.previous_response_id) return previousNotFound(body.previous_response_id);
  if (readInput(body.input).length === 0 && !body.instructions) return missingInput();
  return undefined;
}

/** Every event as `event:` and `data:`. An error before the first output is still an HTTP status. */
function sseSink({ response, out }: SinkPlace): Sink {
  const held: ServedEvent[] = [];
  const write = (event: ServedEvent): void => out.write(`event: ${event.type}\ndata: ${frameOf(event)}\n\n`);
  return {
    take(event) {
      if (response.destroyed) return;
      if (!response.headersSent) {
        if (event.type === 'error') return sendError(response, event);
        // `created` and `in_progress` wait for what follows: until then a failure can be told by the status.
        held.push(event);
        if (event.type === 'response.created' || event.type === 'response.in_progress') return;
        response.writeHead(200, sseHeaders);
        for (const earlier of held.splice(0)) write(earlier);
        return;
      }
      write(event);
    },
    end: () => out.end(),
  };
}

/** Only the final response object counts, and where it says that the answer broke off, that is an error as any other. */
function jsonSink(response: ServerResponse): Sink {
  let last: ServedEvent | undefined;
  return {
    take(event) {
      last = event;
    },
    end() {
      if (response.destroyed) return;
      if (last?.type === 'error') return sendError(response, last);
      if (last?.type === 'response.failed') return sendError(response, failedBody(last.response));
      if (last && 'response' in last) return sendJson(response, 200, last.response);
      const message = 'The gateway failed to answer.';
      sendError(response, errorBody({ status: 500, code: 'server_error', message }));
    },
  };
}
