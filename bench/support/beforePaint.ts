/**
 * The source of a function for the page: `beforePaint(read)` calls `read` in every frame that shows another text, after
 * its layout and right before it is painted: what it reads is what will be seen.
 *
 * A change makes an element of one pixel another size; the observer of that size is told within the same frame. While
 * nothing changes no frame is asked for: frames without need would take the page's time from what is measured.
 */
export const beforePaint = `(read => {
  const pixel = document.createElement('div');
  Object.assign(pixel.style, { position: 'fixed', left: '0', top: '0', height: '1px', width: '1px', opacity: '0', pointerEvents: 'none' });
  document.body.append(pixel);
  let wide = false;
  let due = false;
  new ResizeObserver(() => {
    due = false;
    read();
  }).observe(pixel);
  new MutationObserver(() => {
    // Back to its size within one frame it would not be told of.
    if (due) return;
    due = true;
    wide = !wide;
    pixel.style.width = wide ? '2px' : '1px';
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})`;
