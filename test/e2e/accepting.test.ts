import assert from 'node:assert/strict';
import { modelWindow } from '../support/host/modelWindow';

describe('accepting piece by piece', () => {
  const { inWindow, model } = modelWindow();

  it('DEBUG', async () => {
    const text = "('🎉🎉🎉 party');";
    model().answer = ({ screen }) => (/[\n ]qzxw\d*█/.test(screen) ? text : /'🎉+█/u.test(screen) ? '🎉🎉 party\');' : '');
    await inWindow(async window => {
      const { vscode } = window;
      for (const pause of [1000, 400, 30]) {
        await vscode.type('qzxw');
        await vscode.waitForGhostText(ghost => ghost.includes('party'));
        for (let n = 0; n < 5; n++) {
          const t0 = Date.now();
          await vscode.press('ControlOrMeta+ArrowRight');
          console.log('  pressed', Date.now() - t0);
          await new Promise(r => setTimeout(r, pause));
          console.log('  ', n, JSON.stringify(await vscode.ghostText()), await vscode.page.locator('.statusbar-item', { hasText: 'Ln ' }).textContent());
        }
        await vscode.type('x');
        await new Promise(r => setTimeout(r, 500));
        console.log(JSON.stringify((await window.savedText('web/charts.js', () => true)).split('\n').slice(-4)));
        await vscode.press('Escape');
        await vscode.goToEnd();
        await vscode.type(';\n');
      }
      console.log(model().screens.map(s => JSON.stringify(s.slice(-40))).join('\n'));
      assert.ok(true);
    });
  });
});
