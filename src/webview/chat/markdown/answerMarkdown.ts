import { spokenLanguage, t } from '../../../common/l10n';
import { element } from '../../element';
import { AnswerSink, type AnswerTools } from './answerSink';
import { BlockReader } from './blockReader';
import type { CodeBlock } from './codeBlock';
import { shownCap } from './shownCap';

/** Read at a time, between looks at the clock. UTF-16 units. */
const slice = 4_096;

/**
 * Markdown that arrives piece by piece, as nodes. What a piece costs depends on its own length only. Text waits until
 * `work` is given time for it.
 */
export class AnswerMarkdown {
  private readonly sink: AnswerSink;
  private readonly reader: BlockReader;
  private readonly waiting: string[] = [];
  private length = 0;
  private over = 0;
  private ended = false;
  private done = false;
  private rest: HTMLElement | undefined;

  /** Draws into `root`. */
  constructor(
    private readonly root: HTMLElement,
    tools: AnswerTools,
  ) {
    this.sink = new AnswerSink(root, tools);
    this.reader = new BlockReader(this.sink);
  }

  /** The code blocks found so far. */
  get blocks(): readonly CodeBlock[] {
    return this.sink.blocks;
  }

  push(text: string): void {
    const room = Math.max(0, shownCap - this.length);
    if (room > 0) this.waiting.push(room < text.length ? text.slice(0, room) : text);
    this.length += text.length;
    this.over = Math.max(0, this.length - shownCap);
  }

  /** No more text comes. */
  end(): void {
    this.ended = true;
  }

  /**
   * Reads and draws what waits.
   * @param until when to stop, as `performance.now()`; at least a little is done whatever the time
   * @returns whether something is left to do
   */
  work(until: number): boolean {
    if (this.done) return false;
    let next: string | undefined;
    while ((next = this.waiting.shift()) !== undefined) {
      if (next.length > slice) this.waiting.unshift(next.slice(slice));
      this.reader.push(next.slice(0, slice));
      if (performance.now() > until) break;
    }
    if (this.ended && this.waiting.length === 0) {
      this.done = true;
      this.reader.end();
    }
    this.sink.draw();
    this.sayRest();
    return this.waiting.length > 0;
  }

  private sayRest(): void {
    if (this.over === 0) return;
    this.rest ??= element('p', { class: 'rest' });
    this.rest.textContent = t(
      '{0} more characters are not shown. Copying the answer takes all of it.',
      this.over.toLocaleString(spokenLanguage()),
    );
    if (this.root.lastChild !== this.rest) this.root.append(this.rest);
  }
}
