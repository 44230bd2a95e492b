/**
 * Field names and shapes of the OpenAI Responses protocol, taken from the types of the `openai` package (types
 * only: nothing of it is bundled). Everything that is sent is typed by these; what is received is checked by
 * the schemas in `serverEvents.ts` and `clientEvents.ts`, because a peer may send less than it should.
 */
import type {
  Response,
  ResponseInputItem,
  ResponseOutputMessage,
  ResponseSteerEvent,
  ResponsesClientEvent,
  ResponsesServerEvent,
  ResponseUsage,
} from 'openai/resources/responses/responses';

export type { Response, ResponseInputItem, ResponseOutputMessage, ResponseSteerEvent, ResponseUsage };

/** Any event the documented server can send. */
export type DocumentedServerEvent = ResponsesServerEvent;

/** One documented server event by its `type`. */
export type DocumentedServerEventOf<T extends ResponsesServerEvent['type']> = Extract<
  ResponsesServerEvent,
  { type: T }
>;

/** The body of `response.create`: the HTTP request, flat, plus `type`, `stream_id` and `generate`. */
export type ResponseCreate = ResponsesClientEvent.ResponseCreate;
