import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock } from '../../src/common/systemClock';
import { applyCode, type ApplyResult } from '../../src/editor/edit/commands/applyCode';
import type { AnswerSource } from '../../src/editor/edit/answers/answer';
import { EditRegistry } from '../../src/editor/edit/live/editRegistry';
import { FakeTurn } from '../support/chat/fakeTurn';
import { Pieces } from '../support/host/pieces';
import { withFiles, workspaceFolder } from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';
import { windowChanges } from '../support/host/windowChanges';

const text = [
  'import qzxw;',
  '',
  'function qzxa() {',
  '  one();',
  '  two();',
  '}',
  '',
  'function qzxb() {',
  '  two();',
  '}',
  '',
].join('\n');
const name = 'applied.txt';
const nobody: AnswerSource = { isWhole: false, ask: () => undefined };

describe('code that is applied', () => {
  let registry: EditRegistry;

  beforeEach(
    () => (registry = new EditRegistry({ model: nobody, changes: windowChanges, clock: systemClock })),
  );
  afterEach(() => registry.dispose());

  const apply = (code: string | AsyncIterable<string>, signal?: AbortSignal): Promise<ApplyResult> => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), name);
    return applyCode({ registry, model: nobody, clock: systemClock }, { uri, text: code }, signal);
  };
  const document = (): vscode.TextDocument => {
    const found = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith(`/${name}`));
    assert.ok(found, 'the file is open');
    return found;
  };
  const inFile = (work: () => Promise<void>): Promise<void> =>
    withFiles({ [name]: text }, async () => {
      try {
        await work();
      } finally {
        await vscode.window.showTextDocument(document());
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    });

  for (const [how, answer, end] of [
    ['merges it', `\`\`\`\n${text.replace('one', 'four')}\`\`\`\n`, 'completed'],
    ['fails', '```\nimport', 'failed'],
  ] as const) {
    it(`is reviewed the same where a model ${how}`, () =>
      inFile(async () => {
        const turn = new FakeTurn();
        const merging = { session: () => ({ start: () => turn }), maySend: () => Promise.resolve(true) };
        const uri = vscode.Uri.joinPath(workspaceFolder(), name);
        const parts = { registry, model: nobody, clock: systemClock, merging };
        const applying = applyCode(parts, { uri, text: 'function qzxa() {\n  three();\n  two();\n}\n' });
        turn.say(answer);
        turn.end(end);
        assert.deepEqual(await applying, { kind: 'review', changes: 1 });
        assert.equal(document().getText(), text.replace('one', end === 'completed' ? 'four' : 'three'));
      }));
  }

  it('goes to no model where the file may not be sent', () =>
    inFile(async () => {
      const merging = {
        session: () => ({ start: () => assert.fail() }),
        maySend: () => Promise.resolve(false),
      };
      const uri = vscode.Uri.joinPath(workspaceFolder(), name);
      const parts = { registry, model: nobody, clock: systemClock, merging };
      const result = await applyCode(parts, { uri, text: 'function qzxa() {\n  three();\n  two();\n}\n' });
      assert.deepEqual(result, { kind: 'review', changes: 1 });
    }));

  it('becomes changes to decide on where a complete function belongs', () =>
    inFile(async () => {
      const result = await apply('function qzxa() {\n  three();\n  two();\n}\n');
      assert.deepEqual(result, { kind: 'review', changes: 1 });
      assert.equal(document().getText(), text.replace('one', 'three'));
      const [edit] = registry.of(document());
      assert.ok(edit);
      await edit.rejectAll();
      assert.equal(document().getText(), text);
    }));

  it('streams into its place, and is one step of undo', () =>
    inFile(async () => {
      const pieces = new Pieces();
      const ending = apply(pieces);
      pieces.push('function qzxa() {\n  three();\n  four();\n');
      const visible = await waitFor('the first lines', () =>
        registry.all.length > 0 && document().getText().includes('three') ? document().getText() : undefined,
      );
      assert.ok(visible.startsWith('import qzxw;') && visible.endsWith('}\n'), 'nothing else is gone');
      pieces.push('}\n');
      pieces.end();
      assert.equal((await ending).kind, 'review');
      assert.equal(document().getText(), text.replace('one();\n  two', 'three();\n  four'));
      await vscode.window.showTextDocument(document());
      await vscode.commands.executeCommand('undo');
      assert.equal(document().getText(), text);
    }));

  it('is put right when its beginning pointed at the wrong place', () =>
    inFile(async () => {
      const pieces = new Pieces();
      const ending = apply(pieces);
      const code = 'function qzxb() {\n  three();\n}\n\nimport qzxy;\n';
      pieces.push(code.slice(0, 32));
      await waitFor('the first lines', () =>
        registry.all.length > 0 && document().getText().includes('three') ? true : undefined,
      );
      pieces.push(code.slice(32));
      pieces.end();
      await ending;
      const placed = text.replace(/two\(\);\n\}\n$/, 'three();\n}\n');
      assert.equal(document().getText(), placed.replace('import qzxw;', 'import qzxw;\nimport qzxy;'));
    }));

  it('is refused where it leaves out what the file does not tell, and the file is as it was', () =>
    inFile(async () => {
      const pieces = new Pieces();
      const ending = apply(pieces);
      pieces.push('function qzxc() {\n  three();\n');
      pieces.push('  // ... existing code ...\n}\n');
      pieces.end();
      const result = await ending;
      assert.equal(result.kind, 'failed');
      assert.match('message' in result ? result.message : '', /leaves something out/);
      assert.equal(document().getText(), text);
    }));

  it('changes nothing in a file that has it already', () =>
    inFile(async () => {
      assert.deepEqual(await apply(text), { kind: 'unchanged' });
      await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder(), name));
    }));

  it('keeps what is there as a diff when it is stopped', () =>
    inFile(async () => {
      const pieces = new Pieces();
      const controller = new AbortController();
      const ending = apply(pieces, controller.signal);
      pieces.push('function qzxa() {\n  three();\n  four();\n');
      await waitFor('the first lines', () =>
        registry.all.length > 0 && document().getText().includes('three') ? true : undefined,
      );
      controller.abort();
      const result = await ending;
      assert.equal(result.kind, 'stopped');
      assert.ok('changes' in result && result.changes > 0);
      await registry.of(document())[0]?.rejectAll();
      assert.equal(document().getText(), text);
    }));

  it('says why it cannot be done', async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'no-such-file.txt');
    const result = await applyCode({ registry, model: nobody, clock: systemClock }, { uri, text: 'x' });
    assert.equal(result.kind, 'failed');
  });
});
