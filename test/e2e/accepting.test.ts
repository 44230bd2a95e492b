import assert from 'node:assert/strict';
import { modelWindow } from '../support/host/modelWindow';

/** The column that the status bar of VS Code tells behind a text: from 1, an emoji is one. */
const columnBehind = (text: string): number => [...text].length + 1;

describe('accepting word by word', () => {
  const { inWindow, model } = modelWindow();

  it('leaves the cursor behind what was accepted, also behind emoji', async () => {
    const text = "('🎉🎉🎉 party');";
    model().answer = ({ screen }) =>
      screen.includes('qzxw█') ? text : screen.includes('🎉█') ? '🎉🎉 again' : '';
    await inWindow(async window => {
      const { vscode } = window;
      const begun = 'qzxw';
      await vscode.type(begun);
      for (const left of [text, "🎉🎉🎉 party');", " party');", "party');", "');"]) {
        // Where VS Code has put the cursor wrong it is put right, and only then there is something to accept.
        await vscode.waitForColumn(columnBehind(begun + text.slice(0, -left.length)));
        await vscode.waitForGhostText(ghost => ghost === left);
        await vscode.press('ControlOrMeta+ArrowRight');
      }
      await vscode.waitForColumn(columnBehind(begun + text));
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
