import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { t } from '../common/l10n';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import type { Session } from '../session/session';
import { ChatRoom } from './chatRoom';
import { ChatView } from './chatView';
import type { SendPermission } from './context/pieces';
import type { PageMessage } from './messages';
import { PageRequests } from './pageRequests';
import { ConversationStore } from './store/conversationStore';
import { memoryDisk } from './store/disk';

/** What a chat with recorded answers is built from; all of it outlives the chat. */
export interface RecordedChatParts {
  readonly extensionUri: vscode.Uri;
  readonly session: Session;
  readonly permission: SendPermission;
  readonly clock: Clock;
  readonly log: Log;
  /** The person closes it, or does something in it; what they had typed by then, if it is that. */
  readonly onTouched: (typed: string) => void;
}

/** A chat of its own in a tab beside the file, of which nothing is kept. */
export interface RecordedChat extends Disposable {
  /** Whether an answer is being written. */
  readonly answers: boolean;
  send(text: string): void;
  redirect(text: string): void;
}

/** What a page sends by itself. */
const byItself: ReadonlySet<PageMessage['type']> = new Set([
  'ready',
  'listConversations',
  'problem',
  'loadOlder',
]);

/** Opens one; the tab closes with it. Resolves when its page is there, or after a while. */
export async function recordedChat(parts: RecordedChatParts): Promise<RecordedChat> {
  const { extensionUri, session, permission, clock, log, onTouched } = parts;
  const disposables = new DisposableStore();
  const name = t('Recording (no model)');
  const room = disposables.add(
    new ChatRoom({
      ...{ permission, clock, log },
      session: () => session,
      recentChanges: () => [],
      endpointName: () => name,
      store: new ConversationStore(memoryDisk(), clock, log),
      memory: forgetful,
      newId: () => randomUUID(),
    }),
  );
  const requests = disposables.add(
    new PageRequests(room, () => Promise.reject(new Error('Nothing is applied from a recording.'))),
  );
  let isOver = false;
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>(resolve => (ready = resolve));
  const view = disposables.add(
    new ChatView(extensionUri, room, {
      handle: async (message, reply, conversation) => {
        if (message.type === 'ready') ready();
        if (message.type === 'draft' && message.text === '') return;
        if (byItself.has(message.type)) return await requests.handle(message, reply, conversation);
        if (!isOver) onTouched('text' in message ? message.text : '');
      },
    }),
  );
  view.openInEditor({
    title: name,
    column: vscode.ViewColumn.Beside,
    preserveFocus: true,
    onDidClose: () => {
      if (!isOver) onTouched('');
    },
  });
  const patience = clock.setTimeout(ready, pageMs);
  await isReady;
  patience.dispose();
  return {
    get answers() {
      return room.current.busy;
    },
    send: text => room.current.send(text),
    redirect: text => room.current.redirect(text, false),
    dispose() {
      isOver = true;
      disposables.dispose();
    },
  };
}

/** A page that has not come by then is told everything when it comes. In ms. */
const pageMs = 5_000;

const forgetful: vscode.Memento = {
  keys: () => [],
  get: <T>(_key: string, otherwise?: T) => otherwise,
  update: () => Promise.resolve(),
};
