import * as vscode from 'vscode';
import { sleep, type Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { DocumentText } from '../../nextEdit/nextEdit';
import { NextEditAsker } from '../../nextEdit/ask/nextEditAsker';
import { recentDiffs } from '../../nextEdit/history/recentDiffs';
import { featureOf } from '../../session/lane';
import type { Session } from '../../session/session';
import type { ChangeHistory } from '../context/changeHistory';
import type { Permission } from '../permission/permission';
import { readSettings } from '../settings';
import type { NextEditMode } from './mode';
import type { OpenTexts } from './openTexts';
import type { NextEditSource } from './source';

/** A model is asked so long after what answers at once had nothing, in ms: most keys of a burst end the question before. */
const pauseMs = 25;

/** After so many requests in a row that failed the endpoint is left alone for a while: it may have no model for this. */
const mostFailures = 2;

/** That long, in ms. */
const restMs = 300_000;

/** All changes that are told have no more than so many UTF-16 code units. */
const diffBudget = 8_000;

/** Where other files are not to be told of. */
const none: OpenTexts = () => [];

/** What it takes to ask a model. */
export interface ModelParts {
  /** The session to a model; undefined while there is none, or it is not to be asked. */
  readonly session: () => Session | undefined;
  readonly history: ChangeHistory;
  readonly permission: Pick<Permission, 'mayBeSent'>;
  readonly others: OpenTexts;
  readonly mode: (document: DocumentText) => NextEditMode;
  readonly clock: Clock;
}

/** Next edits by a model, over the session of suggestions. */
export function modelSource(parts: ModelParts): NextEditSource & Disposable {
  const { history, permission, others: open, mode, clock } = parts;
  const store = new DisposableStore();
  const watched = new WeakSet<Session>();
  /** Failures in a row, and until when nothing is asked, of each session. */
  const failures = new WeakMap<Session, { count: number; until: number }>();
  const watch = (session: Session): void => {
    if (watched.has(session)) return;
    watched.add(session);
    store.add(
      session.onDidEndTurn(({ lane, status }) => {
        if (featureOf(lane) !== 'nextEdit' || status === 'cancelled') return;
        const count = status === 'failed' ? (failures.get(session)?.count ?? 0) + 1 : 0;
        failures.set(session, { count, until: count < mostFailures ? 0 : clock.now() + restMs });
      }),
    );
  };
  const usable = (): Session | undefined => {
    const session = parts.session();
    if (!session || (failures.get(session)?.until ?? 0) > clock.now()) return undefined;
    watch(session);
    return session;
  };
  const asker = store.add(new NextEditAsker(usable));
  return {
    async predict({ document, cursor }, signal) {
      if (mode(document) === 'renamesOnly' || !usable()) return [];
      await sleep(clock, pauseMs, signal);
      const others = mode(document) === 'sameFile' || !readSettings().inline.context.openFiles ? none : open;
      const entries = history.recent
        .entries(clock.now())
        .filter(({ uri }) =>
          others === none ? uri === document.uri : permission.mayBeSent(vscode.Uri.parse(uri)),
        );
      if (entries.length === 0) return [];
      const moment = {
        active: document,
        cursor,
        others: others(document),
        recentDiffs: recentDiffs(entries, diffBudget),
      };
      // The first is what is shown; to what follows the asker goes on by itself once it was made.
      for await (const edit of asker.ask(moment, signal)) return [edit];
      return [];
    },
    rest: () => asker.cancel(),
    dispose: () => store.dispose(),
  };
}
