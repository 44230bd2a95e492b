import assert from 'node:assert/strict';
import { until, type VsCodePage } from '../../scripts/host/vscodePage.mjs';
import { modelWindow } from '../support/host/modelWindow';
import { shownEdit } from '../support/host/shownEdit';

/** Long enough for anything that is under way, on a busy machine. In ms. */
const patience = 60_000;

/** How long it is looked for ghost text before the next key, in ms. */
const lookMs = 3_000;

describe("a next edit at the cursor, which is a model's", () => {
  const { inWindow } = modelWindow();

  /** Types a line until VS Code shows the rest of its number; a busy window may ask before the model has answered. */
  const ghostBehind = async (vscode: VsCodePage, name: string): Promise<string> => {
    await vscode.type(`\nconst ${name} = 1`);
    for (const digit of '23456') {
      const seen = await until(
        () => vscode.ghostText(),
        text => text !== '',
        lookMs,
        () => 'no ghost text',
      ).catch(() => '');
      if (seen !== '') return seen;
      await vscode.type(digit);
    }
    return '';
  };

  it('is shown as ghost text, and Tab and Escape are what they are for one', () =>
    inWindow(
      async (window, model) => {
        const { vscode } = window;
        let asked = 0;
        model.nextEdit = (path, request) => {
          asked++;
          const [, line = '', number = ''] = /(const \w+ = )(\d+)<\|cursor\|>/.exec(request) ?? [];
          if (!'12345678'.startsWith(number)) return '';
          return `${path}\n<<<<<<< SEARCH\n${line}${number}\n=======\n${line}12345678;\n>>>>>>> REPLACE\n`;
        };
        assert.match(await ghostBehind(vscode, 'taken'), /8;$/);
        assert.deepEqual(await shownEdit(vscode), { struck: [], texts: [] }, 'and nothing is drawn');
        await window.pictures('next edit as ghost text');
        await vscode.press('Tab');
        await window.savedText('web/charts.js', text => text.includes('const taken = 12345678;'));
        for (const name of ['first', 'second']) {
          assert.match(await ghostBehind(vscode, name), /8;$/);
          await vscode.press('Escape');
          await until(
            () => vscode.ghostText(),
            text => text === '',
            patience,
            () => 'Escape did not hide it',
          );
        }
        const before = asked;
        assert.equal(await ghostBehind(vscode, 'third'), '', 'two dismissals in a row');
        assert.equal(asked, before, 'the model is left alone');
        assert.deepEqual(await shownEdit(vscode), { struck: [], texts: [] });
      },
      { 'codexSpark.nextEdit.useModel': true },
    ));
});
