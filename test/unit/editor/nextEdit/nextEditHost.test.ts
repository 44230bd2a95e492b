import { FakeEditor, setSetting } from '../../../support/nextEdit/fakeEditor';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../../../src/common/emitter';
import { silentLog } from '../../../../src/common/log';
import { DocumentChanges } from '../../../../src/editor/document/documentChanges';
import { GhostEdits } from '../../../../src/editor/inline/ghostEdits';
import { NextEditHost } from '../../../../src/editor/nextEdit/nextEditHost';
import type { NextEditMoment, NextEditSource } from '../../../../src/editor/nextEdit/source';
import { EditHistory } from '../../../../src/nextEdit/history/editHistory';
import type { NextEdit } from '../../../../src/nextEdit/nextEdit';
import { ManualClock } from '../../../support/manualClock';
import { RecordedScreen } from '../../../support/nextEdit/recordedScreen';

/** A source that says what a test says, at once or when the test says so. */
class SaidSource implements NextEditSource {
  readonly asked: NextEditMoment[] = [];
  rests = 0;
  says: (moment: NextEditMoment) => readonly NextEdit[] | Promise<readonly NextEdit[]> = () => [];

  async predict(moment: NextEditMoment): Promise<readonly NextEdit[]> {
    this.asked.push(moment);
    return this.says(moment);
  }

  rest(): void {
    this.rests++;
  }
}

/** Somebody who types before an editor with next edits. */
class Person {
  readonly clock = new ManualClock();
  readonly screen = new RecordedScreen();
  readonly ghosts = new GhostEdits();
  readonly sources = [new SaidSource(), new SaidSource()] as const;
  readonly editor: FakeEditor;
  readonly host: NextEditHost;
  readonly review = { open: false, changed: new Emitter<unknown>() };
  readonly permission = { maySend: true, off: false, changed: new Emitter<void>() };
  inSnippet = false;

  constructor(screen: string) {
    this.editor = new FakeEditor(screen);
    const { editor, clock, ghosts, permission, review } = this;
    const { view, announcer, setKeys } = this.screen;
    const { document } = editor;
    const history = new EditHistory();
    history.opened({ uri: editor.uri, languageId: 'typescript', text: document.getText() });
    const changes = new DocumentChanges(editor.onDidChange.event, silentLog);
    changes.follow('remember', ({ contentChanges }) => {
      const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        length: rangeLength,
        text,
      }));
      history.changed(editor.uri, edits, clock.now());
    });
    setSetting('nextEdit.mode', 'auto');
    this.host = new NextEditHost({
      clock,
      ghosts,
      view,
      announcer,
      setKeys,
      suggestsAt: () => false,
      sources: this.sources,
      history: { recent: history, follows: () => true, dispose: () => undefined },
      texts: ({ languageId }) => ({ uri: editor.uri, languageId, text: document.getText() }),
      permission: {
        mayBeSent: () => permission.maySend,
        isDecided: () => true,
        suggestionsOff: () => (permission.off ? { kind: 'disabled' } : undefined) as never,
        onDidChange: permission.changed.event,
      },
      changes,
      inSnippet: () => this.inSnippet,
      review: { isOpen: () => review.open, onDidChange: review.changed.event },
      log: silentLog,
    });
  }

  /** An edit that puts a text in the place of all that stands at a place of another one, for the text as it is. */
  edit(at: string, text: string, cause = 'cause'): NextEdit {
    const offset = this.editor.document.getText().indexOf(at);
    assert.ok(offset >= 0, at);
    const edits = [{ offset, length: at.length, text }];
    return { uri: this.editor.uri, edits, kind: 'rename', confidence: 1, cause };
  }

  /** Types, and lets the sources answer. */
  async type(text: string, inPlaceOf = 0): Promise<void> {
    this.editor.type(text, inPlaceOf);
    await this.go();
  }

  async go(ms = 0): Promise<void> {
    this.clock.tick(ms);
    for (let n = 0; n < 20; n++) await Promise.resolve();
  }

  get first(): SaidSource {
    return this.sources[0];
  }
}

