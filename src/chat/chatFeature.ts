import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import type { Session } from '../session/session';
import { ChatRoom } from './chatRoom';
import { ChatView, chatViewId } from './chatView';
import { chatPreferences } from './chatSettings';
import type { ApplyToFile } from './code/codeActions';
import type { SendPermission } from './context/pieces';
import type { RecentChange } from './context/recentChanges';
import { nativeChat } from './native/nativeChat';
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

/** The chat of the window. */
export interface ChatFeature extends Disposable {
  /** Something about the connection has changed. */
  connectionChanged(): void;
  /** Opens the chat and sends a question with some code of a file; behind an answer that runs it waits for its end. */
  ask(question: string, uri: vscode.Uri, range: vscode.Range): Promise<void>;
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
  disposables.add(vscode.window.registerWebviewViewProvider(chatViewId, view));
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
  const native = disposables.add(
    nativeChat({
      ...parts,
      extensionUri: context.extensionUri,
      contextTokens: () => chatPreferences().contextTokens,
    }),
  );
  return {
    connectionChanged() {
      room.connectionChanged();
      native.connectionChanged();
    },
    ask: async (question, uri, range) => {
      await room.start();
      await room.chatContext.addRange(uri, range);
      await view.focus();
      room.current.enqueue(question);
    },
    dispose: () => disposables.dispose(),
  };
}
