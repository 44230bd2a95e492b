import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { beforePaint } from '../support/beforePaint';

const paint = v.nullable(v.object({ pressedAt: v.number(), paintedAt: v.number() }));

/** A key, and the first frame after it in which a text is drawn that is not in the document; in ms of the page's clock. */
export type PreviewPaint = NonNullable<v.InferOutput<typeof paint>>;

/** Runs in the page. Texts of decorations are pseudo-elements: only their style tells of them. */
const recorder = `(() => {
  if (window.benchPreview) return;
  let waiting;
  let painted;
  const isDrawn = text => {
    for (const span of document.querySelectorAll('.monaco-editor .view-line span[class*="ced-"]')) {
      if (getComputedStyle(span, '::after').content === JSON.stringify(text)) return true;
    }
    return false;
  };
  ${beforePaint}(() => {
    if (!waiting?.key || !isDrawn(waiting.text)) return;
    waiting.resolve({ pressedAt: waiting.key, paintedAt: performance.now() });
    waiting = undefined;
  });
  addEventListener('keydown', event => {
    if (waiting && !waiting.key) waiting.key = event.timeStamp;
  }, true);
  window.benchPreview = {
    isDrawn,
    // Called before the key is pressed, or the key could be faster.
    expect(text, timeout) {
      const mine = { text };
      waiting = mine;
      painted = new Promise(resolve => (mine.resolve = resolve));
      setTimeout(() => mine.resolve(null), timeout);
    },
    painted: () => painted,
  };
})()`;

/** Sees when the preview of a next edit is painted. */
export class PreviewRecorder {
  private constructor(private readonly page: Page) {}

  /** Begins to look; goes on until the page is closed. */
  static async start(page: Page): Promise<PreviewRecorder> {
    await page.evaluate(recorder);
    return new PreviewRecorder(page);
  }

  /** Whether this text is drawn now. */
  async isDrawn(text: string): Promise<boolean> {
    return v.parse(v.boolean(), await this.page.evaluate(`benchPreview.isDrawn(${JSON.stringify(text)})`));
  }

  /** Presses a key and waits for the frame that shows it as the text of a preview; undefined when none came in time. */
  async paintAfter(key: string, timeoutMs: number): Promise<PreviewPaint | undefined> {
    await this.page.evaluate(`benchPreview.expect(${JSON.stringify(key)}, ${timeoutMs})`);
    await this.page.keyboard.press(key);
    return v.parse(paint, await this.page.evaluate('benchPreview.painted()')) ?? undefined;
  }
}
