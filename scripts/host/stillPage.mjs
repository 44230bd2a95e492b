// @ts-check
// No import.meta here: tests bundle this file.

/** Settings that keep a window under test from painting when nothing has happened, and from doing a thing twice. */
export const stillSettings = {
  'editor.cursorBlinking': 'solid',
  'workbench.reduceMotion': 'on',
  'typescript.tsserver.useSyntaxServer': 'never', // One server for TypeScript, not two.
};

/** Without what no test inside the extension host looks at; it takes time on every change. */
export const plainSettings = {
  ...stillSettings,
  'breadcrumbs.enabled': false,
  // What happens to run on this machine is nothing to a test that is about something else.
  'codexSpark.find.onStart': false,
  'editor.bracketPairColorization.enabled': false,
  'editor.colorDecorators': false,
  'editor.guides.indentation': false,
  'editor.lightbulb.enabled': 'off',
  'editor.links': false,
  'editor.matchBrackets': 'never',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'editor.semanticHighlighting.enabled': false,
  'editor.stickyScroll.enabled': false,
  'explorer.autoReveal': false,
};

/** Turns forever while something is under way: twenty frames a second, each painted by the processor. */
const turning = '.codicon-modifier-spin, .monaco-progress-container * { animation: none !important; }';

/**
 * Stops what turns for as long as something is under way. To be called before the window is opened.
 * @param {import('playwright-core').Page} page
 */
export async function keepStill(page) {
  await page.addInitScript(`(() => {
    const stop = () => {
      const style = document.createElement('style');
      style.textContent = ${JSON.stringify(turning)};
      document.documentElement.append(style);
    };
    if (document.documentElement) stop();
    else addEventListener('DOMContentLoaded', stop);
  })()`);
}
