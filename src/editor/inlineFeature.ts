import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { Event } from '../common/emitter';
import { Completer } from '../completion/completer';
import { StaticContext } from '../completion/staticContext';
import type { CursorSnapshot } from '../completion/snapshot';
import type { Story } from '../completion/story';
import type { Session } from '../session/session';
import { AskWatch } from './askWatch';
import { contextDocuments } from './contextDocuments';
import { growth } from './growth';
import { headStart } from './headStart';
import { placeCursorAfterAccept } from './inlineItem';
import { InlineProvider } from './inlineProvider';
import type { Permission } from './permission/permission';
import type { Settings } from './settings';

/** How long, in ms, a complete first line waits for more: a 60-token answer at 1000 tokens/s fits in it. */
const settleMs = 60;

/** Tabs are often opened in bursts; the static context is sent once they are over, in ms. */
const contextDelayMs = 400;

/** A document that has changed much is sent ahead again in a pause of the typing, in ms. */
const pauseMs = 1500;

/** Suggestions while typing, over one session. */
export interface InlineFeature extends Disposable {
  /** Whether a suggestion is being generated. */
  readonly onDidChangeBusy: Event<boolean>;
  /** Whether VS Code has stopped asking although text was typed: it does while suggestions are snoozed. */
  readonly silent: boolean;
  /** What has become of asking at a place. */
  story(snapshot: CursorSnapshot): Story;
}

/** Wires suggestions to the editor. Everything ends with the returned feature. */
export function inlineFeature(
  session: Session,
  settings: Settings,
  permission: Pick<Permission, 'inlineOff' | 'onDidChange'>,
  clock: Clock,
): InlineFeature {
  const allowed = (document: vscode.TextDocument): boolean => permission.inlineOff(document) === undefined;
  const store = new DisposableStore();
  const watch = new AskWatch(clock);
  const context = store.add(new StaticContext(session));
  const completer = store.add(new Completer(session, context, clock, { ...settings.inline, settleMs }));
  store.add(
    vscode.languages.registerInlineCompletionItemProvider(
      { pattern: '**' },
      new InlineProvider(completer, allowed, watch),
    ),
  );
  if (settings.inline.headStart) store.add(headStart(completer, allowed, watch));
  store.add(placeCursorAfterAccept());
  store.add(growth(completer));
  store.add(keepContext(session, context, { allowed, onDidChange: permission.onDidChange }, clock));
  return {
    onDidChangeBusy: completer.onDidChangeBusy,
    get silent() {
      return watch.silent;
    },
    story: snapshot => completer.story(snapshot),
    dispose: () => store.dispose(),
  };
}

/** Keeps the static context that of the open tabs, and sends it again over every new connection. */
function keepContext(
  session: Session,
  context: StaticContext,
  may: {
    readonly allowed: (document: vscode.TextDocument) => boolean;
    readonly onDidChange: Event<void>;
  },
  clock: Clock,
): Disposable {
  const { allowed } = may;
  const store = new DisposableStore();
  let timer: Disposable | undefined;
  const later = (delay: number): void => {
    timer?.dispose();
    timer = clock.setTimeout(() => {
      const active = vscode.window.activeTextEditor?.document;
      // Nothing is sent anywhere before a document that may have suggestions is open.
      if (active && allowed(active)) void context.update(contextDocuments(allowed));
    }, delay);
  };
  // The session sends a warm-up again over every new connection; this is for when the first attempt failed.
  store.add(
    session.onDidChangeState(({ kind }) => {
      if (kind === 'ready') void context.ensure();
    }),
  );
  const soon = (): void => later(contextDelayMs);
  store.add(vscode.window.onDidChangeActiveTextEditor(soon));
  // Nothing may be sent while the ignore files of a folder are being read.
  store.add(may.onDidChange(soon));
  store.add(vscode.window.tabGroups.onDidChangeTabs(soon));
  store.add(vscode.workspace.onDidSaveTextDocument(soon));
  store.add(
    vscode.workspace.onDidChangeTextDocument(() => {
      if (context.stale) later(pauseMs);
    }),
  );
  store.add({ dispose: () => timer?.dispose() });
  soon();
  return store;
}
