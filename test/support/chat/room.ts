import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type * as vscode from 'vscode';
import { ChatRoom, type ChatParts } from '../../../src/chat/chatRoom';
import type { ApplyToFile } from '../../../src/chat/code/codeActions';
import type { SendPermission } from '../../../src/chat/context/pieces';
import type { HostMessage, PageMessage } from '../../../src/chat/messages';
import { PageRequests } from '../../../src/chat/pageRequests';
import { ConversationStore } from '../../../src/chat/store/conversationStore';
import { systemClock } from '../../../src/common/systemClock';
import { createSession } from '../../../src/session/createSession';
import type { DrivenGateway } from '../gateway/drivenGateway';
import { silentLog } from '../../../src/common/log';

/** The chat without a page: what a page asks for goes in, what it is told comes out. */
export interface RoomBench {
  readonly room: ChatRoom;
  /** Everything the page was told. */
  readonly told: HostMessage[];
  /** `conversation`: the one it is meant for; by default the one that is shown. */
  ask(message: PageMessage, conversation?: string): Promise<void>;
  /** Ends it as a window that is closed does; what is stored stays. */
  close(): void;
}

/** What a chat keeps between two windows. */
export interface Kept {
  readonly folder: string;
  readonly memory: vscode.Memento;
  remove(): Promise<void>;
}

/** Somewhere to keep conversations, as long as a test needs it. */
export async function keep(): Promise<Kept> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chat-'));
  const values = new Map<string, unknown>();
  function get<T>(key: string, fallback?: T): T | undefined;
  function get(key: string, fallback?: unknown): unknown {
    return values.get(key) ?? fallback;
  }
  return {
    folder,
    memory: {
      get,
      keys: () => [...values.keys()],
      update: (key, value) => Promise.resolve(void values.set(key, value)),
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Lets everything be sent. */
export const everything: SendPermission = {
  mayBeSent: () => true,
  isDecided: () => true,
  onDidChange: () => ({ dispose: () => undefined }),
};

/** Opens a chat over what is kept, which asks this gateway. */
export function openRoom(
  { folder, memory }: Kept,
  gateway: DrivenGateway,
  {
    permission = everything,
    applyToFile = () => Promise.resolve({ kind: 'failed', message: 'not in this test' }),
  }: { readonly permission?: SendPermission; readonly applyToFile?: ApplyToFile } = {},
): RoomBench {
  const { endpoint, headers } = gateway.settings;
  const session = createSession({
    url: endpoint,
    headers: () => Promise.resolve(headers),
    model: 'model-a',
    log: silentLog,
    clock: systemClock,
  });
  let ids = 0;
  const parts: ChatParts = {
    session: () => session,
    endpointName: () => 'model-a',
    permission,
    recentChanges: () => [],
    store: new ConversationStore(folder, systemClock, silentLog),
    memory,
    newId: () => `id-${Date.now().toString(36)}-${++ids}`,
    clock: systemClock,
    log: silentLog,
  };
  const room = new ChatRoom(parts);
  const requests = new PageRequests(room, applyToFile);
  const told: HostMessage[] = [];
  const page = room.connect(message => told.push(message));
  return {
    room,
    told,
    ask: (message, conversation) => requests.handle(message, reply => told.push(reply), conversation),
    close() {
      page.dispose();
      requests.dispose();
      room.dispose();
      session.dispose();
    },
  };
}
