// @ts-check
// Records what a page shows, and makes an animated WebP of it. The browser does the encoding: nothing has to be installed.
import { webpAnimation } from './webpAnimation.mjs';

/**
 * What was on screen from a moment on.
 * @typedef {{ at: number, png: string }} Shot `at` in ms; the picture is base64
 */

/** No picture stays longer than this, so that nobody waits for what this machine took its time for. In ms. */
const longest = 1_400;

/** The last picture stays so long before it begins anew, in ms. */
const lastMs = 2_600;

/** Pictures that follow each other faster than this are one, in ms. */
const shortest = 30;

/** Records a page from `start` until `stop`. */
export class Film {
  /** @type {Shot[]} */
  #shots = [];
  /** @type {import('playwright-core').CDPSession} */
  #session;

  /** @param {import('playwright-core').CDPSession} session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * @param {import('playwright-core').Page} page
   * @returns {Promise<Film>}
   */
  static async start(page) {
    const session = await page.context().newCDPSession(page);
    const film = new Film(session);
    session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
      film.#shots.push({ at: (metadata.timestamp ?? 0) * 1000, png: data });
      void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
    });
    await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
    return film;
  }

  /** @returns {Promise<readonly Shot[]>} */
  async stop() {
    await this.#session.send('Page.stopScreencast');
    await this.#session.detach();
    // They may come out of order.
    return this.#shots.toSorted((a, b) => a.at - b.at);
  }
}

/**
 * Runs in a page. Cuts out what differs from the picture before and encodes it, without loss. As text, because nothing else
 * here knows the DOM.
 */
const cutter = `(() => {
  let before;
  window.cut = async png => {
    const blob = await (await fetch('data:image/png;base64,' + png)).blob();
    const bitmap = await createImageBitmap(blob);
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    const now = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    let left = width, top = height, right = -1, bottom = -1;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (before && before[y * width + x] === now[y * width + x]) continue;
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        bottom = y;
      }
    }
    before = now;
    if (right < 0) return null;
    left -= left % 2;
    top -= top % 2;
    const piece = new OffscreenCanvas(right - left + 1, bottom - top + 1);
    piece.getContext('2d').drawImage(canvas, -left, -top);
    const encoded = await piece.convertToBlob({ type: 'image/webp', quality: 1 });
    const bytes = new Uint8Array(await encoded.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { webp: btoa(text), x: left, y: top, width: piece.width, height: piece.height, of: { width, height } };
  };
})()`;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {readonly Shot[]} shots
 * @returns {Promise<Buffer>} an animated WebP
 */
export async function develop(browser, shots) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.evaluate(cutter);
    /** @type {import('./webpAnimation.mjs').Piece[]} */
    const pieces = [];
    let size = { width: 0, height: 0 };
    for (const [index, { at, png }] of shots.entries()) {
      const until = shots[index + 1]?.at;
      const ms = until === undefined ? lastMs : until - at;
      // What the eye cannot see is part of what follows.
      if (ms < shortest && index > 0 && until !== undefined) {
        const last = pieces.at(-1);
        if (last) last.ms += ms;
        continue;
      }
      const cut = await page.evaluate(`window.cut(${JSON.stringify(png)})`);
      const last = pieces.at(-1);
      if (cut === null && last) last.ms += ms;
      else if (isCut(cut)) {
        size = cut.of;
        pieces.push({ ...cut, webp: Buffer.from(cut.webp, 'base64'), ms });
      }
    }
    const shown = pieces.map((piece, index) => ({
      ...piece,
      ms: index === pieces.length - 1 ? lastMs : Math.min(piece.ms, longest),
    }));
    return webpAnimation(size, shown);
  } finally {
    await context.close();
  }
}

/**
 * @param {unknown} value
 * @returns {value is Omit<import('./webpAnimation.mjs').Piece, 'webp' | 'ms'> & { webp: string, of: { width: number, height: number } }}
 */
function isCut(value) {
  return typeof value === 'object' && value !== null && 'webp' in value;
}
