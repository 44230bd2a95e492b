import type { ResponseUsage } from '../../protocol/wire';
import type { ChatStep, FinishReason } from './chatSteps';

/** What every chunk, and the whole answer, begins with. */
export interface ChatFacts {
  readonly id: string;
  /** Unix time in seconds. */
  readonly created: number;
  readonly model: string;
}

/** Tokens as chat/completions counts them. */
export function chatUsage(usage: ResponseUsage): Readonly<Record<string, unknown>> {
  return {
    prompt_tokens: usage.input_tokens,
    completion_tokens: usage.output_tokens,
    total_tokens: usage.total_tokens,
    prompt_tokens_details: { cached_tokens: usage.input_tokens_details.cached_tokens },
    completion_tokens_details: { reasoning_tokens: usage.output_tokens_details.reasoning_tokens },
  };
}

/** Writes the steps of an answer as the chunks of a stream of server-sent events. */
export class ChatChunks {
  private readonly head: string;
  private readonly tail: string;
  private readonly includeUsage: boolean;
  private begun = false;

  /** @param includeUsage whether the tokens come at the end; every chunk before then says null of them */
  constructor(facts: ChatFacts, includeUsage: boolean) {
    const { id, created, model } = facts;
    this.head = JSON.stringify({ id, object: 'chat.completion.chunk', created, model }).slice(0, -1);
    this.tail = includeUsage ? ',"usage":null}\n\n' : '}\n\n';
    this.includeUsage = includeUsage;
  }

  /** The chunks of one step as they are sent; the first step brings the role along. */
  of(step: ChatStep): string {
    const role = this.begun || step.kind === 'error' ? '' : this.role(step);
    this.begun = true;
    switch (step.kind) {
      case 'text':
        return role + this.chunk(`{"content":${JSON.stringify(step.text)}}`);
      case 'call': {
        const { index, id, name } = step;
        const call = { index, id, type: 'function', function: { name, arguments: '' } };
        return role + this.chunk(JSON.stringify({ tool_calls: [call] }));
      }
      case 'arguments': {
        const call = { index: step.index, function: { arguments: step.text } };
        return role + this.chunk(JSON.stringify({ tool_calls: [call] }));
      }
      case 'end':
        return role + this.chunk('{}', step.reason) + this.usage(step) + 'data: [DONE]\n\n';
      case 'error': {
        const { headers: _headers, ...error } = step.body.error;
        // What broke off is not done: nothing says so.
        return `data: ${JSON.stringify({ error })}\n\n`;
      }
    }
  }

  private role({ kind }: ChatStep): string {
    return this.chunk(JSON.stringify({ role: 'assistant', content: kind === 'call' ? null : '' }));
  }

  /** One chunk with a piece of an answer, put together by hand since there is one for each token. */
  private chunk(delta: string, reason?: FinishReason): string {
    const finish = reason === undefined ? 'null' : `"${reason}"`;
    const choice = `{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${finish}}`;
    return `data: ${this.head},"choices":[${choice}]${this.tail}`;
  }

  private usage({ usage, serviceTier }: Extract<ChatStep, { kind: 'end' }>): string {
    if (!this.includeUsage || !usage) return '';
    const tier = serviceTier === undefined ? '' : `,"service_tier":${JSON.stringify(serviceTier)}`;
    return `data: ${this.head},"choices":[],"usage":${JSON.stringify(chatUsage(usage))}${tier}}\n\n`;
  }
}
