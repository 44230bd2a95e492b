import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Session } from '../../session/session';
import type { RecentDiff } from '../../nextEdit/history/recentDiffs';
import { changeHistory } from '../context/changeHistory';
import { recentEdits } from '../context/recentEdits';
import type { Permission } from '../permission/permission';
import type { Spoken } from '../spoken';
import { announcer } from './announcer';
import { documentTexts } from './documentTexts';
import { editAsText } from './editAsText';
import { embeddedSource, fixSource } from './embeddedSources';
import { usesModel } from './mode';
import { modelSource } from './modelSource';
import { nextEditCommands } from './nextEditCommands';
import { nextEditKeys } from './nextEditKeys';
import { nextEditView } from './nextEditView';
import { NextEditHost, type NextEditParts } from './nextEditHost';
import { openTexts } from './openTexts';
import { preferredFixes } from './preferredFixes';

/** What next edits are built from; all of it outlives them. */
export interface NextEditFeatureParts extends Omit<
  NextEditParts,
  'sources' | 'texts' | 'history' | 'view' | 'announcer' | 'setKeys'
> {
  readonly permission: Permission;
  readonly spoken: Spoken;
  /** The session to a model; undefined while there is none. */
  readonly session: () => Session | undefined;
  /** Whether somebody else offers the fix of a document (its URI as text) with that title. */
  readonly isOffered: (uri: string, title: string) => boolean;
}

/** Next edits, once they are loaded. */
export interface NextEdits extends Disposable {
  /**
   * What was edited in the last minutes, the oldest first.
   * @param around lines shown above and below each; all that the history keeps where it is left out
   */
  readonly recentChanges: (around?: number) => readonly RecentDiff[];
}

/** Wires next edits to the editor, and begins to write changes down. Everything ends with the returned disposable. */
export function nextEditFeature(given: NextEditFeatureParts): NextEdits {
  const store = new DisposableStore();
  const { changes, permission, clock } = given;
  const history = store.add(changeHistory(changes, permission, clock));
  const parts = { ...given, history };
  const texts = documentTexts(history.recent);
  const shared = {
    ...parts,
    session: () => (usesModel() ? parts.session() : undefined),
    others: openTexts({ ...parts, texts }),
    fixes: store.add(preferredFixes(parts.changes, parts.clock, parts.isOffered)),
  };
  const sources = [embeddedSource(shared), store.add(modelSource(shared)), fixSource(shared)];
  const screen = {
    view: nextEditView(),
    announcer: announcer(parts.clock, parts.spoken),
    setKeys: nextEditKeys(),
  };
  const host = store.add(new NextEditHost({ ...parts, ...screen, sources, texts }));
  store.add(nextEditCommands(host, store.add(editAsText())));
  return { recentChanges: recentEdits(history, clock), dispose: () => store.dispose() };
}
