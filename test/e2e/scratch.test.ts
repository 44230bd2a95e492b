import { sharedWindow } from '../support/host/sharedWindow';
import { waitForEdit } from '../support/host/shownEdit';

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
    const { vscode } = window;
    await window.run('workbench.action.openWalkthrough', 'codex-spark-live.codex-spark-live#start');
    const { page } = vscode;
    await page.getByText('See it without a model').first().waitFor();
    await window.pictures('walkthrough');
    await page.getByRole('button', { name: 'Open a Scratch File' }).first().click();
    await vscode.waitForGhostText(text => text.includes('let total = 0;'));
    await window.run('workbench.action.openWalkthrough', 'codex-spark-live.codex-spark-live#start');
    await page
      .locator('.step-list-container .codicon-getting-started-step-checked.complete')
      .first()
      .waitFor();
  });
});
