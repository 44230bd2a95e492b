import type { FrameTiming } from './frames';
import type { RequestIdle } from './idle';

/** The frames and timers of the browser. */
export const browserFrames: FrameTiming<ReturnType<typeof setTimeout>> = {
  now: () => performance.now(),
  requestFrame: run => requestAnimationFrame(run),
  cancelFrame: frame => cancelAnimationFrame(frame),
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: timer => clearTimeout(timer),
};

/** The idle times of the browser. */
export const browserIdle: RequestIdle = run => void requestIdleCallback(run, { timeout: 500 });
