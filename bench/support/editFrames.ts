import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { beforePaint } from './beforePaint';

const recording = v.object({
  lines: v.array(v.object({ n: v.number(), at: v.number() })),
  echoes: v.array(v.number()),
  missing: v.number(),
});

/** What painted frames have shown since the last look. */
export interface EditFrames {
  /** Numbered lines, each with the time it was first seen, in ms of this process's clock. */
  readonly lines: ReadonlyMap<number, number>;
  /** From each key press to the frame with its character, in ms. */
  readonly echoes: readonly number[];
  /** Key presses whose character was not seen. */
  readonly missing: number;
}

/**
 * Runs in the page. Numbered lines end with `// n` and their number; the line that is typed in holds `typed:`, or what was
 * said instead.
 */
const recorder = `(() => {
  if (window.benchEdit) return;
  let seen = new Map();
  let keys = [];
  let echoes = [];
  let typedBefore;
  let marker = 'typed:';
  const typed = () => {
    for (const line of document.querySelectorAll('.monaco-editor.focused .view-line')) {
      const text = line.textContent.replaceAll('\\u00a0', ' ');
      const at = text.indexOf(marker);
      if (at >= 0) return text.length - at;
    }
    return undefined;
  };
  ${beforePaint}(() => {
    const at = performance.now();
    for (const line of document.querySelectorAll('.monaco-editor:not(.focused) .view-line')) {
      const number = /\\/\\/\\s*n(\\d+)/.exec(line.textContent)?.[1];
      if (number !== undefined && !seen.has(number)) seen.set(number, at);
    }
    const length = typed();
    if (length === undefined) return;
    for (let n = length - (typedBefore ?? length); n > 0 && keys.length > 0; n--) echoes.push(at - keys.shift());
    typedBefore = length;
  });
  addEventListener('keydown', event => keys.push(event.timeStamp), true);
  window.benchEdit = {
    now: () => performance.now(),
    typeBehind(text) {
      marker = text;
      typedBefore = typed();
    },
    take() {
      const taken = { lines: [...seen].map(([n, at]) => ({ n: Number(n), at })), echoes, missing: keys.length };
      seen = new Map();
      keys = [];
      echoes = [];
      typedBefore = typed();
      return taken;
    },
  };
})()`;

/** Records when the lines of a rewrite, and the characters a user types, are painted. */
export class EditRecorder {
  private constructor(
    private readonly page: Page,
    /** What to add to the page's time for that of this process, in ms. */
    private readonly offset: number,
  ) {}

  /** Begins to record; goes on until the page is closed. */
  static async start(page: Page): Promise<EditRecorder> {
    await page.evaluate(recorder);
    let best = { rtt: Infinity, offset: 0 };
    for (let n = 0; n < 20; n++) {
      const before = performance.now();
      const there = v.parse(v.number(), await page.evaluate('window.benchEdit.now()'));
      const rtt = performance.now() - before;
      if (rtt < best.rtt) best = { rtt, offset: before + rtt / 2 - there };
    }
    return new EditRecorder(page, best.offset);
  }

  /** From here on the line that is typed in is the one with this text, and the typing is behind it. */
  async typeBehind(text: string): Promise<void> {
    await this.page.evaluate(`window.benchEdit.typeBehind(${JSON.stringify(text)})`);
  }

  /** What was recorded since the last call. */
  async take(): Promise<EditFrames> {
    const { lines, echoes, missing } = v.parse(
      recording,
      await this.page.evaluate('window.benchEdit.take()'),
    );
    return { lines: new Map(lines.map(({ n, at }) => [n, at + this.offset])), echoes, missing };
  }
}