const renamed = 'let total█ = 1;\n\nuse(total);\nlog(total);\n';

/** Somebody who has just made `total` into `sum`, with an edit on screen for the use of it. */
async function withEdit(): Promise<Person> {
  const person = new Person(renamed);
  person.first.says = () => {
    const text = person.editor.document.getText();
    return ['use(total', 'log(total'].flatMap(place =>
      text.includes(place) ? [person.edit(place, place.replace('total', 'sum'))] : [],
    );
  };
  await person.type('sum', 5);
  await person.go(150);
  assert.equal(person.screen.drawn, 'use(sum [Tab ↓ 3]');
  return person;
}

describe('NextEditHost', () => {
  it('asks after a change, and shows what comes', async () => {
    const person = await withEdit();
    assert.equal(person.first.asked.length, 1);
    assert.equal(person.first.asked[0]?.cursor, 'let sum'.length);
    assert.equal(person.sources[1].asked.length, 0, 'the others are not asked when one has something');
    assert.equal(person.screen.bound, 'Tab goes, Escape');
  });

  it('asks one source after the other', async () => {
    const person = new Person(renamed);
    person.sources[1].says = () => [person.edit('use(total', 'use(sum')];
    await person.type('sum', 5);
    assert.equal(person.screen.drawn, 'use(sum');
    assert.equal(person.first.asked.length, 1);
  });

  it('shows nothing of an answer that the next key has overtaken', async () => {
    const person = new Person(renamed);
    let answer = (_: readonly NextEdit[]): void => undefined;
    person.first.says = () => new Promise(resolve => (answer = resolve));
    await person.type('s', 5);
    const late = [person.edit('use(total', 'use(s')];
    person.first.says = () => [];
    await person.type('u');
    answer(late);
    await person.go();
    assert.equal(person.screen.drawn, '');
  });

  it('goes there by the first key and makes it by the second; what follows is there already', async () => {
    const person = await withEdit();
    assert.equal(await person.host.press({ orElse: true }), 'goTo');
    assert.match(person.editor.screen, /\n█use\(total/);
    assert.equal(person.screen.bound, 'Tab makes, Escape');
    assert.equal(await person.host.press({ orElse: true }), 'accept');
    assert.equal(person.editor.screen, 'let sum = 1;\n\nuse(sum█);\nlog(total);\n');
    assert.equal(person.screen.drawn, 'log(sum');
  });

  it('leaves a Tab to VS Code while the typing does not rest, and where the text is not the one that was asked about', async () => {
    const person = await withEdit();
    person.first.says = () => new Promise(() => undefined);
    person.editor.type('s');
    assert.equal(await person.host.press({ orElse: true }), 'none');
    await person.go(150);
    assert.equal(person.screen.drawn, 'use(sum [Tab ↓ 3]');
    assert.equal(
      await person.host.press({ orElse: true }),
      'none',
      'nobody has said yet what the change means',
    );
  });

  it('has one key wait for the other', async () => {
    const person = await withEdit();
    const going = person.host.press({ orElse: true });
    await Promise.resolve();
    const making = person.host.press({ orElse: true });
    assert.deepEqual([await going, await making], ['goTo', 'accept']);
    assert.equal(person.editor.screen, 'let sum = 1;\n\nuse(sum█);\nlog(total);\n');
  });

  it('what is typed by hand counts as made, and what is typed elsewhere leaves the edit', async () => {
    const person = await withEdit();
    person.first.says = () => [];
    person.editor.moveTo(0);
    person.editor.type('\n');
    assert.equal(person.host.current?.edits[0]?.offset, '\nlet sum = 1;\n\n'.length);
    person.editor.change([{ offset: '\nlet sum = 1;\n\nuse('.length, length: 5, text: 'sum' }]);
    assert.equal(person.host.current, undefined);
  });

  describe('a dismissal', () => {
    it('takes it away, and tells the sources what it was made from', async () => {
      const person = await withEdit();
      person.host.dismiss();
      assert.deepEqual([person.screen.drawn, person.screen.bound], ['', '']);
      await person.type('s');
      assert.deepEqual([...(person.first.asked.at(-1)?.dropped ?? [])], [['cause', 1]]);
      assert.equal(person.screen.drawn, 'log(sum', 'another place of the same is offered');
    });

    it('twice in a row brings quiet, until one is asked for', async () => {
      const person = await withEdit();
      person.host.dismiss();
      person.first.says = () => [person.edit('log(total', 'log(other', 'another')];
      await person.type('s');
      assert.equal(person.screen.drawn, 'log(other');
      person.host.dismiss();
      const { length } = person.first.asked;
      await person.type('s');
      assert.equal(person.first.asked.length, length);
      assert.equal(await person.host.trigger(), true);
    });

    it('counts where VS Code shows it as ghost text', async () => {
      const person = new Person('f(a█);\nf(b);\n');
      person.first.says = () => [
        {
          uri: person.editor.uri,
          edits: [{ offset: 4, length: 0, text: ', y' }],
          kind: 'model',
          confidence: 1,
        },
      ];
      await person.type('x');
      const { document, selection } = person.editor;
      const at = selection.active as unknown as vscode.Position;
      assert.equal(person.ghosts.at(document, at)?.text, ', y');
      assert.equal(person.screen.bound, 'Escape of ghost text');
      person.host.dismiss();
      assert.equal(person.screen.bound, '');
      assert.equal(person.ghosts.at(document, at), undefined);
      await person.host.trigger();
      assert.equal(person.screen.drawn, ', y [Tab]', 'who asks gets it');
    });
  });

  it('what undo took back is not offered again', async () => {
    const person = await withEdit();
    await person.host.press({ orElse: true });
    await person.host.press({ orElse: true });
    person.editor.change(
      [{ offset: 'let sum = 1;\n\n'.length, length: 7, text: 'use(total' }],
      vscode.TextDocumentChangeReason.Undo,
    );
    await person.go();
    assert.equal(person.host.current, undefined);
    await person.type(' ');
    assert.equal(person.screen.drawn, 'log(sum');
  });

  const ends: Record<string, (person: Person) => void> = {
    'the editor is left': ({ editor }) => editor.leave(),
    'a rewrite is opened': ({ review }) => {
      review.open = true;
      review.changed.fire(undefined);
    },
    'the document may not be sent any more': ({ permission }) => {
      permission.maySend = false;
      permission.changed.fire();
    },
    'it is switched off': () => setSetting('nextEdit.mode', 'off'),
    'the change is undone': ({ editor }) =>
      editor.change([{ offset: 4, length: 3, text: 'total' }], vscode.TextDocumentChangeReason.Undo),
  };
  for (const [why, end] of Object.entries(ends)) {
    it(`ends when ${why}`, async () => {
      const person = await withEdit();
      end(person);
      assert.equal(person.host.current, undefined);
      assert.equal(person.screen.bound, '');
      assert.ok(person.first.rests > 0, 'and nothing is asked ahead');
    });
  }

  const refuses: Record<string, (person: Person) => void> = {
    'in a snippet': person => (person.inSnippet = true),
    'during a review': ({ review }) => (review.open = true),
    'in a document without suggestions': ({ permission }) => (permission.off = true),
    'where it is off': () => setSetting('nextEdit.mode', 'off'),
  };
  for (const [where, refuse] of Object.entries(refuses)) {
    it(`asks nothing ${where}`, async () => {
      const person = new Person(renamed);
      refuse(person);
      await person.type('sum', 5);
      assert.equal(person.first.asked.length, 0);
    });
  }

  it('leaves no timer behind', async () => {
    const person = await withEdit();
    person.editor.type('s');
    person.host.dispose();
    assert.equal(person.clock.pending, 0);
  });
});
