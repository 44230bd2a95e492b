import { toDisposable, type Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';
import { messageOf } from '../../../common/thrown';

/** What becomes of a text that streams in. */
export interface TextListener {
  more(text: string): void;
  /** It is complete, or `problem` says why it is not. */
  end(problem?: string): void;
}

/** Code that streams in once and can be read from its beginning as often as it is needed. */
export class GivenText {
  private soFar = '';
  private ending: { readonly problem?: string } | undefined;
  private readonly listeners = new Set<TextListener>();

  /** Begins to read at once. When the signal aborts, what has arrived is all there is. */
  constructor(text: string | AsyncIterable<string>, signal?: AbortSignal) {
    if (typeof text === 'string') {
      this.soFar = text;
      this.ending = {};
    } else {
      void this.read(text, signal);
    }
  }

  /** What has arrived. */
  get text(): string {
    return this.soFar;
  }

  /** Whether that is all, and nothing went wrong. */
  get isComplete(): boolean {
    return this.ending !== undefined && this.ending.problem === undefined;
  }

  /** Hands on what has arrived, at once, and then what arrives. */
  follow(listener: TextListener): Disposable {
    if (this.soFar !== '') listener.more(this.soFar);
    if (this.ending) {
      listener.end(this.ending.problem);
      return toDisposable(() => undefined);
    }
    this.listeners.add(listener);
    return toDisposable(() => this.listeners.delete(listener));
  }

  private async read(text: AsyncIterable<string>, signal: AbortSignal | undefined): Promise<void> {
    try {
      for await (const piece of text) {
        if (signal?.aborted) break;
        this.soFar += piece;
        for (const listener of [...this.listeners]) listener.more(piece);
      }
      this.finish(signal?.aborted ? t('It was stopped.') : undefined);
    } catch (error) {
      this.finish(messageOf(error));
    }
  }

  private finish(problem: string | undefined): void {
    this.ending = problem === undefined ? {} : { problem };
    for (const listener of [...this.listeners]) listener.end(problem);
    this.listeners.clear();
  }
}
