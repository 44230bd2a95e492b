import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore } from '../common/disposable';
import type { Log } from '../common/log';
import type { Session } from '../session/session';
import type { Chat } from './chat';
import { ChatRoom } from './chatRoom';
import { ChatView } from './chatView';
import type { ApplyToFile } from './code/codeActions';
import type { SendPermission } from './context/pieces';
import type { RecentChange } from './context/recentChanges';
import { PageRequests } from './pageRequests';
import { ConversationStore } from './store/conversationStore';

/** What the chat is built from; all of it outlives the chat. */
export interface ChatFeatureParts {
  readonly context: vscode.ExtensionContext;
  /** The session as it is now; undefined while the settings cannot be used. */
  readonly session: () => Session | undefined;
  /** What the endpoint is called; empty while there is none. */
  readonly endpointName: () => string;
  readonly permission: SendPermission;
  /** What was edited in the last minutes, the oldest first. */
  readonly recentChanges: () => readonly RecentChange[];
  /** Streams code of an answer into a file. */
  readonly applyToFile: ApplyToFile;
  readonly clock: Clock;
  readonly log: Log;
}

/** The chat of the window, once it is loaded. */
export interface ChatFeature extends Chat {
  /** Fills the view of the side bar. */
  resolveWebviewView(view: vscode.WebviewView): void;
}

/** Builds the chat and wires it to the editor. Everything ends with the returned disposable. */
export function chatFeature({ context, ...parts }: ChatFeatureParts): ChatFeature {
  const disposables = new DisposableStore();
  // Conversations are about a workspace; without one they are the user's.
  const storage = context.storageUri ?? context.globalStorageUri;
  const store = new ConversationStore(path.join(storage.fsPath, 'conversations'), parts.clock, parts.log);
  const room = disposables.add(
    new ChatRoom({ ...parts, store, memory: context.workspaceState, newId: () => randomUUID() }),
  );
  const requests = disposables.add(new PageRequests(room, parts.applyToFile));
  const view = disposables.add(new ChatView(context.extensionUri, room, requests));
  const commands: Readonly<Record<string, () => unknown>> = {
    openChat: () => view.focus(),
    openChatInEditor: () => view.openInEditor(),
    newChat: async () => {
      await room.start();
      room.showNew();
      await view.focus();
    },
    stopChat: () => room.current.stop(),
    exportChat: () =>
      requests.handle({ type: 'exportConversation', id: room.current.tree.id }, message =>
        room.post(message),
      ),
  };
  for (const [name, run] of Object.entries(commands)) {
    disposables.add(vscode.commands.registerCommand(`codexSpark.${name}`, run));
  }
  return {
    resolveWebviewView: shown => view.resolveWebviewView(shown),
    connectionChanged: () => room.connectionChanged(),
    ask: async (question, uri, range) => {
      await room.start();
      await room.chatContext.addRange(uri, range);
      await view.focus();
      room.current.enqueue(question);
    },
    forget: () => requests.forgetAll(),
    compose: async text => {
      await room.start();
      await view.focus();
      room.post({ type: 'compose', text, append: true });
    },
    dispose: () => disposables.dispose(),
  };
}
