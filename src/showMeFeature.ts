import type * as vscode from 'vscode';
import type { Chat } from './chat/chat';
import { recordedChat } from './chat/recordedChat';
import type { Clock } from './common/clock';
import type { Disposable } from './common/disposable';
import type { Log } from './common/log';
import type { Edits } from './editor/edit/editEntry';
import type { DocumentChanges } from './editor/document/documentChanges';
import type { Connections } from './editor/endpoints/connections';
import type { EndpointConnection } from './editor/endpoints/endpointConnection';
import { recordingSpec } from './editor/endpoints/endpointSpec';
import type { InlineHost } from './editor/inline/inlineHost';
import type { Permission } from './editor/permission/permission';
import { showMe } from './editor/walkthrough/showMe';
import { t } from './common/l10n';

/** The features that the tour shows. */
export interface ShowMeFeatureParts {
  readonly context: vscode.ExtensionContext;
  readonly connections: Connections<EndpointConnection>;
  readonly inline: InlineHost;
  readonly edits: Edits;
  readonly chat: Chat;
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
      const spec = recordingSpec(t('Recording (no model)'), { file, tokensPerSecond });
      const lent = connections.lend('inline', spec);
      const { session } = lent.connection;
      return {
        changes,
        suggestsAt: (document, position) => inline.suggestsAt(document, position),
        rewrite: async (document, region, instruction) => {
          const task = { title: t('Recording'), instruction, isToldElsewhere: true };
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
