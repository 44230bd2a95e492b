/** A scrolled region that follows its end while the user is there. */
export interface Follower {
  /** Goes to the end if the user is there. */
  follow(): void;
  /** Goes to the end and stays there. */
  toEnd(): void;
}

/** This near the end counts as there, in CSS pixels. */
const near = 32;

/**
 * Follows the end of `region` as `content` grows, until the user scrolls up; again from when they are back at the end.
 * @param away told whether the user is away from the end
 */
export function followEnd(
  region: HTMLElement,
  content: HTMLElement,
  away: (away: boolean) => void,
): Follower {
  let following = true;
  let top = 0;
  const set = (next: boolean): void => {
    if (following === next) return;
    following = next;
    away(!next);
  };
  const follow = (): void => {
    if (!following) return;
    region.scrollTop = region.scrollHeight;
    top = region.scrollTop;
  };
  region.addEventListener(
    'scroll',
    () => {
      const left = region.scrollHeight - region.clientHeight - region.scrollTop;
      // Only a move upwards is the user's: content that grows never moves up.
      if (left <= near) set(true);
      else if (region.scrollTop < top - 1) set(false);
      top = region.scrollTop;
    },
    { passive: true },
  );
  // What is skipped off screen gets its true height later.
  new ResizeObserver(follow).observe(content);
  new ResizeObserver(follow).observe(region);
  return {
    follow,
    toEnd() {
      set(true);
      follow();
    },
  };
}
