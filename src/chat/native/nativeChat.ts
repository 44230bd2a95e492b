import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import type { ModelParts } from './modelParts';
import { ModelProvider, vendor } from './modelProvider';
import type { ParticipantHandler, ParticipantParts } from './participant';

/** The id of the participant, as package.json contributes it. */
const participantId = 'codexSpark.spark';

/** What it works with; all of it outlives the chat. */
export interface NativeChatParts extends ModelParts, ParticipantParts {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** The endpoint in VS Code's own chat: as a model to choose, and as `@spark`. */
export interface NativeChat extends Disposable {
  /** Something about the connection has changed. */
  connectionChanged(): void;
}

/** Registers both. In an editor without VS Code's chat that is noted, and nothing else. */
export function nativeChat(parts: NativeChatParts): NativeChat {
  const store = new DisposableStore();
  const provider = store.add(new ModelProvider(parts));
  const attempt = (what: string, register: () => Disposable): void => {
    try {
      store.add(register());
    } catch (error) {
      const why = messageOf(error, 'unknown').slice(0, 200);
      parts.log.info(`${what} is not available in this editor`, { why });
    }
  };
  attempt('the model in the chat of VS Code', () =>
    vscode.lm.registerLanguageModelChatProvider(vendor, provider),
  );
  let handler: Promise<ParticipantHandler> | undefined;
  attempt('the participant in the chat of VS Code', () => {
    const participant = vscode.chat.createChatParticipant(participantId, async (...asked) => {
      // Loaded when it is first asked.
      handler ??= import('./participant').then(({ participantHandler }) => participantHandler(parts));
      return await (
        await handler
      )(...asked);
    });
    participant.iconPath = vscode.Uri.joinPath(parts.extensionUri, 'media', 'icon.svg');
    return participant;
  });
  provider.connectionChanged();
  return { connectionChanged: () => provider.connectionChanged(), dispose: () => store.dispose() };
}
