import assert from 'node:assert/strict';
import { modelWindow } from '../support/host/modelWindow';

describe('accepting word by word', () => {
  const { inWindow, model } = modelWindow();

  it('leaves the cursor behind what was accepted, also behind emoji', async () => {
    const text = "('🎉🎉🎉 party');";
    model().answer = ({ screen }) =>
      screen.includes('qzxw█') ? text : screen.includes('🎉█') ? '🎉🎉 again' : '';
    await inWindow(async window => {
      const { vscode } = window;
      await vscode.type('qzxw');
      for (const left of [text, '🎉🎉🎉 party', ' party', 'party', "');"]) {
        await vscode.waitForGhostText(ghost => ghost.trim().startsWith(left.trim()));
        await vscode.press('ControlOrMeta+ArrowRight');
      }
      await vscode.type('x');
      await window.savedText('web/charts.js', saved => saved.endsWith(`\nqzxw${text}x`));
      assert.deepEqual(
        model().screens.filter(screen => screen.includes('🎉█🎉')),
        [],
        'nothing is asked where the cursor is only for a moment',
      );
    });
  });
});
