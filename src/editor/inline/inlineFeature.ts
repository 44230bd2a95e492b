import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Event } from '../../common/emitter';
import { Later } from '../../common/later';
import type { Log } from '../../common/log';
import { Completer } from '../../completion/completer';
import { contextBudget } from '../../completion/context/budget';
import { contextLane, StaticContext } from '../../completion/prompt/staticContext';
import type { CursorSnapshot } from '../../completion/snapshot';
import type { RequestOutcome } from '../../completion/answers/requestLog';
import type { RecentDiff } from '../../nextEdit/history/recentDiffs';
import type { Session } from '../../session/session';
import { acceptedSuggestions } from './acceptedSuggestions';
import type { ImportOffers } from '../imports/importEntry';
import { acceptedCursor } from './acceptedCursor';
import { SnoozeDetection } from './snoozeDetection';
import { composingIn } from './composingIn';
import type { DocumentChanges } from '../document/documentChanges';
import type { GhostEdits } from './ghostEdits';
import { headStart } from './headStart';
import { LateAnswers } from './lateAnswers';
import type { Eagerness } from '../eagerness';
import { inlinePlaces } from './inlinePlaces';
import { lineBefore } from './lineBefore';
import { InlineProvider } from './inlineProvider';
import { InlineRegistration } from './inlineRegistration';
import type { Permission } from '../permission/permission';
import type { Settings } from '../settings';
import { showAnew } from './showing';
import { snippetsIn } from './snippetsIn';
import { stillAt } from './stillAt';
import { VisibleProbe } from './visibleProbe';
import { whenAllowed } from './whenAllowed';

/** How long, in ms, a complete first line waits for more: a 60-token answer at 1000 tokens/s fits in it. */
const settleMs = 60;

/** Suggestions while typing, over one session. */
export interface InlineFeature extends Disposable {
  /** Whether a suggestion is being generated. */
  readonly onDidChangeBusy: Event<boolean>;
  /** Whether VS Code has stopped asking although text was typed in a document: it does while suggestions are snoozed. */
  silentIn(document: vscode.TextDocument): boolean;
  /** Whether VS Code hides suggestions there because the tab stops of a snippet are being filled in. */
  inSnippet(document: vscode.TextDocument): boolean;
  /** What has become of asking at a place. */
  outcomeAt(snapshot: CursorSnapshot): RequestOutcome;
}

/** What suggestions are built from besides their session; all of it outlives them. */
export interface InlineParts {
  readonly permission: Permission;
  readonly eagerness: Eagerness;
  /** Hears of what is accepted. */
  readonly imports: Pick<ImportOffers, 'accepted'>;
  readonly changes: DocumentChanges;
  /** What was changed in the last minutes, the oldest first. */
  readonly recentChanges: () => readonly RecentDiff[];
  /** What others than the completer would have shown. */
  readonly ghosts: GhostEdits;
  readonly clock: Clock;
  readonly log: Log;
  /** Of this extension. */
  readonly extensionId: string;
}

/** Wires suggestions to the editor. Everything ends with the returned feature. */
export function inlineFeature(session: Session, settings: Settings, parts: InlineParts): InlineFeature {
  const { permission, eagerness, imports, changes, recentChanges, ghosts, clock, log, extensionId } = parts;
  const allowed = (document: vscode.TextDocument): boolean => permission.inlineOff(document) === undefined;
  const store = new DisposableStore();
  const watch = new SnoozeDetection(clock);
  const context = store.add(
    new StaticContext(session, contextBudget(settings.inline.context.maxTokens).unprepared),
  );
  store.add({ dispose: () => session.forgetWarmUp(contextLane) });
  const completer = store.add(new Completer(session, context, clock, { ...settings.inline, settleMs }));
  store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => completer.forget(uri.toString())));
  const composing = store.add(composingIn(changes, clock));
  const late: LateAnswers = store.add(new LateAnswers(completer, () => registration, clock));
  const probe = new VisibleProbe();
  const line = store.add(lineBefore());
  const show = (place: CursorSnapshot): Promise<boolean | undefined> =>
    showAnew(place, { registration: () => registration, probe, log });
  const snippets = store.add(snippetsIn(changes, clock, show));
  const accepted = store.add(acceptedCursor(changes, () => void registration.askAnew()));
  const suggestions = store.add(acceptedSuggestions(changes, imports));
  const places = inlinePlaces(eagerness);
  const decided = (document: vscode.TextDocument, token: vscode.CancellationToken): Promise<boolean> =>
    whenAllowed(() => permission.inlineOff(document), permission.onDidChange, token, clock);
  const provider = new InlineProvider(completer, allowed, decided, {
    watch,
    line,
    ghosts,
    late,
    composing,
    probe,
    accepted,
    suggestions,
    snippets,
    places,
  });
  const registration: InlineRegistration = store.add(new InlineRegistration(provider, extensionId, log));
  if (settings.inline.headStart)
    store.add(headStart(completer, allowed, { watch, composing, snippets, places }, changes, clock));
  // The stable API has no event by which a suggestion that is shown could grow.
  store.add(
    completer.onDidGrow(place => {
      if (!late.hasRival) void show(place);
    }),
  );
  store.add(completer.onDidWithdraw(place => void show(place)));
  store.add(
    completer.onDidReturn(place => {
      if (stillAt(place)) void registration.askAnew();
    }),
  );
  const keeper = store.add(
    new Later<Disposable>({
      load: async () => {
        const { keepContext } = await import('../context/keepContext');
        const sendsAhead = (document: vscode.TextDocument): boolean => !places.byHand(document);
        const { context: wanted } = settings.inline;
        const keeping = { allowed, sendsAhead, permission, settings: wanted, changes, recentChanges, clock };
        return () => keepContext(session, context, keeping);
      },
      registry: vscode.commands,
    }),
  );
  keeper.getSoon(clock, error => log.error('context could not be loaded', { error: String(error) }));
  return {
    onDidChangeBusy: completer.onDidChangeBusy,
    silentIn: ({ uri }) => watch.silentIn(uri.toString()),
    inSnippet: document => snippets.hide(document),
    outcomeAt: snapshot => completer.outcomeAt(snapshot),
    dispose: () => store.dispose(),
  };
}
