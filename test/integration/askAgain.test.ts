import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Log } from '../../src/common/log';
import { askAgain } from '../../src/editor/inline/askAgain';
import { silentLog } from '../../src/common/log';

describe('asking VS Code for suggestions again', () => {
  const warnings: string[] = [];
  const log: Log = {
    ...silentLog,
    warn: (message, fields) => warnings.push(`${message}: ${fields?.['why']}`),
  };
  beforeEach(() => void (warnings.length = 0));

  it('logs a command that VS Code does not know, and goes on', async () => {
    await askAgain(log, 'codexSpark.noSuchCommand');
    assert.match(warnings.join(), /refused to ask .*codexSpark\.noSuchCommand/);
  });

  it('runs a command that it knows, and logs nothing', async () => {
    const ran: unknown[] = [];
    const known = vscode.commands.registerCommand('codexSparkTest.askAgain', how => ran.push(how));
    await askAgain(log, 'codexSparkTest.askAgain', { explicit: false });
    known.dispose();
    assert.deepEqual([ran, warnings], [[{ explicit: false }], []]);
  });
});
