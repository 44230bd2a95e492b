import type { Engine, EngineEvent, EngineRequest, UpstreamState } from '../../../src/engines/engine';

/** One answer a test is giving. */
export interface DrivenAnswer {
  readonly request: EngineRequest;
  readonly signal: AbortSignal;
  /** Events the gateway has taken so far. */
  readonly taken: () => number;
  /** One delta; `tokens` 1 unless said. */
  text(text: string, tokens?: number): void;
  call(name: string, args: string): void;
  end(reason?: 'stop' | 'max_output_tokens'): void;
  fail(error: Error): void;
}

/** An engine whose answers a test writes by hand, one event at a time. */
export class DrivenEngine implements Engine {
  readonly name = 'driven';
  readonly models = ['model-a', 'model-b'];
  /** Set to make it one of several servers. */
  upstreams: readonly UpstreamState[] | undefined;
  /** Every request, in the order in which they started. */
  readonly answers: DrivenAnswer[] = [];
  readonly warmUps: EngineRequest[] = [];
  /** Set to make the next warm-up fail. */
  warmUpError: Error | undefined;
  /** Set to make warm-ups go on until they are aborted. */
  warmUpHangs = false;
  disposed = 0;

  /** The latest answer whose newest input item holds this text. */
  answerTo(text: string): DrivenAnswer {
    const found = this.answers.findLast(({ request }) => JSON.stringify(request.input.at(-1)).includes(text));
    if (!found) throw new Error(`no request with "${text}" has started`);
    return found;
  }

  async *generate(request: EngineRequest, signal: AbortSignal): AsyncGenerator<EngineEvent, void, undefined> {
    const events: (EngineEvent | Error)[] = [];
    let taken = 0;
    let wake = (): void => {};
    const put = (event: EngineEvent | Error): void => {
      events.push(event);
      wake();
    };
    this.answers.push({
      request,
      signal,
      taken: () => taken,
      text: (text, tokens = 1) => put({ kind: 'text', text, tokens }),
      call: (name, args) => put({ kind: 'call', name, arguments: args, tokens: 3 }),
      end: (reason = 'stop') => put({ kind: 'end', reason, inputTokens: 10, cachedTokens: 4 }),
      fail: error => put(error),
    });
    signal.addEventListener('abort', () => put(new Error('aborted')));
    for (;;) {
      const event = events.shift();
      if (event instanceof Error) throw event;
      if (event) {
        taken++;
        yield event;
      } else await new Promise<void>(resolve => (wake = resolve));
    }
  }

  warmUp(request: EngineRequest, signal: AbortSignal): Promise<void> {
    this.warmUps.push(request);
    if (this.warmUpHangs)
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    return this.warmUpError ? Promise.reject(this.warmUpError) : Promise.resolve();
  }

  dispose(): void {
    this.disposed++;
  }
}
