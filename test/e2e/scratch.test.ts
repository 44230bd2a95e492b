import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { until } from '../../scripts/host/vscodePage.mjs';
import type { E2eWindow } from '../support/host/e2eWindow';
import { sharedWindow } from '../support/host/sharedWindow';
import { waitForEdit } from '../support/host/shownEdit';
import { manifestWordsOf } from '../support/l10n/bundles';

const category = 'codex-spark-live.codex-spark-live#start';

const { contributes } = v.parse(
  v.object({
    contributes: v.object({
      walkthroughs: v.tuple([v.object({ steps: v.array(v.object({ id: v.string(), title: v.string() })) })]),
    }),
  }),
  JSON.parse(readFileSync('package.json', 'utf8')),
);
const words = manifestWordsOf('en');
const steps = contributes.walkthroughs[0].steps.map(({ id, title }) => ({
  id,
  title: title.replace(/^%(.+)%$/, (_, key: string) => words[key] ?? ''),
}));

/** Runs in a page: the colour of the background of the picture that it shows; empty where it shows none. */
const fillOfPicture = `(() => {
  const background = document.querySelector('svg > title + rect');
  return background ? getComputedStyle(background).fill : '';
})()`;

describe('the scratch file of the walkthrough', () => {
  const shared = sharedWindow('src/cart.ts');

  it('has ghost text at the cursor, and a next edit where it says so, without a model', async () => {
    const { vscode } = shared();
    await vscode.runCommand('Codex Spark: Open a Scratch File to Try It');
    await vscode.waitForGhostText(text => text.includes('let total = 0;'));
    await vscode.press('Escape');
    // The first "width" below "The next edit".
    await vscode.goTo(40, 22);
    for (let n = 0; n < 5; n++) await vscode.press('Shift+ArrowRight');
    await vscode.type('breadth');
    await waitForEdit(vscode, ({ struck }) => struck.includes('width'));
  });

  it('is one click away in the walkthrough, whose step then ticks itself', async () => {
    const window = shared();
    const { page } = window.vscode;
    await openWalkthrough(window, category);
    await page.getByText('See it without a model').first().waitFor();
    await page.getByRole('button', { name: 'Open a Scratch File' }).first().click();
    await window.vscode.waitForGhostText(text => text.includes('let total = 0;'));
    await openWalkthrough(window, category);
    await page
      .locator('.step-list-container .codicon-getting-started-step-checked.complete')
      .first()
      .waitFor();
  });

  for (const { id, title } of steps) {
    it(`has a picture for "${title}"`, async () => {
      const window = shared();
      // A walkthrough that has no room shows no pictures.
      await window.run('workbench.action.closeSidebar');
      await openWalkthrough(window, { category, step: id });
      await window.vscode.page.locator('.getting-started-step.expanded', { hasText: title }).waitFor();
      const picture = window.vscode.webview().locator('svg');
      await picture.waitFor();
      const box = await picture.boundingBox();
      assert.ok(box && box.width > 200 && box.height > 100, `${id} is ${JSON.stringify(box)} on screen`);
      // The colour of the theme and not black, which is what a colour is that cannot be read.
      await window.setTheme('light');
      await until(
        async () => {
          const fills = window.vscode.page.frames().map(frame => frame.evaluate(fillOfPicture));
          // With another theme VS Code shows it in another frame.
          return (await Promise.allSettled(fills)).map(fill => ('value' in fill ? fill.value : ''));
        },
        fills => fills.includes('rgb(255, 255, 255)'),
        20_000,
        fills => `${id} had the colours ${fills.join()}`,
      );
      await window.pictures(`walkthrough ${id}`);
    });
  }
});

/**
 * Opens the walkthrough. VS Code takes those of extensions up when its welcome page is first shown, which takes up to five
 * seconds; a page that did not know ours by then lists them all, and stays like this until it is closed.
 * @param what its id, or one of its steps
 */
async function openWalkthrough(
  window: E2eWindow,
  what: string | { category: string; step: string },
): Promise<void> {
  const steps = window.vscode.page.locator('.getting-started-step').first();
  await until(
    async () => {
      await window.run('workbench.action.openWalkthrough', what);
      const isThere = await steps.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      if (!isThere) await window.run('workbench.action.closeActiveEditor');
      return isThere;
    },
    isThere => isThere,
    120_000,
    () => 'VS Code did not show the walkthrough',
  );
}
