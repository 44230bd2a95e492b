import assert from 'node:assert/strict';
import { budgetMs, frames, hiddenFrameMs, type FrameTiming } from '../../../src/webview/chat/frames';

/** A browser whose frames and timers come when the test says so. */
class Browser implements FrameTiming<number> {
  time = 1_000;
  frame: (() => void) | undefined;
  timer: { readonly run: () => void; readonly ms: number } | undefined;
  now = (): number => this.time;
  requestFrame = (run: () => void): number => {
    assert.equal(this.frame, undefined, 'a frame is asked for once');
    this.frame = run;
    return 1;
  };
  cancelFrame = (): void => void (this.frame = undefined);
  setTimer = (run: () => void, ms: number): number => {
    this.timer = { run, ms };
    return 1;
  };
  clearTimer = (): void => void (this.timer = undefined);
}

describe('frames', () => {
  it('draws once for all that was asked until then, with a time to give way', () => {
    const browser = new Browser();
    const drawn: number[] = [];
    const { request } = frames(until => (drawn.push(until), false), browser);
    for (let n = 0; n < 5; n++) request();
    assert.deepEqual(drawn, []);
    browser.frame?.();
    assert.deepEqual(drawn, [1_000 + budgetMs]);
    assert.deepEqual([browser.frame, browser.timer], [undefined, undefined]);
  });

  it('draws again in the next frame while there is more', () => {
    const browser = new Browser();
    let left = 3;
    const { request } = frames(() => --left > 0, browser);
    request();
    let drawn = 0;
    for (; browser.frame; drawn++) browser.frame();
    assert.equal(drawn, 3);
  });

  it('draws without frames when the page is hidden', () => {
    const browser = new Browser();
    let drawn = 0;
    const { request } = frames(() => (drawn++, false), browser);
    request();
    assert.equal(browser.timer?.ms, hiddenFrameMs);
    browser.timer?.run();
    assert.equal(drawn, 1);
    assert.equal(browser.frame, undefined, 'the frame that never came is not waited for');
    request();
    assert.notEqual(browser.frame, undefined);
  });
});
