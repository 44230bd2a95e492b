import { createDeferred } from '../../../src/common/deferred';
import { TextStream } from '../../../src/session/turns/textStream';
import type { Turn, TurnResult, TurnStatus } from '../../../src/session/turn';

/** A turn whose server is the test. Counts every text it was given and hands it on as the session would. */
export class FakeTurn implements Turn {
  textSoFar = '';
  ended = false;
  /** Instructions given and not taken up yet. */
  steers: string[] = [];
  private readonly stream = new TextStream();
  private readonly result = createDeferred<TurnResult>();

  get text(): AsyncIterable<string> {
    return this.stream.text;
  }

  get events() {
    return this.stream.events;
  }

  get done(): Promise<TurnResult> {
    return this.result.promise;
  }

  steer(instruction: string): boolean {
    if (this.ended) return false;
    this.steers.push(instruction);
    return true;
  }

  cancel(): void {
    this.end('cancelled');
  }

  /** The server says more. */
  say(text: string): void {
    if (this.ended) return;
    this.textSoFar += text;
    this.stream.push({ kind: 'text', text });
  }

  /** The server takes up what it was told. */
  takeUp(): void {
    if (this.ended) return;
    for (const instruction of this.steers) this.stream.push({ kind: 'redirected', instruction });
    this.steers = [];
  }

  /** The server ends the answer. */
  end(status: TurnStatus, responseId?: string): void {
    if (this.ended) return;
    this.ended = true;
    this.stream.end();
    this.result.resolve({
      ...{ lane: 'chat', status, text: this.textSoFar, timings: { totalMs: 1 }, bytes: { up: 0, down: 0 } },
      ...(responseId === undefined ? {} : { responseId }),
      ...(status === 'failed'
        ? {
            error: {
              ...{ kind: 'server', remedy: 'surface', code: undefined, status: 500 },
              ...{ message: 'broken', retryAfterMs: undefined },
            } as const,
          }
        : {}),
    });
  }
}
