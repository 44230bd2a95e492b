import { streamIdField, type StreamId } from '../../protocol/streamId';
import type { ServedEvent } from '../turn/served';
import { readSteerInput } from '../turn/steerInput';
import type { LaneRequest } from './conversations';

/** What steering has to know of its connection. */
export interface SteeringScene {
  /** Requests waiting and running. */
  readonly requests: Iterable<LaneRequest>;
  /** How a response of this connection ended, while that is remembered. */
  endOf(id: string): { readonly lane: StreamId | undefined; readonly completed: boolean } | undefined;
  readonly newId: (prefix: string) => string;
}

/**
 * Handles `response.steer`, which came in a frame that takes `size` code units. A response in flight answers for itself, in its own numbering; for one that is not,
 * the returned event is to be sent.
 */
export function steer(
  previousResponseId: string,
  input: unknown,
  size: number,
  scene: SteeringScene,
): ServedEvent | undefined {
  const items = readSteerInput(input);
  const problem = 'problem' in items ? items.problem : undefined;
  const active = [...scene.requests].find(request => request.writer?.responseId === previousResponseId);
  if (!active?.writer) {
    const end = scene.endOf(previousResponseId);
    if (problem !== undefined) return failed(previousResponseId, input, 'invalid_input', problem, end?.lane);
    const [code, message] = !end
      ? (['response_not_found', 'No such response on this connection.'] as const)
      : end.completed
        ? (['response_already_completed', 'The response has completed.'] as const)
        : (['response_not_active', 'The response has ended.'] as const);
    return failed(previousResponseId, input, code, message, end?.lane);
  }
  const { writer, control, warmUp } = active;
  const refuse = (code: string, message: string): undefined => {
    writer.steerFailed({ input }, code, message);
    return undefined;
  };
  if (problem !== undefined || 'problem' in items) return refuse('invalid_input', problem ?? '');
  if (warmUp) return refuse('steering_not_supported', 'A warm-up generates nothing that could be steered.');
  if (control.stopReason) return refuse('response_not_active', 'The response is ending.');
  const id = scene.newId('steer');
  if (!control.steers.add({ id, input, items, size })) {
    return refuse('too_many_pending_steers', 'Too much steering input is waiting for this response.');
  }
  writer.write({
    type: 'response.steer.accepted',
    steer: { id, previous_response_id: previousResponseId },
  });
  if (control.steers.mayCutAfter(writer.openEnd)) control.wake();
  return undefined;
}

function failed(
  previousResponseId: string,
  input: unknown,
  code: string,
  message: string,
  lane: StreamId | undefined,
): ServedEvent {
  return {
    type: 'response.steer.failed',
    error: { type: 'invalid_request_error', code, message },
    steer: { previous_response_id: previousResponseId, input },
    sequence_number: 0,
    ...streamIdField(lane),
  };
}
