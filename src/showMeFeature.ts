import * as vscode from 'vscode';
import type { ChatFeature } from './chat/chatFeature';
import { recordedChat } from './chat/recordedChat';
import type { Clock } from './common/clock';
import type { Disposable } from './common/disposable';
import type { Log } from './common/log';
import type { DocumentChanges } from './editor/document/documentChanges';
import type { EditFeature } from './editor/edit/editFeature';
import type { Connections } from './editor/endpoints/connections';
import type { EndpointConnection } from './editor/endpoints/endpointConnection';
import { recordingSpec } from './editor/endpoints/endpointSpec';
import type { InlineHost } from './editor/inline/inlineHost';
import type { Permission } from './editor/permission/permission';
import { showMe } from './editor/walkthrough/showMe';

/** The features that the tour shows. */
export interface ShowMeFeatureParts {
  readonly context: vscode.ExtensionContext;
  readonly connections: Connections<EndpointConnection>;
  readonly inline: InlineHost;
  readonly edits: EditFeature;
  readonly chat: ChatFeature;
  readonly permission: Permission;
  readonly changes: DocumentChanges;
  readonly clock: Clock;
  readonly log: Log;
}

/** *Show Me*: hands the tour the features it shows, on a session to the replay engine. */
export function showMeFeature(parts: ShowMeFeatureParts): Disposable {
  const { context, connections, inline, edits, chat, permission, changes, clock, log } = parts;
  return showMe({
    storage: context.globalStorageUri,
    memory: context.workspaceState,
    clock,
    log,
    record: (file, tokensPerSecond) => {
      const spec = recordingSpec(vscode.l10n.t('Recording (no model)'), { file, tokensPerSecond });
      const lent = connections.lend('inline', spec);
      const { session } = lent.connection;
      return {
        onDidChange: listener => changes.follow('notice', listener),
        suggestsAt: (document, position) => inline.suggestsAt(document, position),
        rewrite: async (document, region, instruction) => {
          const task = { title: vscode.l10n.t('Recording'), instruction, isToldElsewhere: true };
          const edit = await edits.rewrite(document, region, task, () => session);
          return {
            get streams() {
              return edit.phase === 'streaming';
            },
            redirect: changed => edit.redirect(changed),
            stop: () => edit.stop(),
            acceptAll: () => edit.acceptAll(),
          };
        },
        openChat: onTouched =>
          recordedChat({
            ...{ extensionUri: context.extensionUri, session, permission, clock, log },
            onTouched: typed => {
              onTouched();
              // It was meant for an answer.
              if (typed !== '') void chat.compose(typed);
            },
          }),
        dispose: () => lent.dispose(),
      };
    },
  });
}
