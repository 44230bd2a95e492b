import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type, withDocument } from '../support/host/editing';
import {
  accepted,
  askedDuring,
  modelOfTests,
  typeAndBeAsked,
  withUserSettings,
} from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';

describe('how eager inline suggestions are', function () {
  this.timeout(60_000);
  const model = modelOfTests();
  const trigger = (): Thenable<unknown> =>
    vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  const askedFor = (text: string): number => model.screens.filter(screen => screen.includes(text)).length;

  /** Runs the command until the model was asked about a place. */
  const askedByCommand = (place: string): Promise<true> =>
    waitFor(
      'the request of the command',
      async () => {
        await trigger();
        return askedFor(place) > 0 || undefined;
      },
      400,
    );

  it('on demand: typing asks for nothing, the command does, and nothing is sent ahead', async () => {
    await withUserSettings({ 'codexSpark.inline.mode': 'onDemand' }, async () => {
      model.answer = ({ screen }) => (screen.includes('byHand█') ? ' = 1;' : '');
      await withDocument('javascript', '█', async open => {
        await type('let byHand');
        // By the time the answer to the command is here, anything that was asked before it would be, too.
        await askedByCommand('byHand█');
        assert.equal(await accepted(open), 'let byHand = 1;█');
        assert.ok(
          !model.screens.some(screen => /let byHan?█|let b?y?█/.test(screen)),
          model.screens.join('\n'),
        );
        assert.ok(
          model.asked.every(({ everything }) => everything.includes('byHand')),
          'nothing was prepared',
        );
        // What stands behind the accepted text was not asked ahead.
        assert.equal(askedFor('= 1;█'), 0);
      });
    });
  });

  it('off: neither typing nor the command asks for anything', async () => {
    await withUserSettings({ 'codexSpark.inline.mode': 'off' }, async () => {
      await withDocument('javascript', '█', async () => {
        await type('let nobody');
        await trigger();
      });
    });
    assert.deepEqual(await askedDuring(model, () => Promise.resolve()), []);
    assert.equal(askedFor('nobody'), 0);
  });

  it('a language may have its own: one off, one on demand, one as ever', async () => {
    const settings = {
      '[python]': { 'codexSpark.inline.mode': 'off' },
      '[ruby]': { 'codexSpark.inline.mode': 'onDemand' },
    };
    await withUserSettings(settings, async () => {
      const asked = await askedDuring(
        model,
        async () => {
          await withDocument('python', '█', async () => {
            await type('pythonic = 1');
            await trigger();
          });
          await withDocument('ruby', '█', () => type('rubyist = 1'));
          // Throws where nothing is asked.
          await withDocument('javascript', '█', () => typeAndBeAsked(model, 'let scripted'));
        },
        { trigger: false },
      );
      assert.ok(!asked.some(screen => /pythonic|rubyist/.test(screen)), asked.join('\n'));
      await withDocument('ruby', 'by_hand█', async () => {
        await askedByCommand('by_hand█');
      });
    });
    // As before, once the setting is gone.
    await withDocument('python', '█', () => typeAndBeAsked(model, 'again = 1'));
  });

  it('a language may have single lines', async () => {
    model.answer = ({ screen }) => (screen.includes('lined() {█') ? ' return 1;\n  more();\n}' : '');
    const answered = async (language: string): Promise<string> => {
      let now = '';
      await withDocument(language, 'function █', async open => {
        await typeAndBeAsked(model, 'lined() {');
        now = await accepted(open);
      });
      return now;
    };
    await withUserSettings({ '[typescript]': { 'codexSpark.inline.lines': 'single' } }, async () => {
      assert.match(await answered('typescript'), /^function lined\(\) \{ return 1;█/);
      assert.match(await answered('javascript'), /^function lined\(\) \{ return 1;\n\s+more\(\);/);
    });
  });

  it('the command that turns suggestions on takes the mode "off" back', async () => {
    const mode = (): unknown => vscode.workspace.getConfiguration('codexSpark').get('inline.mode');
    await withUserSettings(
      { 'codexSpark.inline.mode': 'off', 'codexSpark.inline.enabled': true },
      async () => {
        await vscode.commands.executeCommand('codexSpark.toggleInline');
        assert.equal(mode(), 'auto');
        await withDocument('javascript', '█', () => typeAndBeAsked(model, 'let back'));
      },
    );
    await withUserSettings(
      { 'codexSpark.inline.mode': 'onDemand', 'codexSpark.inline.enabled': true },
      async () => {
        await vscode.commands.executeCommand('codexSpark.toggleInline');
        await vscode.commands.executeCommand('codexSpark.toggleInline');
        assert.equal(mode(), 'onDemand', 'off and on again is as before');
      },
    );
  });

  it('the command for a language takes its mode "off" back', async () => {
    await withUserSettings({ '[javascript]': { 'codexSpark.inline.mode': 'off' } }, async () => {
      await withDocument('javascript', '█', async () => {
        await vscode.commands.executeCommand('codexSpark.toggleLanguage');
        await typeAndBeAsked(model, 'let back');
      });
    });
  });
});
