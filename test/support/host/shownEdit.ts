import * as v from 'valibot';
import { until, type VsCodePage } from '../../../scripts/host/vscodePage.mjs';

/** Long enough for anything that is under way, on a busy machine. In ms. */
const patience = 60_000;

const shown = v.object({ struck: v.array(v.string()), texts: v.array(v.string()) });

/** What of a next edit is on screen. */
export type ShownEdit = v.InferOutput<typeof shown>;

/**
 * Runs in the page. Texts of decorations are pseudo-elements, which are in no text of the page; those of the hint stand in a
 * border of one pixel.
 */
const readShown = `(() => {
  const struck = [];
  const texts = [];
  for (const span of document.querySelectorAll('.editor-instance .view-line span[class*="ced-"]')) {
    if (getComputedStyle(span).textDecorationLine.includes('line-through')) struck.push(span.textContent);
    for (const side of ['::before', '::after']) {
      const { content } = getComputedStyle(span, side);
      if (content.startsWith('"')) texts.push(JSON.parse(content).replaceAll('\\u00a0', ' '));
    }
  }
  return { struck: struck.filter(text => text.trim() !== ''), texts };
})()`;

/** Reads the screen. */
export async function shownEdit({ page }: VsCodePage): Promise<ShownEdit> {
  return v.parse(shown, await page.evaluate(readShown));
}

/** Waits until what is on screen passes; resolves with it. */
export async function waitForEdit(
  vscode: VsCodePage,
  accepts: (edit: ShownEdit) => boolean,
): Promise<ShownEdit> {
  return await until(
    () => shownEdit(vscode),
    accepts,
    patience,
    edit => `on screen of a next edit was ${JSON.stringify(edit)}`,
  );
}

/** Waits until a hint such as `Tab ↓ 12` is on screen: from then on the key is for the edit. */
export async function waitForHint(vscode: VsCodePage, hint: string): Promise<ShownEdit> {
  return await waitForEdit(vscode, ({ texts }) => texts.some(text => text.trim() === hint));
}

/** Waits until nothing of a next edit is on screen. */
export async function waitForNoEdit(vscode: VsCodePage): Promise<void> {
  await waitForEdit(vscode, ({ struck, texts }) => struck.length === 0 && texts.length === 0);
}
