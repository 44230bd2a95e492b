import * as vscode from 'vscode';
import { sleep, type Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { HoldBack } from '../../completion/requests/holdBack';
import { NextEditAsker } from '../../nextEdit/ask/nextEditAsker';
import { recentDiffs } from '../../nextEdit/history/recentDiffs';
import { featureOf } from '../../session/lane';
import type { Session } from '../../session/session';
import type { ChangeHistory } from '../context/changeHistory';
import type { Permission } from '../permission/permission';
import { readSettings } from '../settings';
import type { OpenTexts } from './openTexts';
import type { NextEditSource } from './source';

/** After so many requests in a row that failed the endpoint is left alone for a while: it may have no model for this. */
const mostFailures = 2;

/** That long, in ms. */
const restMs = 300_000;

/** All changes that are told have no more than so many UTF-16 code units. */
const diffBudget = 8_000;

/** Where other files are not to be told of. */
const none: OpenTexts = () => [];

/** What is used of a session. */
export type ModelSession = Pick<Session, 'start' | 'profile' | 'onDidEndTurn'>;

/** What it takes to ask a model. */
export interface ModelParts {
  /** The session to a model; undefined while there is none, or it is not to be asked. */
  readonly session: () => ModelSession | undefined;
  readonly history: ChangeHistory;
  readonly permission: Pick<Permission, 'mayBeSent'>;
  readonly others: OpenTexts;
  readonly clock: Clock;
}

/** What is known of a session. */
interface Experience {
  /** When a request is worth its price. */
  readonly holdBack: HoldBack;
  /** Failures in a row. */
  failures: number;
  /** Nothing is asked before, in ms. */
  restsUntil: number;
}

/**
 * Next edits by a model, over the session of suggestions. A question leaves as soon as what answers at once had nothing: the
 * next key ends it. Only where an unwanted one is expensive it waits in a burst of keys, as a suggestion does.
 */
export function modelSource(parts: ModelParts): NextEditSource & Disposable {
  const { history, permission, others: open, clock } = parts;
  const store = new DisposableStore();
  const known = new WeakMap<ModelSession, Experience>();
  const experienceOf = (session: ModelSession): Experience => {
    const before = known.get(session);
    if (before) return before;
    const experience: Experience = { holdBack: new HoldBack(), failures: 0, restsUntil: 0 };
    known.set(session, experience);
    store.add(
      session.onDidEndTurn(({ lane, status, timings }) => {
        if (featureOf(lane) !== 'nextEdit') return;
        experience.holdBack.learn(timings.firstTokenMs);
        if (status === 'cancelled') return;
        experience.failures = status === 'failed' ? experience.failures + 1 : 0;
        experience.restsUntil = experience.failures < mostFailures ? 0 : clock.now() + restMs;
      }),
    );
    return experience;
  };
  const usable = (): ModelSession | undefined => {
    const session = parts.session();
    return session && experienceOf(session).restsUntil <= clock.now() ? session : undefined;
  };
  const asker = store.add(new NextEditAsker(usable));
  return {
    async predict({ document, cursor, mode }, signal) {
      const session = mode === 'renamesOnly' ? undefined : usable();
      if (!session) return [];
      const { holdBack } = experienceOf(session);
      holdBack.key(clock.now());
      const delay = holdBack.delay(session.profile, null);
      if (delay > 0) await sleep(clock, delay, signal);
      const others = mode === 'sameFile' || !readSettings().inline.context.openFiles ? none : open;
      const entries = history.recent
        .entries(clock.now())
        .filter(({ uri }) =>
          others === none ? uri === document.uri : permission.mayBeSent(vscode.Uri.parse(uri)),
        );
      if (entries.length === 0) return [];
      const moment = {
        active: document,
        cursor,
        others: others(document, mode),
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
