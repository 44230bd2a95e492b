import * as vscode from 'vscode';
import { DisposableStore } from '../common/disposable';
import { Later } from '../common/later';
import type { Chat } from './chat';
import { chatViewId } from './chatViewId';
import type { ChatFeature, ChatFeatureParts } from './chatFeature';
import { chatPreferences } from './chatSettings';
import { nativeChat } from './native/nativeChat';

/** Registers the chat, which is loaded when somebody opens it. Everything ends with the returned disposable. */
export function chatEntry(parts: ChatFeatureParts): Chat {
  const store = new DisposableStore();
  const feature = store.add(
    new Later<ChatFeature>({
      load: async () => {
        const { chatFeature } = await import('./chatFeature');
        return () => chatFeature(parts);
      },
      commands: ['openChat', 'openChatInEditor', 'newChat', 'stopChat', 'exportChat'].map(
        name => `codexSpark.${name}`,
      ),
      registry: vscode.commands,
    }),
  );
  store.add(
    vscode.window.registerWebviewViewProvider(chatViewId, {
      resolveWebviewView: async view => (await feature.get()).resolveWebviewView(view),
    }),
  );
  const native = store.add(
    nativeChat({
      ...parts,
      extensionUri: parts.context.extensionUri,
      contextTokens: () => chatPreferences().contextTokens,
    }),
  );
  return {
    connectionChanged() {
      feature.now?.connectionChanged();
      native.connectionChanged();
    },
    ask: async (...question) => await (await feature.get()).ask(...question),
    compose: async text => await (await feature.get()).compose(text),
    forget: async () => await feature.now?.forget(),
    dispose: () => store.dispose(),
  };
}
