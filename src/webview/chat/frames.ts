/** Work that comes with the next picture, at most once for each. */
export interface Frames {
  /** Asks for a frame; `draw` is called once for all that was asked until then. */
  readonly request: () => void;
}

/** What the browser has to do with it. Times in ms. */
export interface FrameTiming<Timer> {
  now(): number;
  requestFrame(run: () => void): number;
  cancelFrame(frame: number): void;
  setTimer(run: () => void, ms: number): Timer;
  clearTimer(timer: Timer): void;
}

/** While the page is hidden there are no animation frames; then this is how long one takes, in ms. */
export const hiddenFrameMs = 100;

/** Long enough to do all that 20,000 tokens/s bring, short enough to leave the frame to layout and input. In ms. */
export const budgetMs = 6;

/**
 * Calls `draw` in the next animation frame, or soon when the page is hidden, so that a hidden chat keeps up too.
 * @param draw gets the time at which it should give way to the browser; returns whether it wants another frame
 */
export function frames<Timer>(draw: (until: number) => boolean, timing: FrameTiming<Timer>): Frames {
  let asked: { readonly timer: Timer; readonly frame: number } | undefined;
  const run = (): void => {
    if (asked) {
      timing.clearTimer(asked.timer);
      timing.cancelFrame(asked.frame);
    }
    asked = undefined;
    if (draw(timing.now() + budgetMs)) request();
  };
  const request = (): void => {
    asked ??= { timer: timing.setTimer(run, hiddenFrameMs), frame: timing.requestFrame(run) };
  };
  return { request };
}
