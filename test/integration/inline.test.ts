import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { screen, type, withDocument } from '../support/host/editing';
import { threeOfAKind as totals } from '../support/host/threeOfAKind';
import { waitFor } from '../support/host/waitFor';

/** Accepts what is shown, if anything is. */
async function accept(): Promise<void> {
  await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
}

describe('inline suggestions', () => {
  it('complete what was typed, from the open file', async () => {
    await withDocument('javascript', `${totals}\n█`, async open => {
      // The editor indents by itself; what is looked at is only what stands below the other functions.
      await type('export function totalDeposit(items) {\nlet to');
      const before = screen(open);
      assert.ok(!before.slice(totals.length).includes('total = 0'));
      const after = await waitFor('a suggestion to accept', async () => {
        await accept();
        const now = screen(open);
        return now === before ? undefined : now;
      });
      assert.ok(after.startsWith(totals), 'nothing before the cursor is touched');
      assert.match(
        after.slice(totals.length),
        /^\nexport function totalDeposit\(items\) \{\n\s+let total = 0;\n[^]*item\.deposit \* item\.quantity;[^]*█/,
      );
    });
  });

  it('leave alone what they are not for', async () => {
    await withDocument('plaintext', `${totals}\n█`, async open => {
      await type('export function totalDeposit(items) {\nlet to');
      const before = screen(open);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await new Promise(resolve => setTimeout(resolve, 1_000));
      await accept();
      assert.equal(screen(open), before);
    });
  });

  it('can be turned off and on again by command', async () => {
    const enabled = () => vscode.workspace.getConfiguration('codexSpark').get('inline.enabled');
    assert.equal(enabled(), true);
    await vscode.commands.executeCommand('codexSpark.toggleInline');
    try {
      assert.equal(enabled(), false);
      await withDocument('javascript', `${totals}\n█`, async open => {
        await type('export function totalDeposit(items) {\nlet to');
        const before = screen(open);
        await new Promise(resolve => setTimeout(resolve, 1_000));
        await accept();
        assert.equal(screen(open), before);
      });
    } finally {
      await vscode.commands.executeCommand('codexSpark.toggleInline');
    }
    assert.equal(enabled(), true);
  });
});
