import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock } from '../../src/common/systemClock';
import { applyCode } from '../../src/editor/edit/commands/applyCode';
import type { AnswerSource } from '../../src/editor/edit/answers/answer';
import { EditRegistry } from '../../src/editor/edit/live/editRegistry';
import { keep, openRoom, type Kept, type RoomBench } from '../support/chat/room';
import { DrivenGateway } from '../support/gateway/drivenGateway';
import { withFiles, workspaceFolder } from '../support/host/manners';
import { windowChanges } from '../support/host/windowChanges';
import { waitFor } from '../support/host/waitFor';

const nobody: AnswerSource = { isWhole: false, ask: () => undefined };
const name = 'qzxl.txt';
const file = 'function qzxl() {\n  one();\n}\n';

describe('code that the chat has applied', () => {
  let gateway: DrivenGateway;
  let kept: Kept;
  let registry: EditRegistry;
  let bench: RoomBench;
  before(async () => {
    gateway = await DrivenGateway.start();
    kept = await keep();
    registry = new EditRegistry({ model: nobody, changes: windowChanges, clock: systemClock });
    bench = openRoom(kept, gateway, {
      applyToFile: (request, signal) =>
        applyCode({ registry, model: nobody, clock: systemClock }, request, signal),
    });
  });
  after(async () => {
    bench.close();
    registry.dispose();
    await kept.remove();
    await gateway.stop();
  });

  /** Waits until the block says this, and nothing later. */
  const says = (what: string): Promise<unknown> =>
    waitFor(what, () => {
      const last = bench.told.findLast(message => message.type === 'block');
      return last?.state === 'done' && last.text === `${what} in ${name}` ? true : undefined;
    });

  it('says what is left to review as the document goes on: undone, done again, and decided on', () =>
    withFiles({ [name]: file }, async () => {
      await bench.ask({ type: 'ready' });
      await bench.ask({
        ...{ type: 'applyCode', answer: 'none', part: 0, block: 0, path: name },
        code: file.replace('one', 'two'),
      });
      await says('1 change to review');
      const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(workspaceFolder(), name));
      await vscode.commands.executeCommand('undo');
      await says('nothing is left to review');
      assert.equal(document.getText(), file);
      await vscode.commands.executeCommand('redo');
      await says('1 change to review');
      for (const edit of registry.of(document)) edit.acceptAll();
      await says('nothing is left to review');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }));
});
