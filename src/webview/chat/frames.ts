/** Work that comes with the next picture, at most once for each. */
export interface Frames {
  /** Asks for a frame; `draw` is called once for all that was asked until then. */
  readonly request: () => void;
}

/** While the page is hidden there are no animation frames; then this is how long one takes, in ms. */
const hiddenFrameMs = 100;

/**
 * Calls `draw` in the next animation frame, or soon when the page is hidden, so that a hidden chat keeps up too.
 * @param draw gets the time at which it should give way to the browser (as `performance.now()`); returns whether it wants
 *   another frame
 */
export function frames(draw: (until: number) => boolean): Frames {
  /** Long enough to do all that 20,000 tokens/s bring, short enough to leave the frame to layout and input. */
  const budgetMs = 6;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | undefined;
  const run = (): void => {
    clearTimeout(timer);
    if (frame !== undefined) cancelAnimationFrame(frame);
    timer = frame = undefined;
    if (draw(performance.now() + budgetMs)) request();
  };
  const request = (): void => {
    if (timer !== undefined) return;
    timer = setTimeout(run, hiddenFrameMs);
    frame = requestAnimationFrame(run);
  };
  return { request };
}
