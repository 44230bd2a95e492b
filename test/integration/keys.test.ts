import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { unknownBindings } from '../support/vscodeKeys';

/** Where a build has its workbench: the server's, and that of the desktop. */
const workbenches = ['code/browser/workbench/workbench.js', 'workbench/workbench.desktop.main.js'];

describe('the keys of the manifest', () => {
  it('are bound by this VS Code itself only where that is known to be no conflict', () => {
    const found = workbenches
      .map(file => path.join(vscode.env.appRoot, 'out', 'vs', ...file.split('/')))
      .find(file => existsSync(file));
    assert.ok(found !== undefined, `there is no workbench in ${vscode.env.appRoot}`);
    assert.deepEqual(unknownBindings(readFileSync(found, 'utf8')), []);
  });
});
