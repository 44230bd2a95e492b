import type { Page } from 'playwright-core';
import * as v from 'valibot';

const measured = v.object({
  overflow: v.array(v.string()),
  cramped: v.array(v.string()),
  rows: v.number(),
  small: v.array(v.string()),
  unnamed: v.array(v.string()),
});

/** What sticks out at the side of the page or of its row, on how many rows the verbs stand, which controls are too small or have no name. */
const script = `(() => {
  const name = node => node.localName + '.' + node.className;
  const visible = [...document.querySelectorAll('#chat *')].filter(node => node.checkVisibility({ opacityProperty: false }));
  const scrolls = node => node.closest('pre, .table');
  const limit = document.documentElement.clientWidth + 0.5;
  const controls = visible.filter(node => node.matches('button, vscode-button, input, textarea, summary, [role=option]'));
  const verbs = [...document.querySelectorAll('.verbs > *')].map(node => {
    const box = node.getBoundingClientRect();
    return Math.round(box.top + box.height / 2);
  });
  return {
    overflow: visible.filter(node => !scrolls(node) && !node.closest('.said-aloud') && node.getBoundingClientRect().right > limit).map(name),
    cramped: [...document.querySelectorAll('.verbs, .head, .code-head')].filter(node => node.scrollWidth > node.clientWidth).map(name),
    rows: new Set(verbs.filter((middle, i) => verbs.findIndex(other => Math.abs(other - middle) <= 3) === i)).size,
    small: controls.filter(node => { const box = node.getBoundingClientRect(); return box.height < 16 || box.width < 16; }).map(name),
    unnamed: controls.filter(node => !(node.getAttribute('aria-label') || node.getAttribute('label') || node.innerText?.trim() || node.querySelector('.label'))).map(name),
  };
})()`;

/** Measures the chat's page as it is. */
export const measure = async (page: Page): Promise<v.InferOutput<typeof measured>> =>
  v.parse(measured, await page.evaluate(script));
