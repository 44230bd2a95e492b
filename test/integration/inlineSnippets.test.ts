import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type, withDocument, type OpenDocument } from '../support/host/editing';
import { accepted, modelOfTests, typeAndBeAsked, withUserSettings } from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';

describe('inline suggestions and snippets', function () {
  this.timeout(120_000);
  const model = modelOfTests();
  let n = 0;

  /** Runs `work` with a snippet inserted below a line of its own. */
  async function withSnippet(snippet: string, work: (open: OpenDocument) => Promise<void>): Promise<void> {
    await withDocument('javascript', '█', async open => {
      // The ignore files are read. Another text each time, because answers are remembered. Nothing is suggested yet: what
      // follows a suggestion is asked for ahead, on a busy machine when the snippet is there.
      const { answer } = model;
      const line = `let a${n++};\n`;
      model.answer = () => '';
      await typeAndBeAsked(model, line);
      await waitFor(
        'the question behind the last key',
        async () => {
          if (model.screens.includes(`${line}█`)) return true;
          await type(' ');
          await vscode.commands.executeCommand('deleteLeft');
          return undefined;
        },
        400,
      );
      model.answer = answer;
      await open.editor.insertSnippet(new vscode.SnippetString(snippet));
      await work(open);
    });
  }

  /** As a user types: VS Code asks in between. */
  async function typeSlowly(text: string): Promise<void> {
    for (const character of text) {
      await type(character);
      await new Promise(resolve => setTimeout(resolve, 150));
    }
  }

  /** What is asked while `work` runs and a while longer. To look at another document would end the snippet. */
  async function quietly(work: () => Promise<void>): Promise<readonly string[]> {
    const before = model.screens.length;
    await work();
    await new Promise(resolve => setTimeout(resolve, 500));
    return model.screens.slice(before);
  }

  const jump = (): Thenable<unknown> => vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');

  it('nothing is asked while placeholders are filled in, and something behind the last', async () => {
    model.answer = () => '.more()';
    await withSnippet('call(${1:first}, ${2:second});$0', async () => {
      assert.deepEqual(await quietly(() => typeSlowly('another')), []);
      await jump();
      assert.deepEqual(await quietly(() => typeSlowly('seventh')), []);
      await jump();
      await typeAndBeAsked(model, '\nlet b');
    });
  });

  it('nor where a name stands in several places', async () => {
    model.answer = () => '.more()';
    await withSnippet('for (let ${1:n} = 0; ${1:n} < ${2:end}; ${1:n}++) {\n\t$0\n}', async () => {
      assert.deepEqual(await quietly(() => typeSlowly('index')), []);
      await jump();
      assert.deepEqual(await quietly(() => typeSlowly('length')), []);
      await jump();
      await typeAndBeAsked(model, 'let b');
    });
  });

  it('at an empty tab stop it is found out once', async () => {
    model.answer = () => '.more()';
    await withSnippet('log($1);$0', async () => {
      await typeSlowly('a');
      await new Promise(resolve => setTimeout(resolve, 1_000));
      assert.deepEqual(await quietly(() => typeSlowly('nother')), []);
    });
  });

  it('suggestions go on at the last tab stop', async () => {
    model.answer = ({ screen }) => (screen.includes('<b>ab█') ? 'out' : '');
    await withSnippet('<b>$0</b>', async ({ document }) => {
      await typeSlowly('a');
      await typeSlowly('b');
      await waitFor('a suggestion to accept', async () => {
        await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
        return document.getText().includes('<b>about</b>') || undefined;
      });
      await typeAndBeAsked(model, 'c');
    });
  });

  it('also where VS Code shows suggestions only after a pause', async () => {
    model.answer = ({ screen }) => (screen.includes('<i>ab█') ? 'out' : '');
    await withUserSettings({ 'editor.inlineSuggest.minShowDelay': 1_000 }, async () => {
      await withSnippet('<i>$0</i>', async open => {
        await typeSlowly('a');
        await typeSlowly('b');
        const after = await accepted(open, 'editor.action.inlineSuggest.acceptNextLine');
        assert.ok(after.endsWith('<i>about█</i>'), after);
      });
    });
  });

  it('they go on after leaving it, and when asked for by command', async () => {
    model.answer = () => '.more()';
    await withSnippet('call(${1:first}, ${2:second});$0', async ({ editor }) => {
      assert.deepEqual(await quietly(() => typeSlowly('one')), []);
      editor.selection = new vscode.Selection(0, 6, 0, 6);
      await typeAndBeAsked(model, ' b');
    });
    await withSnippet('call(${1:first}, ${2:second});$0', async () => {
      assert.deepEqual(await quietly(() => typeSlowly('one')), []);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await typeAndBeAsked(model, 'two');
    });
  });

  it('they are asked for where VS Code is told to show them in snippets', async () => {
    model.answer = () => '.more()';
    await withUserSettings({ 'editor.inlineSuggest.suppressInSnippetMode': false }, async () => {
      await withSnippet('call(${1:first}, ${2:second});$0', () => typeAndBeAsked(model, 'one'));
    });
  });
});
