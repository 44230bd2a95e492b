import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { featureOf } from '../../session/lane';
import type { EndpointConnection } from '../endpoints/endpointConnection';
import type { Connections } from '../endpoints/connections';
import { features } from '../endpoints/endpointSettings';
import { featureNames } from '../endpoints/featureNames';
import type { Eagerness } from '../eagerness';
import type { InlineHost } from '../inline/inlineHost';
import type { Permission } from '../permission/permission';
import { createStatusBar } from './statusBar';
import { otherEndpoint, type StatusFigures } from './statusText';

/** What the status bar item tells of. */
export interface StatusParts {
  readonly connections: Connections<EndpointConnection>;
  readonly inline: InlineHost;
  readonly permission: Permission;
  readonly eagerness: Pick<Eagerness, 'modeOf'>;
  readonly clock: Clock;
}

/** Keeps the status bar item in step with suggestions and their endpoint; the others are in its hover. */
export function statusFeature({
  connections,
  inline,
  permission,
  eagerness,
  clock,
}: StatusParts): Disposable {
  const store = new DisposableStore();
  const bar = store.add(createStatusBar(clock));
  let last: StatusFigures['last'];
  const update = (): void => {
    const problem = connections.problemOf('inline');
    if (problem) return bar.showInvalid(problem.reason);
    const main = connections.of('inline');
    if (!main) return;
    const active = vscode.window.activeTextEditor?.document;
    bar.update(
      {
        state: main.session.state,
        trouble: main.trouble,
        endpointName: main.title,
        local: main.spec.endpoint.kind === 'local' && main.spec.recording === undefined,
        off: permission.inlineOff(active)?.text,
        byHand: eagerness.modeOf(active) === 'onDemand',
        busy: inline.busy,
        languageId: active?.languageId,
        others: [
          ...connections.all
            .filter(({ connection }) => connection !== main)
            .map(({ connection, uses }) => otherEndpoint(featureNames(uses), connection)),
          ...features.flatMap(feature => {
            const unusable = connections.problemOf(feature);
            return unusable ? [`${featureNames([feature])}: ${unusable.reason}`] : [];
          }),
        ],
      },
      () => ({ metrics: main.session.metrics(), last }),
    );
  };
  // The latest suggestion's times, whichever session it came from.
  let listening: Disposable | undefined;
  const listen = (): void => {
    listening?.dispose();
    last = undefined;
    listening = connections.of('inline')?.session.onDidEndTurn(({ lane, timings, serviceTier }) => {
      if (featureOf(lane) === 'inline' && timings.firstTokenMs !== undefined)
        last = { ...timings, ...(serviceTier ? { serviceTier } : {}) };
    });
  };
  listen();
  store.add({ dispose: () => listening?.dispose() });
  store.add(connections.onDidReplace(listen));
  store.add(connections.onDidChange(update));
  store.add(inline.onDidChange(update));
  store.add(vscode.window.onDidChangeActiveTextEditor(update));
  store.add(permission.onDidChange(update));
  update();
  return store;
}
