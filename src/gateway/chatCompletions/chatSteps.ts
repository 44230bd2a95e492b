import type { ResponseUsage } from '../../protocol/wire';
import { failedBody } from '../turn/failedBody';
import type { ErrorBody, IncompleteReason, ServedEvent, ServedResponse } from '../turn/served';
import { StopTexts } from './stopTexts';

/** Why an answer of chat/completions ended. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

/** What happens in an answer, in the terms of chat/completions. Nothing follows `end` and `error`. */
export type ChatStep =
  | { readonly kind: 'text'; readonly text: string }
  /** A call begins; `index` counts the calls. */
  | { readonly kind: 'call'; readonly index: number; readonly id: string; readonly name: string }
  | { readonly kind: 'arguments'; readonly index: number; readonly text: string }
  | {
      readonly kind: 'end';
      readonly reason: FinishReason;
      readonly usage: ResponseUsage | undefined;
      readonly serviceTier: string | undefined;
    }
  | { readonly kind: 'error'; readonly body: ErrorBody };

/** Reads the events of one response as the steps of an answer of chat/completions. */
export class ChatSteps {
  private readonly stops: StopTexts;
  private readonly onStop: () => void;
  private readonly step: (step: ChatStep) => void;
  private calls = 0;
  private stopped = false;

  /**
   * @param stops texts before which the answer ends
   * @param onStop one of them was found: nothing more is needed of the engine
   */
  constructor(stops: readonly string[], onStop: () => void, step: (step: ChatStep) => void) {
    this.stops = new StopTexts(stops);
    this.onStop = onStop;
    this.step = step;
  }

  /** The next event of the response. */
  take(event: ServedEvent): void {
    switch (event.type) {
      case 'error':
        return this.step({ kind: 'error', body: event });
      case 'response.output_text.delta':
        return this.text(event.delta);
      case 'response.output_text.done':
        return this.rest();
      case 'response.output_item.added': {
        const { item } = event;
        if (this.stopped || item.type !== 'function_call') return;
        return this.step({ kind: 'call', index: this.calls++, id: item.call_id, name: item.name });
      }
      case 'response.function_call_arguments.delta':
        if (this.stopped || event.delta === '') return;
        return this.step({ kind: 'arguments', index: this.calls - 1, text: event.delta });
      case 'response.completed':
        return this.end(this.calls > 0 ? 'tool_calls' : 'stop', event.response);
      case 'response.incomplete':
        return this.end(reasonOf(event.response.incomplete_details?.reason), event.response);
      case 'response.failed':
        return this.failed(event.response);
      default:
        // The others say once more, or ahead, what these say.
        return;
    }
  }

  private text(delta: string): void {
    if (this.stopped) return;
    const { text, found } = this.stops.push(delta);
    if (text !== '') this.step({ kind: 'text', text });
    if (!found) return;
    this.stopped = true;
    this.onStop();
  }

  private rest(): void {
    const text = this.stopped ? '' : this.stops.rest();
    if (text !== '') this.step({ kind: 'text', text });
  }

  private end(reason: FinishReason, { usage, service_tier }: ServedResponse): void {
    this.rest();
    this.step({ kind: 'end', reason: this.stopped ? 'stop' : reason, usage, serviceTier: service_tier });
  }

  private failed(response: ServedResponse): void {
    if (this.stopped) return this.end('stop', response);
    this.rest();
    this.step({ kind: 'error', body: failedBody(response) });
  }
}

/** An answer that was cut for whatever reason is not whole, and there is only one word for that. */
function reasonOf(reason: IncompleteReason | undefined): FinishReason {
  return reason === 'content_filter' ? 'content_filter' : 'length';
}
