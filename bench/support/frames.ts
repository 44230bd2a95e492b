import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { beforePaint } from './beforePaint';

/** What was on screen from one painted frame until the next change. */
export interface Frame {
  /** When the frame was made, in ms of the page's clock. */
  readonly at: number;
  /** Its number among those since the recording began that showed another text. */
  readonly n: number;
  /** The ghost text in it, its lines joined by newlines; empty when there was none. */
  readonly ghost: string;
}

/** A key press, in ms of the page's clock: the time of the event itself, not of its handling. */
export interface KeyPress {
  readonly at: number;
  /** The number of the last frame before it was handled. */
  readonly n: number;
  readonly key: string;
}

const recording = v.object({
  frames: v.array(v.object({ at: v.number(), n: v.number(), ghost: v.string() })),
  keys: v.array(v.object({ at: v.number(), n: v.number(), key: v.string() })),
});

/** Frames in which the ghost text changed, and the keys between. */
export type Recording = v.InferOutput<typeof recording>;

const paint = v.nullable(v.object({ pressedAt: v.number(), paintedAt: v.number(), ghost: v.string() }));

/** A key, and the first frame after it with another ghost text; in ms of the wall clock. */
export type Paint = NonNullable<v.InferOutput<typeof paint>>;

/** Runs in the page. */
const recorder = `(() => {
  if (window.benchFrames) return;
  const find = '.monaco-editor .ghost-text, .monaco-editor .ghost-text-decoration';
  const isBelow = line => line.closest('.suggest-preview-text') !== null;
  const read = () => {
    const spans = document.querySelectorAll(find);
    if (spans.length === 0) return '';
    const lines = new Map();
    for (const span of spans) {
      const line = span.closest('.view-line') ?? span;
      lines.set(line, (lines.get(line) ?? '') + span.textContent);
    }
    return [...lines].sort(([a], [b]) => isBelow(a) - isBelow(b)).map(([, text]) => text).join('\\n')
      .replaceAll('\\u00a0', ' ').replaceAll('\\u200b', '');
  };
  let frames = [];
  let keys = [];
  let n = 0;
  let ghost = '';
  let waiting;
  let painted;
  const seen = () => {
    n++;
    const now = read();
    if (now === ghost) return;
    ghost = now;
    const at = performance.now();
    frames.push({ at, n, ghost });
    if (waiting?.key && ghost !== '' && ghost !== waiting.before) {
      const { timeOrigin } = performance;
      waiting.resolve({ pressedAt: timeOrigin + waiting.key, paintedAt: timeOrigin + at, ghost });
      waiting = undefined;
    }
  };
  ${beforePaint}(seen);
  addEventListener('keydown', event => {
    keys.push({ at: event.timeStamp, n, key: event.key });
    if (waiting && !waiting.key) Object.assign(waiting, { key: event.timeStamp, before: ghost });
  }, true);
  window.benchFrames = {
    take() {
      const taken = { frames, keys };
      // What is on screen now belongs to the next recording too.
      frames = ghost === '' ? [] : [{ at: performance.now(), n, ghost }];
      keys = [];
      return taken;
    },
    // Called before the key is pressed, or the key could be faster.
    expectPaint(timeout) {
      const mine = {};
      waiting = mine;
      painted = new Promise(resolve => (mine.resolve = resolve));
      setTimeout(() => mine.resolve(null), timeout);
    },
    painted: () => painted,
  };
})()`;

/** Records what every painted frame of a page shows as ghost text. */
export class FrameRecorder {
  private constructor(private readonly page: Page) {}

  /** Begins to record, with what is on screen now; goes on until the page is closed. */
  static async start(page: Page): Promise<FrameRecorder> {
    await page.evaluate(recorder);
    const frames = new FrameRecorder(page);
    await frames.take();
    return frames;
  }

  /** What was recorded since the last call, beginning with what was on screen at that moment. */
  async take(): Promise<Recording> {
    return v.parse(recording, await this.page.evaluate('window.benchFrames.take()'));
  }

  /**
   * Presses a key and waits for the first frame with another ghost text than the one on screen before.
   * @returns when the key event and that frame were, and what it shows; undefined when none came in time
   */
  async paintAfter(key: string, timeoutMs: number): Promise<Paint | undefined> {
    await this.page.evaluate(`window.benchFrames.expectPaint(${timeoutMs})`);
    await this.page.keyboard.press(key);
    return v.parse(paint, await this.page.evaluate('window.benchFrames.painted()')) ?? undefined;
  }
}
