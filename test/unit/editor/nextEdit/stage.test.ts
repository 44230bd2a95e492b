import { FakeEditor } from '../../../support/nextEdit/fakeEditor';
import assert from 'node:assert/strict';
import { GhostEdits } from '../../../../src/editor/inline/ghostEdits';
import { Stage } from '../../../../src/editor/nextEdit/stage';
import { placeOf } from '../../../../src/editor/nextEdit/where';
import type { NextEdit } from '../../../../src/nextEdit/nextEdit';
import { ManualClock } from '../../../support/manualClock';
import { RecordedScreen } from '../../../support/nextEdit/recordedScreen';

/** A stage before an editor. */
class Set {
  readonly clock = new ManualClock();
  readonly screen = new RecordedScreen();
  readonly ghosts = new GhostEdits();
  readonly editor: FakeEditor;
  readonly stage: Stage;

  constructor(screen: string, suggests = false) {
    this.editor = new FakeEditor(screen);
    const { clock, ghosts } = this;
    const { view, announcer, setKeys } = this.screen;
    this.stage = new Stage({ clock, ghosts, view, announcer, setKeys, suggestsAt: () => suggests });
  }

  predicted(edit: NextEdit | undefined): void {
    this.stage.happen({ kind: 'predicted', edit, place: edit ? placeOf(edit) : 'far' });
  }

  /** An edit at the first place of a text. */
  edit(at: string, text: string): NextEdit {
    const offset = this.editor.document.getText().indexOf(at);
    const edits = [{ offset, length: text.startsWith('+') ? 0 : at.length, text: text.replace('+', '') }];
    return { uri: this.editor.uri, edits, kind: 'rename', confidence: 1 };
  }

  /** VS Code asks for a suggestion at the cursor. */
  ask(): string | undefined {
    const { document, selection } = this.editor;
    return this.ghosts.at(document, selection.active as Parameters<GhostEdits['at']>[1])?.text;
  }

  rest(): void {
    this.clock.tick(150);
  }
}

describe('Stage', () => {
  it('draws at once, and has the keys and the hint when the typing rests', () => {
    const set = new Set('sum█\n\ntotal\n');
    set.predicted(set.edit('total', 'sum'));
    assert.equal(set.screen.drawn, 'sum');
    assert.equal(set.screen.bound, 'Escape');
    set.rest();
    assert.equal(set.screen.drawn, 'sum [Tab ↓ 3]');
    assert.equal(set.screen.bound, 'Tab goes, Escape');
    assert.match(set.screen.announced?.text ?? '', /line 3/);
    assert.equal(set.clock.pending, 0);
  });

  it('takes everything away when it ends', () => {
    const set = new Set('sum█\n\ntotal\n');
    set.predicted(set.edit('total', 'sum'));
    set.rest();
    set.stage.happen({ kind: 'ended' });
    assert.deepEqual([set.screen.drawn, set.screen.bound, set.screen.announced], ['', '', undefined]);
  });

  it('draws nothing anew while what is drawn only reads otherwise', () => {
    const set = new Set('s█\n\ntotal\n');
    set.predicted(set.edit('total', 's'));
    const { draws } = set.screen;
    for (const name of ['su', 'sum', 'sums']) set.predicted(set.edit('total', name));
    assert.equal(set.screen.draws, draws);
    set.rest();
    assert.equal(set.screen.drawn, 'sums [Tab ↓ 3]');
  });

  it('names no key where a suggestion has it', () => {
    const set = new Set('sum█\n\ntotal\n', true);
    set.predicted(set.edit('total', 'sum'));
    set.rest();
    assert.equal(set.screen.drawn, 'sum [↓ 3]');
  });

  describe('a text at the cursor', () => {
    it('is ghost text where VS Code asks before the typing rests: drawn is nothing, and Escape is heard of', () => {
      const set = new Set('f(a█)\n');
      set.predicted(set.edit(')', '+, b'));
      assert.equal(set.screen.drawn, '');
      assert.equal(set.ask(), ', b');
      set.rest();
      assert.ok(set.stage.isGhost);
      assert.equal(set.screen.drawn, '');
      assert.equal(set.screen.bound, 'Escape of ghost text');
      set.stage.happen({ kind: 'ended' });
      assert.equal(set.screen.bound, '');
      assert.ok(!set.stage.isGhost);
      assert.equal(set.ask(), undefined);
    });

    it('is drawn like the others where it does not', () => {
      const set = new Set('f(a█)\n');
      set.predicted(set.edit(')', '+, b'));
      set.rest();
      assert.equal(set.screen.drawn, ', b [Tab]');
      assert.equal(set.screen.bound, 'Tab makes, Escape');
    });

    it('is drawn when the cursor leaves it, and Tab is for it in a moment', () => {
      const set = new Set('f(a█)\n\n\n');
      set.predicted(set.edit(')', '+, b'));
      set.ask();
      set.editor.moveTo(7);
      set.stage.moved();
      assert.equal(set.screen.drawn, ', b');
      assert.equal(set.screen.bound, 'Escape');
      set.rest();
      assert.equal(set.screen.bound, 'Tab goes, Escape');
    });

    it('goes on as ghost text while it is typed', () => {
      const set = new Set('f(a█)\n');
      set.predicted(set.edit(')', '+, b'));
      set.ask();
      set.editor.type(',');
      set.stage.happen({ kind: 'changed', rebased: set.edit(')', '+ b'), place: 'near' });
      assert.equal(set.ask(), ' b');
      assert.equal(set.screen.bound, 'Escape of ghost text');
    });
  });
});
