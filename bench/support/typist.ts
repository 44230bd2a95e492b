import { setTimeout as sleep } from 'node:timers/promises';
import type { VsCodePage } from '../../scripts/host/vscodePage.mjs';
import { random } from './random';

/** Types lines in bursts, as fast as the browser takes the keys, with pauses between. The same in every run. */
export class Typist {
  private readonly next = random('typist');
  private readonly keys: Iterator<string, undefined>;
  private text = '';

  /**
   * @param lines each typed on a new line, all with the indentation of the line of the cursor, which Enter brings
   * @param burst keys and pause (ms) on average; both vary by a half
   */
  constructor(
    private readonly vscode: VsCodePage,
    lines: readonly string[],
    private readonly burst: { readonly keys: number; readonly pauseMs: number },
  ) {
    this.keys = this.keysOf(lines);
  }

  /** What the keys so far have put into the document. */
  get typed(): string {
    return this.text;
  }

  /**
   * Types so many keys; resolves after the pause behind the last one.
   * @throws when there are not so many left
   */
  async type(keys: number): Promise<void> {
    for (let left = keys; left > 0;) {
      const length = Math.min(left, Math.ceil(this.burst.keys * (0.5 + this.next())));
      // Each key is sent before the one before is acknowledged, as rolling fingers do; the order stays.
      await Promise.all(Array.from({ length }, () => this.vscode.press(this.nextKey())));
      left -= length;
      await sleep(this.burst.pauseMs * (0.5 + this.next()));
    }
  }

  private nextKey(): string {
    const { value } = this.keys.next();
    if (value === undefined) throw new Error('there is nothing left to type');
    return value;
  }

  private *keysOf(lines: readonly string[]): Generator<string, undefined> {
    for (const line of lines) {
      const written = line.trimStart();
      this.text += `\n${line.slice(0, line.length - written.length)}`;
      yield 'Enter';
      for (const key of written) {
        this.text += key;
        yield key;
      }
    }
    return undefined;
  }
}
