import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { CursorSnapshot } from '../../completion/snapshot';
import type { DocumentChanges } from '../document/documentChanges';
import { SnippetSession } from './snippetSession';

/** True while the tab stops of a snippet are, or may be, filled in: for the key that ends it. */
const contextKey = 'codexSpark.inSnippet';

/** How long VS Code takes at most to draw what it was handed, in ms. */
const drawnMs = 50;

/** Knows whether VS Code hides suggestions because the tab stops of a snippet are being filled in. */
export interface Snippets extends Disposable {
  /** Whether a suggestion would be hidden there. */
  hide(document: vscode.TextDocument): boolean;
  /** Whether that has to be found out: nothing is asked ahead then. */
  mayHide(document: vscode.TextDocument): boolean;
  /** The user asked for a suggestion, which says more than anything that was noticed. */
  invoked(): void;
  /** A suggestion was handed to VS Code. */
  handedOut(document: vscode.TextDocument, place: CursorSnapshot): void;
}

/**
 * Watches the active editor.
 *
 * @param isShown whether the suggestion at a place is on screen; undefined when that did not come out, as when the cursor
 *   has left the place
 */
export function snippetsIn(
  changes: DocumentChanges,
  clock: Clock,
  isShown: (place: CursorSnapshot) => Promise<boolean | undefined>,
): Snippets {
  const session = new SnippetSession();
  let document: vscode.TextDocument | undefined;
  let version = -1;
  let told = false;
  let trial: Disposable | undefined;
  const tell = (): void => {
    const now = session.state !== 'none';
    if (now === told) return;
    told = now;
    void vscode.commands.executeCommand('setContext', contextKey, now);
  };
  const end = (): void => {
    session.end();
    tell();
  };
  const stateIn = (asked: vscode.TextDocument): SnippetSession['state'] =>
    asked === document ? session.state : 'none';

  const store = new DisposableStore();
  store.add(
    changes.follow('notice', ({ document: changed, contentChanges, reason }) => {
      if (vscode.window.activeTextEditor?.document !== changed || contentChanges.length === 0) return;
      if (changed !== document || reason !== undefined) session.end();
      document = changed;
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        removed: rangeLength,
        text,
      }));
      if (reason === undefined) session.changed(changes, clock.now());
      tell();
    }),
  );
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      if (textEditor.document !== document) return;
      const typed = version !== document.version;
      version = document.version;
      if (!session.watches) return;
      const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
      const by = kind === Keyboard ? 'key' : kind === Mouse ? 'mouse' : 'other';
      const cursors = selections.map(({ start, end }) => ({
        start: textEditor.document.offsetAt(start),
        end: textEditor.document.offsetAt(end),
      }));
      session.selected(cursors, by, typed);
      if (session.state !== 'none' && !suppressed(document)) session.end();
      tell();
    }),
  );
  store.add(vscode.window.onDidChangeActiveTextEditor(end));
  store.add(
    vscode.commands.registerCommand('codexSpark.leaveSnippet', async () => {
      end();
      await vscode.commands.executeCommand('leaveSnippet');
    }),
  );
  return {
    hide: asked => stateIn(asked) === 'hidden',
    mayHide: asked => stateIn(asked) !== 'none',
    invoked: end,
    handedOut(asked, place) {
      if (stateIn(asked) !== 'doubtful') return;
      trial?.dispose();
      trial = clock.setTimeout(() => {
        void isShown(place).then(shown => {
          if (shown === undefined || stateIn(asked) !== 'doubtful') return;
          session.found(!shown);
          tell();
        });
      }, drawnMs);
    },
    dispose() {
      trial?.dispose();
      store.dispose();
      end();
    },
  };
}

/** Whether VS Code hides suggestions in snippets, as it does unless the user has said otherwise. */
function suppressed(document: vscode.TextDocument): boolean {
  return vscode.workspace
    .getConfiguration('editor', document)
    .get('inlineSuggest.suppressInSnippetMode', true);
}
