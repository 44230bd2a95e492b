import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { contextBudget } from '../../completion/context/budget';
import { ChangesInPrompt } from '../../completion/context/changesInPrompt';
import { OpenFiles } from '../../completion/context/openFiles';
import type { StaticContext } from '../../completion/prompt/staticContext';
import type { RecentDiff } from '../../nextEdit/history/recentDiffs';
import type { Session } from '../../session/session';
import type { DocumentChanges } from '../document/documentChanges';
import { snapshotAt } from '../document/documentSnapshot';
import type { Permission } from '../permission/permission';
import type { Settings } from '../settings';
import { Declarations } from './declarations';
import { gather, type ContextSources } from './gather';
import { followLastUse } from './lastUse';

/** Tabs are often opened in bursts, and cursors moved on; context is gathered once that is over, in ms. */
const soonMs = 400;

/** What changes while typing is looked at in a pause of the typing, in ms. */
const pauseMs = 1500;

/** A cursor that moved further than this, in lines, is at another place. */
const samePlace = 15;

/** What context is kept for, and what may be in it. */
export interface KeepContextParts {
  /** Whether a document may have suggestions, and so be in a request. */
  readonly allowed: (document: vscode.TextDocument) => boolean;
  /** Whether anything may be sent ahead for it: not where suggestions are asked for by hand. */
  readonly sendsAhead: (document: vscode.TextDocument) => boolean;
  /** Whether text of a file may leave the editor. */
  readonly permission: Pick<Permission, 'mayBeSent' | 'onDidChange'>;
  readonly settings: Settings['inline']['context'];
  readonly changes: DocumentChanges;
  /** What was changed in the last minutes, the oldest first. */
  readonly recentChanges: () => readonly RecentDiff[];
  readonly clock: Clock;
}

/**
 * Keeps what is sent ahead up to date: in pauses, after the cursor went elsewhere, and over every new connection.
 * No key ever waits for it. Everything ends with what is returned.
 */
export function keepContext(session: Session, context: StaticContext, parts: KeepContextParts): Disposable {
  const { allowed, sendsAhead, permission, settings, changes, recentChanges, clock } = parts;
  const store = new DisposableStore();
  const declarations = settings.languageService
    ? store.add(new Declarations(clock, uri => permission.mayBeSent(uri)))
    : undefined;
  const sources: ContextSources = {
    allowed,
    lastUse: store.add(followLastUse()),
    changes: () => recentChanges().filter(({ uri }) => permission.mayBeSent(vscode.Uri.parse(uri))),
    shown: new ChangesInPrompt(),
    openFiles: settings.openFiles ? new OpenFiles() : undefined,
    declarations,
    budget: contextBudget(settings.maxTokens),
    clock,
  };
  let timer: Disposable | undefined;
  let due = 0;
  let gathering: AbortController | undefined;
  let place: { readonly document: vscode.TextDocument; readonly line: number } | undefined;

  const renew = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    // Nothing is sent anywhere before a document that may have suggestions is open.
    if (!editor || !allowed(editor.document)) return;
    const { document, selection } = editor;
    gathering?.abort();
    const own = new AbortController();
    gathering = own;
    place = { document, line: selection.active.line };
    const pieces = await gather(editor, sources, own.signal);
    if (gathering === own) gathering = undefined;
    if (!pieces || own.signal.aborted) return;
    if (sendsAhead(document)) await context.update(pieces, snapshotAt(document, selection.active));
    else context.know(pieces);
  };
  /** Does it then, or earlier where that is planned already; `anew` puts off what is planned. */
  const later = (delay: number, anew = false): void => {
    const at = clock.now() + delay;
    if (timer && due <= at && !anew) return;
    timer?.dispose();
    due = at;
    timer = clock.setTimeout(() => {
      timer = undefined;
      void renew();
    }, delay);
  };
  const soon = (): void => later(soonMs);

  // The session sends a warm-up again over every new connection; this is for when the first attempt failed.
  store.add(
    session.onDidChangeState(({ kind }) => {
      const active = vscode.window.activeTextEditor?.document;
      if (kind === 'ready' && active && sendsAhead(active)) void context.ensure();
    }),
  );
  store.add(vscode.window.onDidChangeActiveTextEditor(soon));
  // Nothing may be sent while the ignore files of a folder are being read.
  store.add(permission.onDidChange(soon));
  store.add(vscode.window.tabGroups.onDidChangeTabs(soon));
  store.add(vscode.workspace.onDidSaveTextDocument(soon));
  if (declarations) store.add(declarations.onDidLearn(soon));
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
      if (textEditor !== vscode.window.activeTextEditor || !selection) return;
      const near =
        place?.document === textEditor.document && Math.abs(place.line - selection.active.line) <= samePlace;
      if (!near) soon();
    }),
  );
  store.add(
    changes.follow('gather', ({ document }) => {
      if (document !== vscode.window.activeTextEditor?.document) return;
      // A pause of the typing begins anew with every key; only what was never sent does not wait for one.
      if (timer ? context.ahead : context.stale) later(pauseMs, true);
    }),
  );
  store.add(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some(uri => uri.toString() === active)) later(pauseMs);
    }),
  );
  store.add({
    dispose: () => {
      timer?.dispose();
      gathering?.abort();
    },
  });
  soon();
  return store;
}
