import type { EngineEvent } from '../../../engine';
import { textEvent } from '../usage';
import type { AnswerReader } from '../wireForm';

/**
 * The bare code that a server answers with, in a fence, as everybody who asks for code expects it. An answer without text
 * stays without.
 */
export class FencedAnswer implements AnswerReader {
  private last = '';

  /** @param fence longer than any fence in the code */
  constructor(
    private readonly inner: AnswerReader,
    private readonly fence: string,
  ) {}

  get whole(): boolean {
    return this.inner.whole;
  }

  get speaking(): boolean {
    return this.inner.speaking;
  }

  take(event: unknown): readonly EngineEvent[] {
    return this.inner.take(event).flatMap(each => this.opened(each));
  }

  finish(marked: boolean): readonly EngineEvent[] {
    return this.inner.finish(marked).flatMap(event => {
      if (event.kind !== 'end' || this.last === '') return this.opened(event);
      return [textEvent(`${this.last === '\n' ? '' : '\n'}${this.fence}\n`), event];
    });
  }

  private opened(event: EngineEvent): EngineEvent[] {
    if (event.kind !== 'text' || event.text === '') return [event];
    const isFirst = this.last === '';
    this.last = event.text.slice(-1);
    return isFirst ? [textEvent(`${this.fence}\n`), event] : [event];
  }
}
