import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock } from '../../src/common/systemClock';
import type { AnswerSource } from '../../src/editor/edit/answers/answer';
import { EditRegistry } from '../../src/editor/edit/live/editRegistry';
import { replacement } from '../../src/editor/edit/answers/givenAnswer';
import { reviewNodes, type ReviewNode } from '../../src/editor/edit/view/reviewTree';
import { withDocument } from '../support/host/editing';
import { waitFor } from '../support/host/waitFor';

const nobody: AnswerSource = { isWhole: false, ask: () => undefined };

const original = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
const rewritten = 'one\nTWO\nthree\nfour\nsix\nseven\n  eight\n';

describe('the list of changes to review', () => {
  it('names each file and each change of it, and forgets what is decided', () =>
    withDocument('plaintext', original, async ({ document }) => {
      const registry = new EditRegistry({ model: nobody, clock: systemClock });
      const nodes = reviewNodes(registry);
      let changes = 0;
      nodes.onDidChangeTreeData?.(() => changes++);
      const below = async (node?: ReviewNode): Promise<readonly ReviewNode[]> =>
        (await nodes.getChildren(node)) ?? [];
      const hunks = async (): Promise<vscode.TreeItem[]> => {
        const [file] = await below();
        if (!file) return [];
        return Promise.all((await below(file)).map(async node => await nodes.getTreeItem(node)));
      };
      try {
        assert.deepEqual(await below(), []);
        const edit = await registry.begin(
          document,
          { start: 0, end: original.length },
          { title: 'Testing', instruction: '' },
          replacement(rewritten, nobody),
        );
        await waitFor('the changes', () => (edit.phase === 'review' ? true : undefined));
        const [file, another] = await below();
        assert.ok(file && !another);
        assert.equal((await nodes.getTreeItem(file)).resourceUri?.toString(), document.uri.toString());
        const found = await hunks();
        assert.deepEqual(
          found.map(({ label, description }) => [label, description]),
          [
            ['TWO', '−1 +1'],
            ['five', '−1 +0'],
            ['eight', '−0 +1'],
          ],
        );
        assert.deepEqual(
          found.map(({ iconPath }) => iconPath instanceof vscode.ThemeIcon && iconPath.id),
          ['diff-modified', 'diff-removed', 'diff-added'],
        );
        assert.deepEqual(
          found.map(({ command }) => command?.command),
          Array.from(found, () => 'codexSpark.goToHunk'),
        );
        const before = changes;
        const [first] = await below(file);
        assert.ok(first?.kind === 'hunk');
        edit.accept(first.hunk.id);
        assert.equal(changes, before + 1, 'the list is drawn again');
        assert.deepEqual(
          (await hunks()).map(({ label }) => label),
          ['five', 'eight'],
        );
        await edit.rejectAll();
        assert.deepEqual(await below(), []);
        assert.equal(document.getText(), original.replace('two', 'TWO'));
      } finally {
        nodes.dispose();
        registry.dispose();
      }
    }));
});
