import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { manifest } from '../../support/manifest';
import { holds, type WindowContext } from '../../support/nextEdit/whenClause';

// Keys of the manifest: none fights another of ours, VS Code's own, or those of a Vim extension.

const { keybindings, commands } = manifest.contributes;

/** The commands that a key would run on a system, the last contributed one last. */
function run(key: string, context: WindowContext): string[] {
  return keybindings
    .filter(binding => ((context['isMac'] === true ? binding.mac : undefined) ?? binding.key) === key)
    .filter(({ when }) => when === undefined || holds(when, context))
    .map(({ command }) => command.replace('codexSpark.', ''));
}

const typing = { editorTextFocus: true };
const mac = { ...typing, isMac: true };
const review = { 'codexSpark.edit.reviewing': true, 'codexSpark.edit.pending': true };

describe('the keys', () => {
  // Where no editor has the focus, as on the page that welcomes, it takes the last one, whether it holds or not.
  it('are named by VS Code as they are without Vim', () => {
    for (const command of ['codexSpark.editSelection', 'codexSpark.optimizeSelection']) {
      const last = keybindings.findLast(binding => binding.command === command);
      assert.ok(last?.when !== undefined && holds(last.when, typing), command);
    }
  });

  const table: [name: string, key: string, context: WindowContext, runs: string[]][] = [
    ['Ctrl+K Ctrl+E edits', 'ctrl+k ctrl+e', typing, ['editSelection']],
    ['Ctrl+K Ctrl+G optimizes', 'ctrl+k ctrl+g', typing, ['optimizeSelection']],
    ['Ctrl+K is left to Vim', 'ctrl+k ctrl+e', { ...typing, 'vim.active': true }, []],
    ['with Vim, Alt+Shift+E edits', 'alt+shift+e', { ...typing, 'vim.active': true }, ['editSelection']],
    [
      'with Vim, Alt+Shift+G optimizes',
      'alt+shift+g',
      { ...typing, 'vim.active': true },
      ['optimizeSelection'],
    ],
    ['without Vim, Alt+Shift+E is free', 'alt+shift+e', typing, []],
    ['on macOS Cmd+K edits', 'cmd+k cmd+e', mac, ['editSelection']],
    ['on macOS Cmd+K edits with Vim too', 'cmd+k cmd+e', { ...mac, 'vim.active': true }, ['editSelection']],
    ['Cmd+Alt+Y accepts a change', 'cmd+alt+y', { ...mac, ...review }, ['acceptHunk']],
    [
      'Cmd+Alt+Y is left to Keep All Chat Edits where there are some',
      'cmd+alt+y',
      { ...mac, ...review, 'chatEdits.hasEditorModifications': true },
      [],
    ],
    [
      'Alt+Y is not concerned by them',
      'alt+y',
      { ...typing, ...review, 'chatEdits.hasEditorModifications': true },
      ['acceptHunk'],
    ],
    [
      'Cmd+Alt+J goes to the next change while there are some',
      'cmd+alt+j',
      { ...mac, ...review },
      ['nextHunk'],
    ],
    ['Cmd+Alt+J opens the chat else', 'cmd+alt+j', mac, ['openChat']],
    ['Cmd+Alt+J opens the chat from elsewhere', 'cmd+alt+j', { isMac: true, ...review }, ['openChat']],
    [
      'Alt+K is left to the accessible view',
      'alt+k',
      { ...typing, ...review, accessibleViewIsShown: true },
      [],
    ],
    ['Alt+K goes to the change before', 'alt+k', { ...typing, ...review }, ['previousHunk']],
    ['Ctrl+Alt+J always opens the chat', 'ctrl+alt+j', { ...typing, ...review }, ['openChat']],
  ];
  for (const [name, key, context, runs] of table) {
    it(name, () => assert.deepEqual(run(key, context), runs));
  }

  it('run commands of the manifest', () => {
    const known = new Set(commands.map(({ command }) => command));
    for (const { command } of keybindings) assert.ok(known.has(command), command);
  });

  it('of examples in the docs are not taken by VS Code', () => {
    // Color Theme, Keyboard Shortcuts, Save All, the language, tabs to spaces.
    const taken = ['t', 's', 'm', 'i', 'f', 'c', 'u', 'l', 'j', '0'].map(key => `ctrl+k ctrl+${key}`);
    const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.md'))
      .map(file => `docs/${file}`);
    let examples = 0;
    for (const page of ['README.md', ...pages]) {
      for (const [, key = ''] of readFileSync(page, 'utf8').matchAll(/"key": "([^"]+)"/g)) {
        examples++;
        assert.ok(!taken.includes(key.replaceAll('cmd', 'ctrl')), `${page}: ${key}`);
      }
    }
    assert.ok(examples > 0);
  });
});
