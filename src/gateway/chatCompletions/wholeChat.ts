import { errorBody, type ErrorBody } from '../turn/served';
import { chatUsage, type ChatFacts } from './chatChunks';
import type { ChatStep } from './chatSteps';

/** Collects the steps of an answer into the one object that a request without a stream is answered with. */
export class WholeChat {
  private readonly calls: { id: string; name: string; args: string }[] = [];
  private text = '';
  private last: Extract<ChatStep, { kind: 'end' | 'error' }> | undefined;

  /** The next step. */
  take(step: ChatStep): void {
    switch (step.kind) {
      case 'text':
        this.text += step.text;
        return;
      case 'call':
        this.calls.push({ id: step.id, name: step.name, args: '' });
        return;
      case 'arguments': {
        const call = this.calls[step.index];
        if (call) call.args += step.text;
        return;
      }
      case 'end':
      case 'error':
        this.last = step;
    }
  }

  /** The whole answer, or what went wrong. */
  answer({
    id,
    created,
    model,
  }: ChatFacts): { readonly error: ErrorBody } | { readonly completion: unknown } {
    const { last } = this;
    if (last?.kind === 'error') return { error: last.body };
    if (!last) {
      const message = 'The gateway failed to answer.';
      return { error: errorBody({ status: 500, code: 'server_error', message }) };
    }
    const { usage, serviceTier } = last;
    const completion = {
      ...{ id, object: 'chat.completion', created, model },
      choices: [{ index: 0, message: this.message(), logprobs: null, finish_reason: last.reason }],
      ...(usage ? { usage: chatUsage(usage) } : {}),
      ...(serviceTier === undefined ? {} : { service_tier: serviceTier }),
    };
    return { completion };
  }

  private message(): Readonly<Record<string, unknown>> {
    const calls = this.calls.map(({ id, name, args }) => ({
      id,
      type: 'function',
      function: { name, arguments: args },
    }));
    const content = this.text === '' && calls.length > 0 ? null : this.text;
    return { role: 'assistant', content, refusal: null, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
  }
}
