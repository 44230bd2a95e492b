import * as v from 'valibot';
import type { VsCodePage } from '../../../scripts/host/vscodePage.mjs';

const screenText = v.array(v.string());

/** Runs in the page: what a person sees in it who looks why a test failed, as lines. */
const readScreenText = `(() => {
  const seen = selector => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility());
  const top = node => node.getBoundingClientRect().top;
  const named = (title, selector) => seen(selector).map(node => title + ': ' + node.innerText.replace(/\\s+/g, ' ').trim());
  const editors = seen('.editor-instance .monaco-editor').map(editor =>
    [...editor.querySelectorAll('.view-line')].sort((a, b) => top(a) - top(b))
      .map(line => '  |' + line.textContent.replaceAll('\\u00a0', ' ')));
  const focused = document.activeElement;
  return [
    'focus: ' + (focused?.tagName ?? 'nothing') + ' ' + (focused?.className ?? ''),
    ...seen('.tab.active').map(tab => 'tab: ' + tab.getAttribute('data-resource-name')),
    ...seen('.statusbar-item').map(item => item.innerText.trim()).filter(Boolean).map(text => 'status bar: ' + text),
    ...named('list', '.suggest-widget.visible .monaco-list-row'),
    ...named('quick input', '.quick-input-widget'),
    ...named('message', '.notification-toast'),
    ...editors.flat(),
  ];
})()`;

/**
 * What is on screen of a window, as lines for a person who has nothing but the output of the tests: the texts of the
 * editors, and what lies over them.
 */
export async function screenLines({ page }: VsCodePage): Promise<readonly string[]> {
  return v.parse(screenText, await page.evaluate(readScreenText));
}
