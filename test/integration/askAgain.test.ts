import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { silentLog, type Log } from '../../src/common/log';
import { askAgain } from '../../src/editor/askAgain';
import { snapshotAt } from '../../src/editor/documentSnapshot';
import { LateAnswers } from '../../src/editor/lateAnswers';
import { withDocument } from '../support/host/editing';
import { waitFor } from '../support/host/waitFor';
import { ManualClock } from '../support/manualClock';

describe('asking VS Code for suggestions again', () => {
  const warnings: string[] = [];
  const log: Log = {
    ...silentLog,
    warn: (message, fields) => warnings.push(`${message}: ${fields?.['why']}`),
  };
  const completer = {
    complete: () => Promise.resolve({ text: 'x', replaces: 0 }),
    whileGrowing: async (_: unknown, ask: () => PromiseLike<unknown>): Promise<void> => void (await ask()),
  };
  beforeEach(() => void (warnings.length = 0));

  it('logs a command that VS Code does not know, and goes on', () =>
    withDocument('javascript', 'let a█', async ({ document, editor }) => {
      const place = snapshotAt(document, editor.selection.active);
      assert.ok(place);
      await askAgain(completer, place, 'codexSpark.noSuchCommand', log);
      assert.match(warnings.join(), /refused to ask .*codexSpark\.noSuchCommand/);
    }));

  it('logs what goes wrong with an answer that came late', () =>
    withDocument('javascript', 'let a█', async ({ document, editor }) => {
      const place = snapshotAt(document, editor.selection.active);
      assert.ok(place);
      const clock = new ManualClock();
      const refusing = { ...completer, whileGrowing: () => Promise.reject(new Error('not now')) };
      const late = new LateAnswers(refusing, clock, log);
      const gaveUp = late.asked();
      await clock.advance(300);
      gaveUp(document, place);
      await waitFor('the log', () => warnings[0]);
      assert.match(warnings.join(), /not now/);
      late.dispose();
    }));

  it('runs a command that it knows, and logs nothing', () =>
    withDocument('javascript', 'let a█', async ({ document, editor }) => {
      const place = snapshotAt(document, editor.selection.active);
      assert.ok(place);
      const ran: string[] = [];
      const known = vscode.commands.registerCommand('codexSparkTest.askAgain', () => ran.push('ran'));
      await askAgain(completer, place, 'codexSparkTest.askAgain', log);
      known.dispose();
      assert.deepEqual([ran, warnings], [['ran'], []]);
    }));
});
