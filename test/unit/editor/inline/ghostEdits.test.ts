import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { GhostEdits, type GhostEdit } from '../../../../src/editor/inline/ghostEdits';

/** A document of one line. */
function documentAt(version: number, uri = 'file:///a.ts'): vscode.TextDocument {
  const fake: Partial<vscode.TextDocument> = {
    version,
    uri: { toString: () => uri } as vscode.Uri,
    offsetAt: ({ character }) => character,
  };
  return fake as vscode.TextDocument;
}

const at = (character: number): vscode.Position => ({ line: 0, character }) as vscode.Position;

describe('GhostEdits', () => {
  const edit: GhostEdit = { uri: 'file:///a.ts', version: 3, offset: 7, text: ', b' };

  it('hands the text out at its place in its version, and tells', () => {
    const ghosts = new GhostEdits();
    const told: GhostEdit[] = [];
    ghosts.onDidHandOut(each => told.push(each));
    ghosts.offer(edit);
    assert.deepEqual(ghosts.at(documentAt(3), at(7)), { text: ', b', replaces: 0 });
    assert.deepEqual(told, [edit]);
  });

  it('and nowhere else', () => {
    const ghosts = new GhostEdits();
    ghosts.onDidHandOut(() => assert.fail('nothing is handed out'));
    assert.equal(ghosts.at(documentAt(3), at(7)), undefined, 'nothing is offered');
    ghosts.offer(edit);
    assert.equal(ghosts.at(documentAt(4), at(7)), undefined, 'another version');
    assert.equal(ghosts.at(documentAt(3), at(6)), undefined, 'another place');
    assert.equal(ghosts.at(documentAt(3, 'file:///b.ts'), at(7)), undefined, 'another document');
    ghosts.offer(undefined);
    assert.equal(ghosts.at(documentAt(3), at(7)), undefined, 'taken back');
  });
});
